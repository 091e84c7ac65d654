"""The writing of anchors, phrases and exclusions.

    word        the word, its inflections by lemma, accents and case aside
    stem*       every word that begins so
    one/other   either of them
    @people     any word of the set of that name
    ..          up to three words in between, within one clause
    ~word       weak: counts half, so it takes two different ones, or one beside a strong one
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from feedback.analysis.text import fold

GAP = ".."
MAX_GAP = 3

Sets = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Element:
    """One place of a pattern: whole words and stems that may stand there."""

    words: frozenset[str]
    stems: tuple[str, ...]

    def accepts(self, word: str, lemma: str) -> bool:
        return word in self.words or lemma in self.words or (bool(self.stems) and word.startswith(self.stems))


@dataclass(frozen=True, slots=True)
class Pattern:
    """Elements in order; `gaps[i]` is how many words may stand before element i."""

    elements: tuple[Element, ...]
    gaps: tuple[int, ...]
    weak: bool = False


def parse_pattern(text: str, sets: Sets) -> Pattern:
    """The pattern that `text` writes. KeyError for an unknown set, ValueError for no words."""
    elements, gaps, gap = [], [], 0
    for token in text.removeprefix("~").split():
        if token == GAP:
            gap = MAX_GAP
            continue
        elements.append(_element(token, sets))
        gaps.append(gap)
        gap = 0
    if not elements:
        raise ValueError(f"no words in pattern {text!r}")
    return Pattern(tuple(elements), tuple(gaps), text.startswith("~"))


def _element(token: str, sets: Sets) -> Element:
    parts = sets[token[1:]] if token.startswith("@") else token.split("/")
    folded = [fold(part) for part in parts]
    return Element(
        words=frozenset(part for part in folded if not part.endswith("*")),
        stems=tuple(part[:-1] for part in folded if part.endswith("*")),
    )
