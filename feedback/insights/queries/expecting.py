"""The expected effect of what somebody is about to do to themes: worked out over sentences that may be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from feedback.analysis.codebook import Codebook
from feedback.analysis.expecting import Effect, Heard, expected
from feedback.analysis.halving import Half, halves, said_in
from feedback.analysis.teaching import Lesson, TaughtWord, Teaching
from feedback.analysis.text import LANGUAGES, stop_words
from feedback.analysis.text import words as words_of
from feedback.insights.models import Theme
from feedback.insights.queries import lessons, sentences, themes
from feedback.insights.queries.sentences import Spoken

LOOKED_AT = 2_500
"""Sentences an effect is worked out over: with more of them, a sample that chance drew."""
NEW = "new"
"""Code of a theme that is not there yet."""


@dataclass(frozen=True, slots=True)
class Expected:
    """An effect, how many sentences there are to be read in all, and the words that are learned, by language."""

    effect: Effect
    sentences: int
    learned: Mapping[str, tuple[TaughtWord, ...]]
    themes: Mapping[str, Theme]

    @property
    def sampled(self) -> bool:
        return self.sentences > self.effect.looked_at

    def about(self, count: int) -> int:
        """A count of the sample, brought to all sentences."""
        return round(count * self.sentences / self.effect.looked_at) if self.effect.looked_at else 0

    @property
    def samples(self) -> list[UUID]:
        return [UUID(one) for one in self.effect.samples]

    @property
    def going(self) -> list[UUID]:
        return [UUID(one) for one in self.effect.going]


def of_examples(code: str, examples: Sequence[str]) -> Expected:
    """What teaching a theme these examples, instead of those it has, would do."""
    book = themes.codebook()
    known = lessons.background(book)
    today, picked = lessons.typed(), lessons.anchors()
    row = themes.with_code(code)
    held = {Lesson(code, one) for one in row.examples} if row else set()
    kept = [one for one in today if one not in held]
    before = lessons.taught(today, picked, known)
    after = lessons.taught([*kept, *(Lesson(code, one) for one in examples)], picked, known)
    return _expected(code, book, before, after)


def _expected(code: str, book: Codebook, before: Teaching, after: Teaching) -> Expected:
    rows = themes.by_id()
    heard = [_heard(one, rows) for one in sentences.spoken(limit=LOOKED_AT)]
    passing = themes.fallback_codes() | {row.code for row in rows.values() if row.source == "found" and not row.locked}
    effect = expected(code, heard, book, before=before, after=after, passing=passing)
    learned = {
        lang: one.words for lang, taught in after.themes.items() for one in taught if one.theme == code and one.words
    }
    return Expected(effect, sentences.count(), learned, {row.code: row for row in rows.values()})


def _heard(one: Spoken, rows: Mapping[UUID, Theme]) -> Heard:
    carried = frozenset(rows[theme].code for theme in one.themes if theme in rows)
    return Heard(str(one.id), one.words, one.lang, carried)


@dataclass(frozen=True, slots=True)
class Part:
    """Sentences that a new theme would take from one it is split off: those looked at, and how many there are."""

    taken: tuple[UUID, ...]
    looked_at: int
    sentences: int


def of_words(theme: Theme, words: Mapping[str, Sequence[str]]) -> Part:
    """The sentences of a theme that say one of these words (terms by language)."""
    held, book = sentences.spoken(theme.id, limit=LOOKED_AT), themes.codebook()
    taken = tuple(one.id for one in held if not said_in(one.words, one.lang, book).isdisjoint(words.get(one.lang, ())))
    return Part(taken, len(held), sentences.count(theme.id))


def terms_of(typed: str) -> dict[str, tuple[str, ...]]:
    """The terms of words a person typed, in each language: one per word, as sentences are compared by them."""
    book = themes.codebook()
    empty = frozenset(word for lang in LANGUAGES for word in stop_words(lang))
    plain = " ".join(word.text for word in words_of(typed) if word.folded not in empty)
    found = {lang: sorted(said_in(plain, lang, book)) for lang in LANGUAGES}
    return {lang: tuple(terms) for lang, terms in found.items() if terms}


def proposed(theme: Theme) -> tuple[Half, Half] | None:
    """Two halves of a theme by the words of its sentences, in the language most of them are written in."""
    held, book = sentences.spoken(theme.id, limit=LOOKED_AT), themes.codebook()
    by_language: dict[str, dict[str, frozenset[str]]] = {}
    for one in held:
        by_language.setdefault(one.lang, {})[str(one.id)] = said_in(one.words, one.lang, book)
    lang = max(sorted(by_language), key=lambda one: len(by_language[one]), default=None)
    return halves(by_language[lang], lang) if lang else None


@dataclass(frozen=True, slots=True)
class Overlap:
    """Themes that are to become one: sentences that may be read, of each, of all, and those that carry several.

    `people` are those of all who are not protected, `more` whether protected people come on top of them.
    """

    sentences: Mapping[UUID, int]
    together: int
    several: int
    people: int
    more: bool


def of_merging(theme_ids: Sequence[UUID]) -> Overlap:
    """What merging these themes would bring together, counted over what may be read."""
    carried: dict[UUID, set[UUID]] = {}
    people: set[UUID | None] = set()
    for theme_id, mention_id, person in sentences.persons(theme_ids):
        carried.setdefault(mention_id, set()).add(theme_id)
        people.add(person)
    counts = {theme_id: sum(theme_id in held for held in carried.values()) for theme_id in theme_ids}
    several = sum(len(held) > 1 for held in carried.values())
    return Overlap(counts, len(carried), several, len(people - {None}), None in people)
