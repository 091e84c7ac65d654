"""One group's people against all lines, so that one resample of the people gives every count of every line at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from feedback.analysis.priority.evidence import NOBODY, LineEvidence, Raised
from feedback.analysis.priority.resampling import EXACT_UP_TO, alike, times_drawn

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Floats = NDArray[np.floating]
Ints = NDArray[np.int64]

# Cells of a block of resamples (people by draws): 8 MB at a time, whatever the number of draws.
BLOCK_CELLS = 2_000_000
EMPTY = np.empty(0, dtype=np.int64)


@dataclass(frozen=True, eq=False)
class Tallies:
    """Counts of one group for every line (rows), in the sample or in resamples of its people (columns)."""

    raised: Floats
    heard: Floats
    wrote: Floats
    tone: Floats
    mentions: Floats
    tone_elsewhere: Floats
    mentions_elsewhere: Floats


class Panel:
    """The people of one group. Each was or was not heard at a stage, wrote there, raised a line, and how strongly.

    Those who raised nothing and are in the same sets are one row of it: no line tells them apart.
    """

    def __init__(self, group: str, lines: Sequence[LineEvidence]) -> None:
        evidence = [line.groups.get(group) for line in lines]
        here = [NOBODY if part is None else part.raised for part in evidence]
        there = [NOBODY if part is None else part.elsewhere for part in evidence]
        heard = [EMPTY if part is None else np.asarray(part.heard) for part in evidence]
        sets, places = _distinct(heard + [EMPTY if part is None else np.asarray(part.wrote) for part in evidence])
        self.group = group
        self._lines = len(lines)
        self._heard_rows, self._wrote_rows = places[: len(lines)], places[len(lines) :]
        speaking = _union([one.people for one in (*here, *there)])
        self.people = _union([speaking, *sets])
        self._rows = alike(self.people, speaking, sets)
        self._together = np.bincount(self._rows)
        marks = self._ones([one.people for one in here])
        self._table = self._stack([*marks, *self._sums(here), *self._sums(there), *self._ones(sets)])

    @property
    def size(self) -> int:
        """People of the group, heard at any stage of any line."""
        return len(self.people)

    def sample(self) -> Tallies:
        """The counts as they are, in one column."""
        return self._tallies(self._table, self._together[:, None].astype(np.float64))

    def resamples(self, random: np.random.Generator, draws: int) -> Iterator[tuple[slice, Tallies]]:
        """Counts in `draws` samples of the people (see `times_drawn`), in blocks, each with the columns it fills."""
        table, drawn = self._table.astype(np.float32), max(1, len(self._together), min(self.size, EXACT_UP_TO))
        step = max(1, BLOCK_CELLS // drawn)
        for start in range(0, draws, step):
            columns = min(step, draws - start)
            times = times_drawn(random, self._together, columns)
            yield slice(start, start + columns), self._tallies(table, times)

    def _tallies(self, table: csr_array, times: Floats) -> Tallies:
        rows: Floats = table @ times
        lines = [rows[part * self._lines : (part + 1) * self._lines] for part in range(5)]
        sets = rows[5 * self._lines :]
        heard, wrote = sets[self._heard_rows], sets[self._wrote_rows]
        return Tallies(lines[0], heard, wrote, lines[1], lines[2], lines[3], lines[4])

    def _stack(self, rows: Sequence[tuple[Ints, Floats]]) -> csr_array:
        from scipy.sparse import csr_array

        starts = np.concatenate([[0], np.cumsum([len(at) for at, _ in rows])])
        columns = np.concatenate([at for at, _ in rows]) if rows else EMPTY
        values = np.concatenate([values for _, values in rows]) if rows else np.empty(0)
        return csr_array((values, columns, starts), shape=(len(rows), len(self._together)))

    def _sums(self, raised: Sequence[Raised]) -> list[tuple[Ints, Floats]]:
        """What people said in all: sums of intensity of every line, then numbers of mentions."""
        at = [self._at(one.people) for one in raised]
        intensity: list[tuple[Ints, Floats]] = [(where, one.intensity) for where, one in zip(at, raised, strict=True)]
        return intensity + [(where, one.mentions) for where, one in zip(at, raised, strict=True)]

    def _ones(self, sets: Sequence[Ints]) -> list[tuple[Ints, Floats]]:
        """Who is in a set: each row once, however many people stand in it."""
        return [(at, np.ones(len(at))) for at in (np.unique(self._at(people)) for people in sets)]

    def _at(self, people: Ints) -> Ints:
        rows: Ints = self._rows[np.searchsorted(self.people, people)]
        return rows


def _union(sets: Sequence[Ints]) -> Ints:
    return np.unique(np.concatenate(sets)) if sets else EMPTY


def _distinct(sets: Sequence[Ints]) -> tuple[list[Ints], Ints]:
    """The different sets, and which of them each line has: lines of one stage share the people heard there."""
    places: dict[bytes, int] = {}
    distinct: list[Ints] = []
    for people in sets:
        if places.setdefault(people.tobytes(), len(distinct)) == len(distinct):
            distinct.append(people)
    return distinct, np.array([places[people.tobytes()] for people in sets], dtype=np.int64)
