"""What became of each theme from one run to the next: same, split, merged, new or dormant.

By the Jaccard coefficient of their comments, over the comments that both runs read, matched one to one (Hungarian
method). A theme that finds no partner is new, or dormant; never is one deleted. Where a new theme holds most of what an
old one lost, the old one was split; where a theme gained most of what another one held, they were merged.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass
from typing import Literal

Kind = Literal["same", "split", "merged", "new", "dormant"]
SAME = 0.3
"""Jaccard from which on two themes are the same: half of the comments each has are then the other's too."""
NAMESAKE = 0.2
"""What the same code adds: where two partners are about as good, a theme is itself."""
MOST = 0.5
"""Share of a theme's comments from which on it is said to come from, or to go to, another one."""
NOTED = 0.1
"""Share of an old theme that has to be lost before anything is called a split."""


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a theme. `others`: themes it was split into, or merged from. `overlap` is a Jaccard, 0..1.

    `before` and `after` count the comments that carried it, among those both runs read.
    """

    theme: str
    kind: Kind
    others: tuple[str, ...] = ()
    overlap: float | None = None
    before: int = 0
    after: int = 0


Members = Mapping[str, Set[str]]


def compare(before: Members, after: Members, both: Collection[str]) -> tuple[Change, ...]:
    """Theme -> keys of its comments, before and after; `both` are the keys both runs read. By theme."""
    read = frozenset(both)
    old = {theme: held for theme, keys in before.items() if (held := keys & read)}
    new = {theme: held for theme, keys in after.items() if (held := keys & read)}
    return _Comparison(old, new, [theme for theme, keys in after.items() if keys]).changes()


class _Comparison:
    """Two findings over the same comments."""

    def __init__(self, old: Members, new: Members, there: Collection[str]) -> None:
        self._old, self._new = old, new
        self._partner = _matched(old, new)
        taken = set(self._partner.values())
        self._fresh = sorted(
            theme for theme in there if theme not in taken and (theme not in old or theme in self._partner)
        )
        self._gone = sorted(theme for theme in old if theme not in self._partner)

    def changes(self) -> tuple[Change, ...]:
        renamed = set(self._partner.values())
        parts = {theme: self._parts(theme) for theme in self._old if theme in self._partner or theme not in renamed}
        sources = {theme: self._sources(theme) for theme in self._new}
        found = [self._of_old(theme, parts[theme], sources) for theme in sorted(self._partner)]
        found += [self._of_old(theme, parts[theme], sources) for theme in self._gone if parts.get(theme)]
        told = {one for taken in parts.values() for one in taken}
        found += [self._fresh_one(theme, sources.get(theme, ())) for theme in self._fresh if theme not in told]
        told = {one for change in found for one in (change.theme, *change.others)}
        found += [self._of_old(theme, (), {}) for theme in self._gone if theme not in told]
        return tuple(sorted(found, key=lambda change: change.theme))

    def _parts(self, theme: str) -> tuple[str, ...]:
        """New themes that hold most of what this one lost, or that came mostly from it."""
        own = self._old[theme]
        lost = own - self._new.get(self._partner.get(theme, ""), frozenset())
        if len(lost) < NOTED * len(own):
            return ()
        fresh = [one for one in self._fresh if self._new.get(one)]
        parts = [one for one in fresh if len(self._new[one] & lost) >= MOST * len(self._new[one])]
        held = sum(len(self._new[one] & lost) for one in parts)
        enough = held >= MOST * len(lost) and (theme in self._partner or len(parts) > 1)
        return tuple(parts) if enough else ()

    def _sources(self, theme: str) -> tuple[str, ...]:
        """Themes that are gone and most of whose comments this one holds now, which it did not before."""
        earlier = next((old for old, new in self._partner.items() if new == theme), "")
        gained = self._new[theme] - self._old.get(earlier, frozenset())
        return tuple(
            old for old in self._gone if old != theme and len(self._old[old] & gained) >= MOST * len(self._old[old])
        )

    def _of_old(self, theme: str, parts: tuple[str, ...], sources: Mapping[str, tuple[str, ...]]) -> Change:
        partner = self._partner.get(theme)
        now = partner or theme
        counts = (len(self._old[theme]), len(self._new.get(now, ())))
        overlap = _jaccard(self._old[theme], self._new[partner]) if partner else None
        if parts:
            gone = now != theme and theme not in self._new
            return Change(theme if gone else now, "split", (now, *parts) if gone else parts, overlap, *counts)
        if merged := sources.get(now, ()):
            return Change(now, "merged", merged if now == theme else (theme, *merged), overlap, *counts)
        if partner:
            return Change(partner, "same", () if partner == theme else (theme,), overlap, *counts)
        if theme in self._new:
            return Change(theme, "same", (), _jaccard(self._old[theme], self._new[theme]), *counts)
        return Change(theme, "dormant", (), None, *counts)

    def _fresh_one(self, theme: str, sources: tuple[str, ...]) -> Change:
        return Change(theme, "merged" if sources else "new", sources, None, 0, len(self._new.get(theme, ())))


def _matched(old: Members, new: Members) -> dict[str, str]:
    """Old theme -> the new one it is, as far as they are alike; a theme that keeps its code and any comment is itself
    where no other partner is better.
    """
    if not old or not new:
        return {}
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    rows, columns = sorted(old), sorted(new)
    likeness = np.array(
        [[_jaccard(old[one], new[other]) + NAMESAKE * (one == other) for other in columns] for one in rows]
    )
    pairs = zip(*linear_sum_assignment(likeness, maximize=True), strict=True)
    return {rows[row]: columns[column] for row, column in pairs if likeness[row, column] >= SAME}


def _jaccard(one: Set[str], other: Set[str]) -> float:
    shared = len(one & other)
    return round(shared / (len(one) + len(other) - shared), 4) if shared else 0.0
