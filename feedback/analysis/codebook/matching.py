"""Finding the patterns of a codebook in the words of a mention."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from feedback.analysis.codebook.model import Codebook, CodebookTheme
from feedback.analysis.codebook.patterns import Element, Pattern, Sets, parse_pattern
from feedback.analysis.text import lemma, stop_words

STRONG, WEAK, PHRASE = 1.0, 0.5, 1.5
BREAK = ""  # Stands between words that a comma or bracket keeps apart.
_SHORTEST_LEMMATISED = 4
_REMEMBERED_WORDS = 100_000


class Rule(NamedTuple):
    """A pattern and what finding it means: `weight` for a theme, or 0 where it excludes."""

    theme: int
    pattern: Pattern
    weight: float
    excludes: bool
    everywhere: bool


class Match(NamedTuple):
    """Words start..end (exclusive) of a mention speak for a theme (its place in the codebook)."""

    theme: int
    start: int
    end: int
    weight: float


class Matcher:
    """A codebook compiled for one language. Remembers every word it has met, so use one per process."""

    def __init__(self, codebook: Codebook, lang: str) -> None:
        self._lang = lang
        self._stop_words = stop_words(lang)
        self._by_word: dict[str, list[Rule]] = defaultdict(list)
        self._by_stem: dict[str, list[Rule]] = defaultdict(list)
        self._lemmas: dict[str, str] = {}
        self._known: dict[str, tuple[Rule, ...]] = {}
        for place, theme in enumerate(codebook.themes):
            for rule in _rules(place, theme, lang, codebook.sets.get(lang, {})):
                self._index(rule)
        self._stem_lengths = sorted({len(stem) for stem in self._by_stem})

    def matches(self, words: Sequence[str]) -> list[Match]:
        """Every pattern found in folded `words` (BREAK between clauses), without what is excluded."""
        found: list[Match] = []
        excluded: list[Match] = []
        silent: set[int] = set()
        for start, word in enumerate(words):
            for rule in self._starting_with(word):
                end = self._end(words, start, rule.pattern)
                if not end:
                    continue
                if rule.everywhere:
                    silent.add(rule.theme)
                (excluded if rule.excludes else found).append(Match(rule.theme, start, end, rule.weight))
        if not excluded:
            return found
        return [match for match in found if match.theme not in silent and not _covered(match, excluded)]

    def _index(self, rule: Rule) -> None:
        first = rule.pattern.elements[0]
        for word in first.words:
            self._by_word[word].append(rule)
        for stem in first.stems:
            self._by_stem[stem].append(rule)

    def _starting_with(self, word: str) -> tuple[Rule, ...]:
        known = self._known.get(word)
        if known is None:
            if len(self._known) >= _REMEMBERED_WORDS:
                self._known.clear()
                self._lemmas.clear()
            known = self._known[word] = self._look_up(word)
        return known

    def _look_up(self, word: str) -> tuple[Rule, ...]:
        if word == BREAK:
            return ()
        rules = [*self._by_word.get(word, ()), *self._by_word.get(self._lemma(word), ())]
        for length in self._stem_lengths:
            if length <= len(word):
                rules += self._by_stem.get(word[:length], ())
        return tuple(dict.fromkeys(rules))

    def _lemma(self, word: str) -> str:
        """Function words keep their form: "como" is not "comer", "vino" not "venir"."""
        found = self._lemmas.get(word)
        if found is None:
            short = len(word) < _SHORTEST_LEMMATISED or word in self._stop_words
            found = self._lemmas[word] = word if short else lemma(word, self._lang)
        return found

    def _end(self, words: Sequence[str], start: int, pattern: Pattern) -> int:
        """Where the pattern that begins at `start` ends, 0 where it does not fit."""
        at = start + 1
        for element, gap in zip(pattern.elements[1:], pattern.gaps[1:], strict=True):
            at = self._next(words, at, element, gap)
            if not at:
                return 0
        return at

    def _next(self, words: Sequence[str], at: int, element: Element, gap: int) -> int:
        for place in range(at, min(at + gap + 1, len(words))):
            if words[place] == BREAK:
                return 0
            if element.accepts(words[place], self._lemma(words[place])):
                return place + 1
        return 0


_matchers: dict[tuple[str, str], Matcher] = {}


def matcher(codebook: Codebook, lang: str) -> Matcher:
    """The compiled codebook, made once per process, version and language."""
    key = (codebook.version, lang)
    if key not in _matchers:
        _matchers[key] = Matcher(codebook, lang)
    return _matchers[key]


def _rules(place: int, theme: CodebookTheme, lang: str, sets: Sets) -> list[Rule]:
    vocabulary = theme.vocabularies.get(lang)
    if vocabulary is None:
        return []
    rules = [_rule(place, text, STRONG, sets) for text in vocabulary.anchors]
    rules += [_rule(place, text, PHRASE, sets) for text in vocabulary.phrases]
    for text in vocabulary.exclusions:
        pattern = parse_pattern(text, sets)
        rules.append(Rule(place, pattern, 0.0, excludes=True, everywhere=len(pattern.elements) == 1))
    return rules


def _rule(place: int, text: str, weight: float, sets: Sets) -> Rule:
    pattern = parse_pattern(text, sets)
    if len(pattern.elements) == 1:
        weight = STRONG
    return Rule(place, pattern, WEAK if pattern.weak else weight, excludes=False, everywhere=False)


def _covered(match: Match, excluded: Sequence[Match]) -> bool:
    return any(
        match.theme == other.theme and match.start < other.end and other.start < match.end for other in excluded
    )
