"""Words in the headers of other tools' exports, folded: without case and accents."""

from __future__ import annotations

from collections.abc import Sequence

from feedback.tables.folding import lookup_key


def folded(names: Sequence[str]) -> list[str]:
    """The cells of a header as they are compared."""
    return [lookup_key(name).strip("'\" :") for name in names]


def words(text: str) -> frozenset[str]:
    return frozenset(word.strip() for word in text.split("|"))
