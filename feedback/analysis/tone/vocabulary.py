"""The phrases of the rules, numbered so that a word is looked up once, and what each word can be part of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from feedback.analysis.codebook.patterns import Element
from feedback.analysis.tone.model import Kind, Rule
from feedback.analysis.tone.patterns import Sets, parse_phrase
from feedback.analysis.tone.tokens import is_word

_REMEMBERED = 50_000


class Phrase(NamedTuple):
    """One pattern of a rule: the numbers of its elements, and how many words may stand before each."""

    elements: tuple[int, ...]
    gaps: tuple[int, ...]
    rule: Rule
    excludes: bool


class Known(NamedTuple):
    """What a word can do: phrases it is enough for, those it opens by their second element (next to it, or within
    reach), and the elements that accept it."""

    alone: tuple[Phrase, ...]
    next_to: Mapping[int, Sequence[Phrase]]
    within_reach: Mapping[int, Sequence[Phrase]]
    accepted: frozenset[int]
    is_word: bool


class Vocabulary:
    """All phrases that count in one language and kind of text. Remembers the words it has met."""

    def __init__(self, rules: Sequence[Rule], lang: str, kind: Kind, sets: Sets) -> None:
        self._numbers: dict[Element, int] = {}
        self._opened: dict[int, list[Phrase]] = defaultdict(list)
        self._words: dict[str, list[int]] = defaultdict(list)
        self._stems: dict[str, list[int]] = defaultdict(list)
        self._known: dict[str, Known] = {}
        for rule in rules:
            if kind in rule.group.kinds:
                for text, excludes in _written(rule, lang, kind):
                    self._add(text, sets, rule, excludes)

    def known(self, word: str) -> Known:
        found = self._known.get(word)
        return self._meet(word) if found is None else found

    def _add(self, text: str, sets: Sets, rule: Rule, excludes: bool) -> None:
        pattern = parse_phrase(text, sets)
        numbers = tuple(self._number(element) for element in pattern.elements)
        self._opened[numbers[0]].append(Phrase(numbers, pattern.gaps, rule, excludes))

    def _number(self, element: Element) -> int:
        if element not in self._numbers:
            number = self._numbers[element] = len(self._numbers)
            for word in element.words:
                self._words[word].append(number)
            for stem in element.stems:
                self._stems[stem].append(number)
        return self._numbers[element]

    def _meet(self, word: str) -> Known:
        if len(self._known) >= _REMEMBERED:
            self._known = {}
        accepted = frozenset(self._accepting(word))
        phrases = [phrase for number in sorted(accepted) for phrase in self._opened.get(number, ())]
        known = self._known[word] = Known(
            alone=tuple(phrase for phrase in phrases if len(phrase.elements) == 1),
            next_to=_by_second(phrase for phrase in phrases if len(phrase.elements) > 1 and not phrase.gaps[1]),
            within_reach=_by_second(phrase for phrase in phrases if len(phrase.elements) > 1 and phrase.gaps[1]),
            accepted=accepted,
            is_word=is_word(word),
        )
        return known

    def _accepting(self, word: str) -> Iterator[int]:
        yield from self._words.get(word, ())
        if is_word(word):
            for length in range(len(word) + 1):
                yield from self._stems.get(word[:length], ())


def _written(rule: Rule, lang: str, kind: Kind) -> Iterator[tuple[str, bool]]:
    """Each pattern of a rule that counts in this kind of text, and whether it is an exception."""
    words = rule.wordings[lang]
    yield from ((text, False) for text in words.patterns)
    if kind != "question":
        yield from ((text, False) for text in words.in_texts)
    yield from ((text, True) for text in words.unless)


def _by_second(phrases: Iterator[Phrase]) -> Mapping[int, Sequence[Phrase]]:
    found: dict[int, list[Phrase]] = defaultdict(list)
    for phrase in phrases:
        found[phrase.elements[1]].append(phrase)
    return dict(found)
