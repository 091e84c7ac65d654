"""How authors name things, and how a question is named in a form: the name people's scripts post to. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

RESERVED = frozenset({"submission_id", "page", "move", "lang", "stage", "participant"})
LONGEST = 60

_FIT = re.compile(r"[a-z][a-z0-9_]*")
_GAPS = re.compile(r"[^a-z0-9]+")


LONGEST_CODE = 100


def is_code(text: str) -> bool:
    """True when an author may name something so: 1 to `LONGEST_CODE` printable characters, no space at its ends."""
    return 0 < len(text) <= LONGEST_CODE and text == text.strip() and text.isprintable()


def is_fit(name: str) -> bool:
    """True when a form field may have this name: `[a-z][a-z0-9_]*`, not one the page itself uses."""
    return len(name) <= LONGEST and name not in RESERVED and _FIT.fullmatch(name) is not None


def field_for(code: str, taken: Container[str] = ()) -> str:
    """The field name of a question with this code: the code where it fits and is free, else made from it.

    >>> field_for("NPS 2.0"), field_for("3a"), field_for("lang"), field_for("nps", {"nps"})
    ('nps_2_0', 'q_3a', 'q_lang', 'nps_2')
    """
    name = code if is_fit(code) else _slug(code)
    return name if name not in taken else _numbered(name, taken)


def _slug(code: str) -> str:
    ascii_only = unicodedata.normalize("NFKD", code).encode("ascii", "ignore").decode("ascii")
    slug = _GAPS.sub("_", ascii_only.lower()).strip("_")[: LONGEST - 8].strip("_")
    return slug if is_fit(slug) else f"q_{slug}".rstrip("_")


def _numbered(name: str, taken: Container[str]) -> str:
    number = 2
    while f"{name[: LONGEST - 8]}_{number}" in taken:
        number += 1
    return f"{name[: LONGEST - 8]}_{number}"
