"""Finding the phrases of the rules in the tokens of a text, in time that grows with the text and no faster."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from feedback.analysis.codebook.patterns import MAX_GAP
from feedback.analysis.tone.loading import built_in_rules, word_sets
from feedback.analysis.tone.model import Kind, Rule
from feedback.analysis.tone.patterns import Sets
from feedback.analysis.tone.vocabulary import Known, Phrase, Vocabulary

_REACH = 3
"""How many words back a "not" may stand, with nothing but small words in between."""


class Place(NamedTuple):
    """Tokens start..end (exclusive) that one rule marks."""

    start: int
    end: int
    rule: Rule


class Finder:
    """The rules of one language and kind of text. Remembers every word it has met: use one per process."""

    def __init__(self, rules: Sequence[Rule], lang: str, kind: Kind, sets: Sets) -> None:
        self._vocabulary = Vocabulary(rules, lang, kind, sets)
        self._not = frozenset(sets.get("not", ()))
        self._between = frozenset(sets.get("between", ()))

    def find(self, words: Sequence[str]) -> list[Place]:
        """Every place a rule marks, without excluded contexts and without what a "not" turns round, by start."""
        found: list[Place] = []
        excluded: list[Place] = []
        for phrase, start, end in matches([self._vocabulary.known(word) for word in words]):
            (excluded if phrase.excludes else found).append(Place(start, end, phrase.rule))
        silent = {(place.rule.id, at) for place in excluded for at in range(place.start, place.end)}
        return [place for place in found if not _covered(place, silent) and not self._denied(words, place)]

    def _denied(self, words: Sequence[str], place: Place) -> bool:
        """Whether a "not" stands right before it: "no se quejan de todo" blames nobody."""
        for at in range(place.start - 1, max(place.start - 1 - _REACH, 0), -1):
            if words[at] not in self._between:
                return words[at] in self._not
        return False


def matches(known: Sequence[Known]) -> Iterator[tuple[Phrase, int, int]]:
    """Every phrase that stands in the words, with where it starts and ends.

    Looks at no word more often than (longest gap + 1) times per element of the phrases it can be part of, so the
    work is linear in the words.
    """
    for at in range(len(known)):
        word = known[at]
        for phrase in word.alone:
            yield phrase, at, at + 1
        for phrase in _opened(known, at, word):
            if end := _end(known, phrase, at + 1):
                yield phrase, at, end


def _opened(known: Sequence[Known], at: int, word: Known) -> Iterator[Phrase]:
    """The longer phrases that begin here and whose second element is within reach."""
    if word.next_to and at + 1 < len(known):
        for second in word.next_to.keys() & known[at + 1].accepted:
            yield from word.next_to[second]
    if word.within_reach:
        near = frozenset().union(*(known[place].accepted for place in _reach(known, at + 1, MAX_GAP)))
        for second in word.within_reach.keys() & near:
            yield from word.within_reach[second]


def _end(known: Sequence[Known], phrase: Phrase, at: int) -> int:
    """Where the longest match of a phrase ends whose second element is looked for at `at`; 0 where there is none."""
    places = {at}
    for element, gap in zip(phrase.elements[1:], phrase.gaps[1:], strict=True):
        places = {
            found + 1 for place in places for found in _reach(known, place, gap) if element in known[found].accepted
        }
    return max(places, default=0)


def _reach(known: Sequence[Known], at: int, gap: int) -> Iterator[int]:
    """The places an element may stand at: a mark may be the last of them, nothing behind it."""
    for place in range(at, min(at + gap + 1, len(known))):
        yield place
        if not known[place].is_word:
            return


def _covered(place: Place, silent: set[tuple[str, int]]) -> bool:
    return any((place.rule.id, at) in silent for at in range(place.start, place.end))


@lru_cache(maxsize=9)
def finder(lang: str, kind: Kind) -> Finder:
    """The compiled rules of a language and kind, made once per process."""
    return Finder(built_in_rules(), lang, kind, word_sets()[lang])
