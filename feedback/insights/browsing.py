"""The list of themes as somebody wants to see it: which ones, and in what order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from feedback.analysis.disclosure import Hidden, Shown
from feedback.analysis.text.folding import fold
from feedback.errors import N_
from feedback.insights.queries.figures import ThemeRow

FACE = 0.4
"""Share of a theme's mentions from which one of its feelings is a face of it; a theme may have two."""
IN_A_FACE = 5

SORTS: Mapping[str, str] = {
    "people": N_("Most people first"),
    "negative": N_("What hurts most first"),
    "positive": N_("What delights most first"),
    "stability": N_("Most stable first"),
    "name": N_("By name"),
}
LEANINGS: Mapping[str, str] = {
    "neg": N_("mostly unfavourable"),
    "mixed": N_("mixed"),
    "pos": N_("mostly favourable"),
}
SOURCES: Mapping[str, str] = {
    "codebook": N_("in the codebook"),
    "found": N_("found in the comments"),
    "human": N_("written by you"),
}


@dataclass(frozen=True, slots=True)
class Wish:
    """What the list shall show: empty means no matter which. `words` are looked for in names and terms."""

    feeling: str = ""
    source: str = ""
    words: str = ""
    sort: str = "people"

    @property
    def narrows(self) -> bool:
        return bool(self.feeling or self.source or self.words)


def browse(rows: Sequence[ThemeRow], wish: Wish, name: Callable[[ThemeRow], str]) -> list[ThemeRow]:
    """The themes that fit, in the order wished; `name` is a theme's in the reader's language."""
    found = [row for row in rows if _fits(row, wish)]
    return sorted(found, key=lambda row: _place(row, wish.sort, name(row)))


def _fits(row: ThemeRow, wish: Wish) -> bool:
    return (
        (not wish.feeling or leaning(row) == wish.feeling)
        and (not wish.source or row.theme.source == wish.source)
        and (not wish.words or _speaks(row, fold(wish.words)))
    )


def _speaks(row: ThemeRow, words: str) -> bool:
    return any(words in fold(text) for text in (*row.theme.names.values(), *row.theme.terms))


def _place(row: ThemeRow, sort: str, name: str) -> tuple[Any, ...]:
    """Where a theme stands; who stands equal is ordered by people, then by code."""
    first: dict[str, Any] = {
        "people": -row.people,
        "negative": -_loudness(row.negative, row),
        "positive": -_loudness(row.positive, row),
        "stability": -(row.theme.stability if row.theme.stability is not None else -1.0),
        "name": fold(name),
    }
    return first[sort], -row.people, row.theme.code


def _loudness(share: Shown[float] | Hidden, row: ThemeRow) -> float:
    """Mentions with this feeling; nothing where it may not be told."""
    return share.value * row.mentions if isinstance(share, Shown) else -1.0


def leaning(row: ThemeRow) -> str:
    """neg or pos where that is more than half of its mentions, else mixed; empty where it may not be told."""
    if not isinstance(row.negative, Shown) or not isinstance(row.positive, Shown):
        return ""
    return "neg" if row.negative.value > 0.5 else "pos" if row.positive.value > 0.5 else "mixed"


def face(rows: Sequence[ThemeRow], feeling: str) -> list[ThemeRow]:
    """The themes that hurt (neg) or delight (pos) most, by mentions that feel so."""
    found = [row for row in rows if isinstance(known := _share(row, feeling), Shown) and known.value >= FACE]
    return sorted(found, key=lambda row: (-_loudness(_share(row, feeling), row), row.theme.code))[:IN_A_FACE]


def _share(row: ThemeRow, feeling: str) -> Shown[float] | Hidden:
    return row.negative if feeling == "neg" else row.positive
