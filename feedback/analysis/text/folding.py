"""One spelling for words that people write in many ways: case, accents, compatibility forms, elongation."""

from __future__ import annotations

import re
import unicodedata

_ELONGATED = re.compile(r"([^\W\d_])\1{2,}")


def fold(text: str) -> str:
    """NFKC, lower case, without accents, and "buenooo" as "bueno". May change the length of the text."""
    return shorten(fold_in_place(unicodedata.normalize("NFKC", text)))


def fold_in_place(text: str) -> str:
    """Lower case without accents, one character for one character: offsets stay those of `text`."""
    return text.lower() if text.isascii() else text.translate(_FOLDED)


def shorten(folded: str) -> str:
    """Letters repeated three times or more are written once: "buenooo" is "bueno"."""
    return _ELONGATED.sub(r"\1", folded)


def is_elongated(folded: str) -> bool:
    """Whether `shorten` would change it anywhere."""
    return _ELONGATED.search(folded) is not None


class _Folded(dict[int, str]):
    """Characters to their folded form, learnt as they are met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_character(chr(code))
        return folded


def _fold_character(char: str) -> str:
    """One character for one: what would become none (a combining accent) or several stays as it is."""
    lowered = char.lower()
    base = "".join(part for part in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(part))
    if len(base) == 1:
        return base
    return lowered if len(lowered) == 1 else char


_FOLDED = _Folded()
