"""The words of a text, and the one form under which inflected words are counted together."""

from __future__ import annotations

import operator
import re
from functools import lru_cache
from typing import NamedTuple

from feedback.analysis.text.folding import fold, fold_in_place, is_elongated, shorten

# A word is letters and digits, joined inside by an apostrophe or a hyphen ("don't", "check-in").
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")


_SPAN = operator.methodcaller("span")


class Word(NamedTuple):
    """A word as written, its folded form, and where it stands in the text (`end` exclusive)."""

    text: str
    folded: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """The words of `text` in reading order; punctuation, symbols and emoji are not words."""
    folded = fold_in_place(text)
    if is_elongated(folded):
        return [
            Word(text[match.start() : match.end()], shorten(match.group()), match.start(), match.end())
            for match in _WORD.finditer(folded)
        ]
    return [Word(text[start:end], folded[start:end], start, end) for start, end in map(_SPAN, _WORD.finditer(folded))]


@lru_cache(maxsize=200_000)
def lemma(word: str, lang: str) -> str:
    """The folded dictionary form of `word` in `lang`: "habitaciones" is "habitacion".

    Give the word as written: its accents help to find it. A word the dictionary does not know, often
    one written without its accent, only loses the -s of its plural: "rapidos" and "rápidos" are "rapido".
    """
    import simplemma

    lowered = word.lower()
    if lang != "en" and lowered.endswith(("os", "as")) and not simplemma.is_known(lowered, lang=lang):
        return fold(lowered[:-1])
    found = simplemma.lemmatize(lowered, lang=lang)
    # "wifi" stays one word, though its dictionary form is "wi-fi".
    return fold(found if found.isalpha() or not lowered.isalpha() else lowered)
