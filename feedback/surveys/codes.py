"""Codes of questionnaires and surveys: the slug of a title and six random characters."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from feedback.names import LONGEST_CODE, slug

ALPHABET = "abcdefghjkmnpqrstvwxyz23456789"
"""Without letters and digits that are taken for one another when somebody reads a link aloud."""
RANDOM = 6


def new_code(title: str, is_taken: Callable[[str], bool], otherwise: str) -> str:
    """A code nobody has: "how-was-your-visit-k7m2xq"."""
    base = (slug(title) or otherwise)[: LONGEST_CODE - RANDOM - 1].strip("-")
    while is_taken(code := f"{base}-{_ending()}"):
        continue
    return code


def _ending() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(RANDOM))
