"""Everyday words of services in three languages: what a found theme is called elsewhere, and which two are one.

`lexicons/glossary.tsv` holds the words. Two terms are the same thing where a line of it holds both, or where both
languages write the same word ("wifi", "hotel"). Found themes of different languages are joined where most of their
leading terms are the same things; where only some are, a person is asked (`twins`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import combinations
from typing import NamedTuple

from feedback.analysis.discovery import LEADING_TERMS, FoundCluster
from feedback.analysis.text import fold, lemma

SAME = 0.6
"""Share of the leading terms that are the same things, from which on two found themes are one."""
PERHAPS = 0.4
_COLUMNS = ("es", "en", "pt")


class Twins(NamedTuple):
    """Two found themes that may be one; `alike` is the share of their leading terms that are the same things."""

    one: str
    other: str
    alike: float


class _Glossary(NamedTuple):
    lines: tuple[Mapping[str, tuple[str, ...]], ...]
    by_term: Mapping[str, frozenset[int]]
    by_language: Mapping[tuple[str, str], int]


def said_in(term: str, lang: str, other: str) -> str | None:
    """How a term of `lang` is said in `other`; None where the glossary does not know it."""
    place = _glossary().by_language.get((lang, term))
    return None if place is None else _glossary().lines[place][other][0]


def alike(terms: Sequence[str], others: Sequence[str]) -> float:
    """Share of the leading terms, of the shorter list, that are the same things in both, 0..1."""
    one, other = terms[:LEADING_TERMS], list(others[:LEADING_TERMS])
    fewest = min(len(one), len(other))
    matched = 0
    for term in one:
        same = next((word for word in other if _same(term, word)), None)
        if same is not None:
            other.remove(same)
            matched += 1
    return matched / fewest if fewest else 0.0


def twins(themes: Iterable[tuple[str, Sequence[str]]]) -> list[Twins]:
    """Pairs of found themes (id, terms) that a person may want to join, the likeliest first."""
    pairs = [
        Twins(one, other, round(alike(terms, others), 4))
        for (one, terms), (other, others) in combinations(sorted(themes), 2)
    ]
    return sorted(
        (pair for pair in pairs if pair.alike >= PERHAPS), key=lambda pair: (-pair.alike, pair.one, pair.other)
    )


def joined(clusters: Sequence[FoundCluster]) -> dict[str, str]:
    """Id of every cluster to that of the one it belongs to: itself, or a larger one of another language.

    At most one cluster of each language belongs together.
    """
    leaders: dict[str, list[FoundCluster]] = {}
    for cluster in sorted(clusters, key=lambda one: (-len(one.members), one.id)):
        fitting = [of for of in leaders.values() if cluster.lang not in {one.lang for one in of}]
        best = max(fitting, key=lambda of: alike(of[0].terms, cluster.terms), default=None)
        if best and alike(best[0].terms, cluster.terms) >= SAME:
            best.append(cluster)
        else:
            leaders[cluster.id] = [cluster]
    return {cluster.id: leader for leader, of in leaders.items() for cluster in of}


def _same(term: str, other: str) -> bool:
    known = _glossary().by_term
    return term == other or not known.get(term, frozenset()).isdisjoint(known.get(other, frozenset()))


@lru_cache(maxsize=1)
def _glossary() -> _Glossary:
    text = files("feedback.analysis").joinpath("lexicons", "glossary.tsv").read_text("utf-8")
    lines = [_line(line) for line in text.splitlines() if line and not line.startswith("#")]
    by_term: dict[str, set[int]] = defaultdict(set)
    by_language: dict[tuple[str, str], int] = {}
    for place, line in enumerate(lines):
        for lang, written in line.items():
            for term in {form for word in written for form in (fold(word), lemma(word, lang))}:
                by_term[term].add(place)
                by_language.setdefault((lang, term), place)
    return _Glossary(tuple(lines), {term: frozenset(places) for term, places in by_term.items()}, by_language)


def _line(text: str) -> dict[str, tuple[str, ...]]:
    return {lang: tuple(words.split()) for lang, words in zip(_COLUMNS, text.split("\t"), strict=True)}
