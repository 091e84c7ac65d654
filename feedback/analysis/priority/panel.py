"""One group's people against all lines, so that one resample of the people gives every count of every line at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from feedback.analysis.priority.evidence import GroupEvidence, LineEvidence, Raised
from feedback.analysis.priority.resampling import EXACT_UP_TO, alike, times_drawn

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Floats = NDArray[np.floating]
Ints = NDArray[np.int64]

# Cells of a block of resamples (people by draws): 8 MB at a time, whatever the number of draws.
BLOCK_CELLS = 2_000_000
UNHEARD = GroupEvidence(heard=(), wrote=())


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
        evidence = [line.groups.get(group, UNHEARD) for line in lines]
        here, there = [part.raised for part in evidence], [part.elsewhere for part in evidence]
        sets, places = _distinct([part.heard for part in evidence] + [part.wrote for part in evidence])
        self.group = group
        self._lines = len(lines)
        self._heard_rows, self._wrote_rows = places[: len(lines)], places[len(lines) :]
        speaking = np.unique(np.concatenate([one.people for one in (*here, *there)]))
        self.people = np.unique(np.concatenate([speaking, *sets]))
        self._rows = alike(self.people, speaking, sets)
        self._together = np.bincount(self._rows)
        self._table = self._stack(here, there, sets)

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

    def _stack(self, here: Sequence[Raised], there: Sequence[Raised], sets: Sequence[Ints]) -> csr_array:
        from scipy.sparse import vstack

        return vstack([*self._said(here), *self._said(there)[1:], self._ones(sets)], format="csr")

    def _said(self, raised: Sequence[Raised]) -> list[csr_array]:
        """Who raised every line, then what they said in all: sums of intensity, then numbers of mentions."""
        people = [one.people for one in raised]
        intensity = np.concatenate([one.intensity for one in raised])
        mentions = np.concatenate([one.mentions for one in raised])
        return self._cells(people, np.ones(len(mentions)), intensity, mentions)

    def _ones(self, sets: Sequence[Ints]) -> csr_array:
        """Who is in a set: each row of people once, however many people stand in it."""
        [ones] = self._cells(sets, np.ones(sum(map(len, sets))))
        ones.sum_duplicates()
        ones.data.fill(1)
        return ones

    def _cells(self, sets: Sequence[Ints], *values: Floats) -> list[csr_array]:
        """Tables with a row for each set of people: their values, side by side, go to the columns they stand in."""
        from scipy.sparse import csr_array

        columns = self._rows[np.searchsorted(self.people, np.concatenate(sets))]
        starts = np.cumsum([0, *map(len, sets)])
        return [csr_array((each, columns, starts), shape=(len(sets), len(self._together))) for each in values]


def _distinct(sets: Sequence[ArrayLike]) -> tuple[list[Ints], Ints]:
    """The different sets, and which of them each line has: lines of one stage share the people heard there."""
    places: dict[bytes, int] = {}
    at = [places.setdefault(np.asarray(people).tobytes(), len(places)) for people in sets]
    return [np.frombuffer(people, dtype=np.int64) for people in places], np.array(at, dtype=np.int64)
