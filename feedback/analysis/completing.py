"""Between the two passes and after them: clusters and their themes, who carries what, and what the next run needs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np

from feedback.analysis.codebook import Codebook
from feedback.analysis.decisions import Decisions
from feedback.analysis.discovery import Discovery, Limits
from feedback.analysis.finding import found_in
from feedback.analysis.finishing import Finisher, codebook_themes, found_themes, said_elsewhere
from feedback.analysis.first_pass import FirstPass
from feedback.analysis.mapping import Tick
from feedback.analysis.records import AnalysedComment
from feedback.analysis.similarity import Profiles
from feedback.analysis.stability import Drawing
from feedback.analysis.state import TWICE, State, kept, without_members
from feedback.analysis.themes import Theme


@dataclass(frozen=True, eq=False)
class Stream:
    """A result of any size: themes by size, and the comments, chunk by chunk in the order they came."""

    themes: tuple[Theme, ...]
    versions: dict[str, str]
    state: State
    count: int
    _first: FirstPass = field(repr=False)
    _finisher: Finisher = field(repr=False)
    _folds: Mapping[int, str] = field(repr=False)

    def chunks(self) -> Iterator[list[AnalysedComment]]:
        """Analysed comments; may be asked for again."""
        place = 0
        for chunk in self._first.shelf.chunks():
            clustered = self._finisher.clustered(chunk, self.state.sizes)
            yield [_folded(comment, self._folds.get(place + at)) for at, comment in enumerate(clustered)]
            place += len(clustered)


def _folded(comment: AnalysedComment, fold: str | None) -> AnalysedComment:
    return replace(comment, fold=fold) if fold else comment


class Found(NamedTuple):
    """Clusters, the themes they are, and how many leftovers there were when they were looked for."""

    discovery: Discovery
    themes: tuple[Theme, ...]
    discovered: Mapping[str, int]


@dataclass(frozen=True, eq=False)
class Completing:
    """Completes what the first pass read, alone or on top of an earlier `state`."""

    book: Codebook
    limits: Limits
    decisions: Decisions
    reading: str
    versions: dict[str, str]
    first: FirstPass
    executor: Executor | None
    tick: Tick

    def stream(self, known: Sequence[Theme], state: State | None) -> Stream:
        """The result. `known` are themes of earlier runs."""
        folds = self._folds(state)
        profiles = Profiles()
        profiles.merge(state.profiles if state else {})
        profiles.merge(kept(self.first.profiles.counts))
        found = _of_before(state) if state else self._found(folds, known)
        finisher = Finisher(self.book, found.discovery, found.themes, profiles, self.decisions)
        drawing = Drawing()
        sizes = self.first.shelf.place(finisher, drawing, self.executor, self.tick)
        sizes.update(state.sizes if state else {})
        others = set(sizes) - {theme.id for theme in found.themes}
        text_at, seed = self.first.copies.text, self.limits.seed
        stable = {} if state else drawing.stability(text_at, seed=seed, only=others)
        themes = self._themes(stable, sizes, found.themes, (*known, *(state.themes if state else ())), profiles)
        now = self._state(state, found, sizes, themes, profiles)
        return Stream(themes, self.versions, now, self.first.comments, self.first, finisher, folds)

    def _folds(self, state: State | None) -> dict[int, str]:
        """Copies among the comments read, and copies of those that an earlier run read."""
        folds = self.first.copies.folds()
        if state is not None:
            exact = self.first.copies.exact
            for place in np.flatnonzero(np.isin(exact, state.marks) & (exact != 0)):
                folds.setdefault(int(place), f"{int(exact[place]):016x}")
        return folds

    def _found(self, folds: Mapping[int, str], known: Sequence[Theme]) -> Found:
        exact, drawn = self.first.copies.exact, self.first.drawn
        sample = drawn.sample([place for place, fold in folds.items() if int(exact[place]) != int(fold, 16)])
        elsewhere = said_elsewhere(self.book, self.first.explained, self.first.profiles, drawn.shares(sample))
        discovery, stable = found_in(sample, elsewhere, self.limits, self.executor, self.tick)
        by_cluster = found_themes(discovery.clusters, drawn.texts(), known)
        themes = [replace(by_cluster[one.id], stability=stable.get(one.id)) for one in discovery.clusters]
        return Found(discovery, tuple(themes), Counter(drawn.seen))

    def _themes(
        self,
        stable: Mapping[str, float],
        sizes: Mapping[str, int],
        found: Sequence[Theme],
        known: Sequence[Theme],
        profiles: Profiles,
    ) -> tuple[Theme, ...]:
        """Themes that comments carry, or have as their cluster, largest first."""
        named = {theme.id: theme for theme in (*known, *codebook_themes(self.book, profiles).values(), *found)}
        present = [named.get(code) or Theme(code, {}, "found", (), 0) for code in sizes]
        sized = [
            replace(theme, size=sizes[theme.id], stability=stable.get(theme.id, theme.stability)) for theme in present
        ]
        return tuple(sorted(sized, key=lambda theme: (-theme.size, theme.id)))

    def _state(
        self, state: State | None, found: Found, sizes: Mapping[str, int], themes: tuple[Theme, ...], profiles: Profiles
    ) -> State:
        marks = self.first.copies.exact
        return State(
            reading=self.reading,
            comments=self.first.comments + (state.comments if state else 0),
            left=self.first.drawn.seen + Counter(state.left if state else {}),
            discovered=found.discovered,
            explained=self.first.explained + Counter(state.explained if state else {}),
            sizes=dict(sizes),
            themes=themes,
            found=tuple(theme.id for theme in found.themes),
            discovery=without_members(found.discovery),
            profiles=kept(profiles.counts, TWICE),
            marks=np.union1d(marks, state.marks) if state else np.unique(marks),
        )


def _of_before(state: State) -> Found:
    by_id = {theme.id: theme for theme in state.themes}
    themes = [by_id.get(code) or Theme(code, {}, "found", (), 0) for code in state.found]
    return Found(state.discovery, tuple(themes), state.discovered)
