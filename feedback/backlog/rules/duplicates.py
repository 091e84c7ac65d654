"""Improvements that may be the same under two names: proposed to people, never merged by themselves.

Two are looked at together where they want the same direction at the same stage, or one of them at no stage in
particular. They are proposed where their titles share most of their words, or where they act on the same themes and
their titles share some. A title is compared in each language both have; the most alike language counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from uuid import UUID

from feedback.analysis.likeness import plain

MOSTLY, SOME, NEARLY = 0.6, 0.3, 0.9
"""Shares of words: alike by title; alike by title where the themes are the same; where the themes are others."""
COMMON = 60
"""A word in more titles than this tells nothing, and would make every pair a candidate."""


@dataclass(frozen=True)
class Wish:
    """What an improvement wants, as far as it can be compared."""

    number: int
    direction: str
    stage: UUID | None
    themes: frozenset[UUID]
    title: Mapping[str, str]

    @cached_property
    def words(self) -> dict[str, frozenset[str]]:
        return {language: frozenset(plain(text)) for language, text in self.title.items() if text}


@dataclass(frozen=True)
class Pair:
    """Two that look alike, by number, the older first; `share` of the words of their titles is the same, 0..1."""

    one: int
    other: int
    share: float


def pairs(wishes: Iterable[Wish]) -> list[Pair]:
    """Every pair that looks alike, the most alike first."""
    known = {wish.number: wish for wish in wishes}
    met = {tuple(sorted(pair)) for found in _candidates(known.values()) for pair in combinations(found, 2)}
    judged = (judge(known[one], known[other]) for one, other in met)
    return sorted((pair for pair in judged if pair), key=lambda pair: (-pair.share, pair.one, pair.other))


def like(wish: Wish, others: Iterable[Wish]) -> list[Pair]:
    """Those of `others` that look like one, the most alike first."""
    judged = (judge(wish, other) for other in others if other.number != wish.number)
    return sorted((pair for pair in judged if pair), key=lambda pair: (-pair.share, pair.one, pair.other))


def judge(one: Wish, other: Wish) -> Pair | None:
    """The two as a pair; None where they do not look alike."""
    if one.direction != other.direction or not (one.stage == other.stage or None in (one.stage, other.stage)):
        return None
    share = likeness(one, other)
    first, second = sorted((one.number, other.number))
    return Pair(first, second, share) if share >= _needed(one, other) else None


def _needed(one: Wish, other: Wish) -> float:
    if one.themes and one.themes == other.themes and one.stage == other.stage:
        return SOME
    return NEARLY if one.themes and other.themes and not one.themes & other.themes else MOSTLY


def likeness(one: Wish, other: Wish) -> float:
    """The share of words that two titles have in common, in the language where it is largest."""
    both = one.words.keys() & other.words.keys()
    return max((_jaccard(one.words[code], other.words[code]) for code in both), default=0.0)


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    joined = len(one | other)
    return len(one & other) / joined if joined else 0.0


def _candidates(wishes: Iterable[Wish]) -> Iterator[Sequence[int]]:
    """Numbers that share a telling word or a theme at a stage."""
    by_word, by_theme = defaultdict[tuple[str, str], list[int]](list), defaultdict[object, list[int]](list)
    for wish in wishes:
        for code, words in wish.words.items():
            for word in words:
                by_word[code, word].append(wish.number)
        for theme in wish.themes:
            by_theme[theme, wish.stage, wish.direction].append(wish.number)
    yield from by_theme.values()
    yield from (found for found in by_word.values() if len(found) <= COMMON)
