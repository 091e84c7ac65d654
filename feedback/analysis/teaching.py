"""What people's examples and corrections teach the assignment of the rest: weights of words, by theme and language.

Precision first. A word is worth the more the more examples say it, and the less the more sentences say it anyway; one
that is said as often where the theme is not is worth nothing. One example alone takes a sentence that says all of it,
or two of its words that few others say; three examples with a word, and none against it, make that word enough alone.
So no single example takes over what an organisation is told. Everything is explained by the words themselves.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from feedback.analysis.codebook import Codebook
from feedback.analysis.records import ThemeHit
from feedback.analysis.terms import terms
from feedback.analysis.text import LANGUAGES, detect_language, lemma, words
from feedback.analysis.themes import ENOUGH, MOST_THEMES, strength

COMMON, RARE = 0.05, 0.005
"""Share of the sentences from which on a word tells nothing, and up to which it tells all it can."""
STEPS = 4
DOUBT = 1_000
"""Sentences added to those counted, so that in a small corpus no word looks common for being said a few times."""
FIRST, EACH = 0.5, 0.25
"""What a word is worth for its first example, and for each further one, up to 1."""
SHORTEST_SHARED = 4
"""Letters of a word that is taken for the same in another language: short ones are too often false friends."""

FEW = 2
"""Words from which no language can be told."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A sentence that somebody says is about a theme, or is not; `lang` is found out where it is not known."""

    theme: str
    text: str
    lang: str | None = None
    belongs: bool = True


@dataclass(frozen=True, slots=True)
class Anchors:
    """Words that a person picked to say what a theme is. `within`: it takes, from that theme, what says one of them."""

    theme: str
    words: Mapping[str, tuple[str, ...]]
    within: str | None = None


@dataclass(frozen=True)
class Background:
    """How often words are said anyway: per language the sentences counted, and in how many of them a term stands."""

    sentences: Mapping[str, int] = field(default_factory=dict)
    terms: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def share(self, lang: str, term: str) -> float:
        """Share of the sentences of a language that say a term, 0..1."""
        return self.terms.get(lang, {}).get(term, 0) / (self.sentences.get(lang, 0) + DOUBT)

    def rarity(self, lang: str, term: str) -> float:
        """1 for a word that few sentences say, 0 for one that tells nothing, in between by the logarithm, in STEPS: a
        few sentences more change nothing of what was taught.
        """
        share = self.share(lang, term)
        if share <= RARE:
            return 1.0
        return max(0.0, round(STEPS * math.log(COMMON / share) / math.log(COMMON / RARE)) / STEPS)


@dataclass(frozen=True, slots=True)
class TaughtWord:
    """What one word is worth: 0..1 for the theme, below 0 against it; `examples` say it, `against` deny it.

    `share` is that of the sentences which say it anyway, 0..1; `shared` where it was learned in another language.
    """

    word: str
    weight: float
    examples: int
    against: int
    share: float
    shared: bool = False


@dataclass(frozen=True, slots=True)
class TaughtTheme:
    """What was learned of a theme in one language. `wholes` and `refused` are all the words of an example together."""

    theme: str
    words: tuple[TaughtWord, ...]
    wholes: tuple[frozenset[str], ...] = ()
    refused: tuple[frozenset[str], ...] = ()
    anchors: frozenset[str] = frozenset()
    within: str | None = None


@dataclass(frozen=True)
class Teaching:
    """Everything that was taught, by language. `fallback` are themes that count only where there is no other."""

    themes: Mapping[str, tuple[TaughtTheme, ...]] = field(default_factory=dict)
    fallback: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return any(self.themes.values())

    @cached_property
    def digest(self) -> str:
        """12 hexadecimal digits that change whenever what is taught does."""
        content = {lang: [_plain(one) for one in taught] for lang, taught in sorted(self.themes.items())}
        text = json.dumps([content, sorted(self.fallback)], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    @cached_property
    def _readers(self) -> dict[str, _Reader]:
        return {lang: _Reader(taught) for lang, taught in self.themes.items() if taught}

    def knows(self, said: Sequence[str], lang: str) -> bool:
        """Whether any of these terms was taught anything."""
        reader = self._readers.get(lang)
        return reader is not None and not reader.known.isdisjoint(said)

    def hits(self, hits: Sequence[ThemeHit], said: Sequence[str], lang: str) -> tuple[ThemeHit, ...]:
        """The themes of a mention, which has `hits` already, after what was taught; `said` are its terms.

        A taught theme takes its words with it: another one that rests on these alone is left out. A taught theme that
        the words speak against is left out too.
        """
        reader = self._readers.get(lang)
        if reader is None or reader.known.isdisjoint(said):
            return tuple(hits)
        return reader.read(hits, frozenset(said), lang, self.fallback)

    def __getstate__(self) -> dict[str, object]:
        return {"themes": self.themes, "fallback": self.fallback}

    def __setstate__(self, state: Mapping[str, object]) -> None:
        self.__dict__.update(state)


NOTHING_TAUGHT = Teaching()


def teach(
    lessons: Iterable[Lesson],
    codebook: Codebook,
    *,
    anchors: Iterable[Anchors] = (),
    background: Background | None = None,
) -> Teaching:
    """What these lessons teach; their order changes nothing, and the same sentence said twice counts once."""
    known = background or Background()
    learned = _Lessons(codebook)
    for lesson in lessons:
        learned.add(lesson)
    picked = tuple(sorted(anchors, key=lambda one: one.theme))
    fallback = frozenset(theme.id for theme in codebook.themes if theme.fallback)
    taught = {lang: learned.taught(lang, known, picked) for lang in LANGUAGES}
    return Teaching({lang: themes for lang, themes in taught.items() if themes}, fallback)


def counted_background(texts: Iterable[tuple[str, str | None]], codebook: Codebook) -> Background:
    """How often each term is said in `texts`, pairs of a text and what is known of its language."""
    sentences: Counter[str] = Counter()
    counts: dict[str, Counter[str]] = {}
    for text, hint in texts:
        lang = detect_language(text, hint)
        sentences[lang] += 1
        counts.setdefault(lang, Counter()).update(set(terms(codebook, lang).of(words(text))))
    return Background(sentences, counts)


class _Lessons:
    """Examples as sets of terms, by theme and language."""

    def __init__(self, codebook: Codebook) -> None:
        self._codebook = codebook
        self._for: dict[tuple[str, str], set[frozenset[str]]] = defaultdict(set)
        self._against: dict[tuple[str, str], set[frozenset[str]]] = defaultdict(set)

    def add(self, lesson: Lesson) -> None:
        spoken = words(lesson.text)
        for lang in _languages(lesson, len(spoken)):
            if said := frozenset(terms(self._codebook, lang).of(spoken)):
                (self._for if lesson.belongs else self._against)[lesson.theme, lang].add(said)

    def taught(self, lang: str, known: Background, anchors: Sequence[Anchors]) -> tuple[TaughtTheme, ...]:
        by_theme = {one.theme: one for one in anchors if any(one.words.values())}
        themes = sorted({theme for theme, _ in (*self._for, *self._against)} | set(by_theme))
        made = (self._theme(theme, lang, known, by_theme.get(theme)) for theme in themes)
        return tuple(one for one in made if one.words or one.wholes or one.refused or one.anchors)

    def _theme(self, theme: str, lang: str, known: Background, anchors: Anchors | None) -> TaughtTheme:
        own, denied = self._for[theme, lang], self._against[theme, lang]
        shared = self._elsewhere(theme, lang)
        return TaughtTheme(
            theme,
            _words([*own, *shared], denied, lang, known, frozenset(term for said in own for term in said)),
            _wholes([*own, *shared]),
            _wholes(denied),
            _anchors(anchors, lang),
            anchors.within if anchors else None,
        )

    def _elsewhere(self, theme: str, lang: str) -> list[frozenset[str]]:
        """Examples in other languages, as far as their words may be the same in this one."""
        others = [said for other in LANGUAGES if other != lang for said in sorted(self._for[theme, other], key=sorted)]
        return [said for said in others if all(len(term) >= SHORTEST_SHARED for term in said)]


def _languages(lesson: Lesson, spoken: int) -> tuple[str, ...]:
    """The language of a lesson; one or two words alone say nothing of theirs, and stand for every language."""
    if lesson.lang in LANGUAGES:
        return (lesson.lang,)
    return LANGUAGES if spoken <= FEW else (detect_language(lesson.text, lesson.lang),)


def _anchors(anchors: Anchors | None, lang: str) -> frozenset[str]:
    return frozenset(anchors.words.get(lang, ())) if anchors else frozenset()


def _words(
    examples: Sequence[frozenset[str]],
    denied: Iterable[frozenset[str]],
    lang: str,
    known: Background,
    own: frozenset[str],
) -> tuple[TaughtWord, ...]:
    said = Counter(term for example in examples for term in example)
    against = Counter(term for example in denied for term in example)
    alone = {next(iter(example)) for example in examples if len(example) == 1}
    found = []
    for term in sorted({*said, *against}):
        worth = 1.0 if term in alone and not against[term] else _worth(said[term] - against[term])
        weight = round(worth * known.rarity(lang, term), 4)
        if weight:
            found.append(
                TaughtWord(
                    term,
                    weight,
                    said[term],
                    against[term],
                    round(known.share(lang, term), 4),
                    term not in own and term in said,
                )
            )
    return tuple(sorted(found, key=lambda one: (-one.weight, one.word)))


def _worth(more: int) -> float:
    """What a word is worth by how many more examples say it than deny it."""
    if not more:
        return 0.0
    return math.copysign(min(1.0, FIRST + EACH * (abs(more) - 1)), more)


def _wholes(examples: Iterable[frozenset[str]]) -> tuple[frozenset[str], ...]:
    """Examples of at least two words: whoever says all of one says what it says."""
    return tuple(sorted({one for one in examples if len(one) > 1}, key=sorted))


class _Reader:
    """The themes taught in one language, ready to be asked."""

    def __init__(self, taught: Sequence[TaughtTheme]) -> None:
        self._taught = taught
        self._weights = [{one.word: one.weight for one in theme.words} for theme in taught]
        self._by_term: dict[str, list[int]] = defaultdict(list)
        for place, theme in enumerate(taught):
            for term in {
                *self._weights[place],
                *theme.anchors,
                *(t for w in (*theme.wholes, *theme.refused) for t in w),
            }:
                self._by_term[term].append(place)
        self.known = frozenset(self._by_term)

    def read(
        self, hits: Sequence[ThemeHit], said: frozenset[str], lang: str, fallback: frozenset[str]
    ) -> tuple[ThemeHit, ...]:
        kept = {hit.theme: hit for hit in hits}
        gained: dict[str, tuple[float, frozenset[str]]] = {}
        for place in sorted({place for term in said & self.known for place in self._by_term[term]}):
            theme = self._taught[place]
            weight, evidence = self._weigh(place, said)
            if theme.within and theme.within not in kept:
                continue
            if weight >= ENOUGH:
                gained[theme.theme] = weight, evidence
                kept.pop(theme.within or "", None)
            elif weight <= -ENOUGH:
                kept.pop(theme.theme, None)
        if not gained and len(kept) == len(hits):
            return tuple(hits)
        return _joined(kept, gained, lang, fallback)

    def _weigh(self, place: int, said: frozenset[str]) -> tuple[float, frozenset[str]]:
        """How much speaks for a theme, with the words that do; below 0 how much speaks against it."""
        theme, weights = self._taught[place], self._weights[place]
        if spoken := said & theme.anchors:
            return ENOUGH + FIRST * (len(spoken) - 1), spoken
        for_it = {term: weights[term] for term in said if weights.get(term, 0.0) > 0}
        against = -sum(weight for term in said if (weight := weights.get(term, 0.0)) < 0)
        whole = next((one for one in theme.wholes if one <= said), frozenset())
        weight = max(sum(for_it.values()), ENOUGH if whole else 0.0)
        denied = max(against, ENOUGH if any(one <= said for one in theme.refused) else 0.0)
        if denied >= ENOUGH and denied >= weight:
            return -denied, frozenset()
        return round(weight, 4), whole | frozenset(for_it)


def _joined(
    kept: Mapping[str, ThemeHit],
    gained: Mapping[str, tuple[float, frozenset[str]]],
    lang: str,
    fallback: frozenset[str],
) -> tuple[ThemeHit, ...]:
    claimed = frozenset(term for _, evidence in gained.values() for term in evidence)
    others = [hit for hit in kept.values() if hit.theme not in gained and not _rests_on(hit, claimed, lang)]
    made = [_taught_hit(theme, weight, words, kept.get(theme)) for theme, (weight, words) in gained.items()]
    ordinary = [hit for hit in (*made, *others) if hit.theme not in fallback]
    ranked = sorted(ordinary or [*made, *others], key=lambda hit: -hit.strength)
    return tuple(ranked[:MOST_THEMES])


def _taught_hit(theme: str, weight: float, words: frozenset[str], hit: ThemeHit | None) -> ThemeHit:
    known = hit.words if hit else ()
    return ThemeHit(theme, max(strength(weight), hit.strength if hit else 0.0), (*known, *sorted(words - {*known})))


def _rests_on(hit: ThemeHit, claimed: frozenset[str], lang: str) -> bool:
    """Whether all the words that made a hit are claimed by a taught theme."""
    spoken = {lemma(word, lang) for phrase in hit.words for word in phrase.split()}
    return bool(spoken) and spoken <= claimed


def _plain(theme: TaughtTheme) -> list[object]:
    words = [[one.word, one.weight] for one in theme.words]
    wholes = [[sorted(one) for one in group] for group in (theme.wholes, theme.refused)]
    return [theme.theme, words, wholes, sorted(theme.anchors), theme.within]
