"""Finding the patterns of a codebook in the words of a mention."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from feedback.analysis.codebook.model import Codebook, CodebookTheme
from feedback.analysis.codebook.patterns import MAX_GAP, Element, Pattern, Sets, parse_pattern
from feedback.analysis.text import fold, lemma
from feedback.analysis.text.shorthand import usual
from feedback.analysis.text.slips import Speller
from feedback.analysis.text.stopwords import published_stop_words

STRONG, WEAK, PHRASE = 1.0, 0.5, 1.5
BREAK = ""  # Stands between words that a comma or bracket keeps apart.
_SHORTEST_LEMMATISED = 4
_REMEMBERED_WORDS = 100_000
_LONG_STEM = 8  # Letters from which on a stem is nearly a word, so that a slip in it can be told.


class Match(NamedTuple):
    """Words start..end (exclusive) of a mention speak for a theme (its place in the codebook)."""

    theme: int
    start: int
    end: int
    weight: float


class _Rule(NamedTuple):
    """What finding a pattern means. `rest` holds, behind the second element, each element and the gap before it."""

    theme: int
    gap: int
    rest: tuple[tuple[int, int], ...]
    weight: float
    excludes: bool
    everywhere: bool


class _Known(NamedTuple):
    """What a word can do: the rules it is enough for, those it begins by their second element, who accepts it."""

    alone: tuple[_Rule, ...]
    followed: Mapping[int, list[_Rule]]
    accepted: frozenset[int]


_NOTHING = _Known((), {}, frozenset())


class Matcher:
    """A codebook compiled for one language. Remembers every word it has met, so use one per process."""

    def __init__(self, codebook: Codebook, lang: str) -> None:
        self._index = _ElementIndex(lang)
        self._alone: dict[int, list[_Rule]] = defaultdict(list)
        self._followed: dict[int, list[tuple[int, _Rule]]] = defaultdict(list)
        self._known: dict[str, _Known] = {BREAK: _NOTHING}
        for place, theme in enumerate(codebook.themes):
            for pattern, weight, excludes in _patterns(theme, lang, codebook.sets.get(lang, {})):
                self._add(place, pattern, weight, excludes)

    def matches(self, words: Sequence[str]) -> list[Match]:
        """Every pattern found in folded `words` (BREAK between clauses), without what is excluded."""
        known = [self._known.get(word) or self._meet(word) for word in words]
        found: list[Match] = []
        excluded: list[Match] = []
        silent: set[int] = set()
        for rule, start, end in _found(known):
            if rule.everywhere:
                silent.add(rule.theme)
            (excluded if rule.excludes else found).append(Match(rule.theme, start, end, rule.weight))
        if not excluded:
            return found
        return [match for match in found if match.theme not in silent and not _covered(match, excluded)]

    def _add(self, theme: int, pattern: Pattern, weight: float, excludes: bool) -> None:
        first, *behind = (self._index.add(element) for element in pattern.elements)
        if not behind:
            self._alone[first].append(_Rule(theme, 0, (), weight, excludes, excludes))
            return
        rest = tuple(zip(behind[1:], pattern.gaps[2:], strict=True))
        self._followed[first].append((behind[0], _Rule(theme, pattern.gaps[1], rest, weight, excludes, False)))

    def _meet(self, word: str) -> _Known:
        if len(self._known) >= _REMEMBERED_WORDS:
            self._known = {BREAK: _NOTHING}
        accepted = self._index.accepting(word)
        alone = tuple(rule for element in sorted(accepted) for rule in self._alone.get(element, ()))
        followed: dict[int, list[_Rule]] = defaultdict(list)
        for element in sorted(accepted):
            for second, rule in self._followed.get(element, ()):
                followed[second].append(rule)
        known = self._known[word] = _Known(alone, dict(followed), accepted)
        return known


class _ElementIndex:
    """Numbers elements, equal ones once, and finds those that accept a word."""

    def __init__(self, lang: str) -> None:
        self._lang = lang
        self._stop_words = published_stop_words(lang)
        self._numbers: dict[Element, int] = {}
        self._words: dict[str, list[int]] = defaultdict(list)
        self._lemmas: dict[str, list[int]] = defaultdict(list)
        self._stems: dict[str, list[int]] = defaultdict(list)

    def add(self, element: Element) -> int:
        known = self._numbers.get(element)
        if known is not None:
            return known
        number = self._numbers[element] = len(self._numbers)
        for forms, index in (
            (element.words, self._words),
            (element.lemmas, self._lemmas),
            (element.stems, self._stems),
        ):
            for form in forms:
                index[form].append(number)
        return number

    def accepting(self, word: str) -> frozenset[int]:
        """The elements that accept a folded word; of one that none accepts, those of the word it was meant to be."""
        return (
            self._accepting(word)
            or self._accepting(fold(usual(word, self._lang)))
            or self._accepting(self._speller.correct(word) or "")
        )

    @cached_property
    def _speller(self) -> Speller:
        stems = (stem for stem in self._stems if len(stem) >= _LONG_STEM)
        return Speller({*self._words, *self._lemmas, *stems}, self._lang)

    def _accepting(self, word: str) -> frozenset[int]:
        numbers = {*self._words.get(word, ()), *self._lemmas.get(self._lemma(word), ())}
        for length in range(1, len(word) + 1):
            numbers.update(self._stems.get(word[:length], ()))
        return frozenset(numbers)

    def _lemma(self, word: str) -> str:
        """Function words keep their form: "como" is not "comer", "vino" not "venir"."""
        short = len(word) < _SHORTEST_LEMMATISED or word in self._stop_words
        return word if short else lemma(word, self._lang)


_matchers: dict[tuple[str, str], Matcher] = {}


def matcher(codebook: Codebook, lang: str) -> Matcher:
    """The compiled codebook, made once per process, version and language."""
    key = (codebook.version, lang)
    if key not in _matchers:
        _matchers[key] = Matcher(codebook, lang)
    return _matchers[key]


def _patterns(theme: CodebookTheme, lang: str, sets: Sets) -> Iterable[tuple[Pattern, float, bool]]:
    """Each pattern of a theme, its weight, and whether it excludes."""
    vocabulary = theme.vocabularies.get(lang)
    if vocabulary is None:
        return
    for text in (*vocabulary.anchors, *vocabulary.phrases):
        pattern = parse_pattern(text, sets)
        yield pattern, WEAK if pattern.weak else STRONG if len(pattern.elements) == 1 else PHRASE, False
    for text in vocabulary.exclusions:
        yield parse_pattern(text, sets), 0.0, True


def _found(known: Sequence[_Known]) -> Iterator[tuple[_Rule, int, int]]:
    """Every rule whose pattern stands in the words, with where it starts and ends."""
    for start, word in enumerate(known):
        for rule in word.alone:
            yield rule, start, start + 1
        if not word.followed:
            continue
        for second in range(start + 1, min(start + MAX_GAP + 2, len(known))):
            if known[second] is _NOTHING:
                break
            for element in word.followed.keys() & known[second].accepted:
                for rule in word.followed[element]:
                    if second - start - 1 <= rule.gap and (end := _end(known, second + 1, rule.rest)):
                        yield rule, start, end


def _end(known: Sequence[_Known], at: int, rest: tuple[tuple[int, int], ...]) -> int:
    """Where a pattern ends whose `rest` begins at `at`, taking the nearest word that fits; 0 where none does."""
    for element, gap in rest:
        for place in range(at, min(at + gap + 1, len(known))):
            if element in known[place].accepted:
                at = place + 1
                break
            if known[place] is _NOTHING:
                return 0
        else:
            return 0
    return at


def _covered(match: Match, excluded: Sequence[Match]) -> bool:
    return any(match.theme == other.theme and match.start < other.end and other.start < match.end for other in excluded)
