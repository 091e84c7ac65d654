"""Texts of Formbricks: by language, or one for all. Pure."""

from __future__ import annotations

from feedback.surveys.importers.source import Words
from feedback.surveys.importers.untrusted import mapping


def words(value: object) -> Words:
    """A text of Formbricks: by language, or one text for all."""
    if isinstance(value, str):
        return Words({"default": value})
    return Words({name: one for name, one in mapping(value).items() if isinstance(one, str)})
