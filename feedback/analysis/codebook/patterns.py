"""The writing of anchors, phrases and exclusions.

word        the word, its inflections by lemma, accents and case aside
=word       this form only: =care is not "caring"
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
    """One place of a pattern: forms, dictionary forms and stems that may stand there."""

    words: frozenset[str]
    lemmas: frozenset[str]
    stems: tuple[str, ...]

    def accepts(self, word: str, lemma: str) -> bool:
        return word in self.words or lemma in self.lemmas or (bool(self.stems) and word.startswith(self.stems))


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


def parse_element(parts: Sequence[str]) -> Element:
    """The element that accepts any of `parts`: words, =words and stems*."""
    folded = [fold(part) for part in parts]
    whole = [part for part in folded if not part.endswith("*")]
    return Element(
        words=frozenset(part.removeprefix("=") for part in whole),
        lemmas=frozenset(part for part in whole if not part.startswith("=")),
        stems=tuple(part[:-1] for part in folded if part.endswith("*")),
    )


def _element(token: str, sets: Sets) -> Element:
    return parse_element(sets[token[1:]] if token.startswith("@") else token.split("/"))
