"""Comments that answer nothing: "nada", "n/a", "-", "todo bien"."""

from __future__ import annotations

from feedback.analysis.text.folding import fold

_FIRST = frozenset({"", "nada", "n a", "na", "ninguno", "ninguna", "todo bien", "nothing", "none", "no", "tudo bem"})


def is_non_answer(text: str, lang: str) -> bool:
    """Whether the comment as a whole says nothing that could be improved or praised."""
    return " ".join("".join(c if c.isalnum() else " " for c in fold(text)).split()) in _FIRST
