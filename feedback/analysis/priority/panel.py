"""One group's people against all lines, so that one resample of the people gives every count of every line at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from feedback.analysis.priority.evidence import NOBODY, GroupEvidence, LineEvidence, Raised

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

# Cells of a block of resamples (people by draws): 16 MB at a time, whatever the number of draws.
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
    """The people of one group. Each was or was not heard at a stage, wrote there, raised a line, and how strongly."""

    def __init__(self, group: str, lines: Sequence[LineEvidence]) -> None:
        evidence = [line.groups.get(group) for line in lines]
        self.group = group
        self.people = _everyone(evidence)
        self._lines = len(lines)
        heard, self._heard_rows = _distinct([EMPTY if part is None else np.asarray(part.heard) for part in evidence])
        wrote, self._wrote_rows = _distinct([EMPTY if part is None else np.asarray(part.wrote) for part in evidence])
        self._heard_count = len(heard)
        here = [NOBODY if part is None else part.raised for part in evidence]
        there = [NOBODY if part is None else part.elsewhere for part in evidence]
        self._table = self._stack([*_marks(here), *_sums(here), *_sums(there), *_ones(heard), *_ones(wrote)])

    @property
    def size(self) -> int:
        """People of the group, heard at any stage of any line."""
        return len(self.people)

    def sample(self) -> Tallies:
        """The counts as they are, in one column."""
        return self._tallies(np.ones((self.size, 1)))

    def resamples(self, random: np.random.Generator, draws: int) -> Iterator[tuple[slice, Tallies]]:
        """Counts in `draws` samples of as many people drawn with replacement (Efron 1979, Annals of Statistics 7).

        Comes in blocks, each with the columns it fills.
        """
        step = max(1, BLOCK_CELLS // max(1, self.size))
        for start in range(0, draws, step):
            columns = min(step, draws - start)
            yield slice(start, start + columns), self._tallies(self._times_drawn(random, columns))

    def _times_drawn(self, random: np.random.Generator, columns: int) -> Floats:
        drawn = random.integers(0, self.size, size=(columns, self.size)) * columns + np.arange(columns)[:, None]
        times = np.bincount(drawn.ravel(), minlength=self.size * columns)
        return times.reshape(self.size, columns).astype(np.float64)

    def _tallies(self, times: Floats) -> Tallies:
        rows: Floats = self._table @ times
        lines = [rows[part * self._lines : (part + 1) * self._lines] for part in range(5)]
        sets = rows[5 * self._lines :]
        heard, wrote = sets[: self._heard_count][self._heard_rows], sets[self._heard_count :][self._wrote_rows]
        return Tallies(lines[0], heard, wrote, lines[1], lines[2], lines[3], lines[4])

    def _stack(self, rows: Sequence[tuple[Ints, Floats]]) -> csr_array:
        from scipy.sparse import csr_array

        starts = np.concatenate([[0], np.cumsum([len(people) for people, _ in rows])])
        people = np.concatenate([people for people, _ in rows]) if rows else EMPTY
        values = np.concatenate([values for _, values in rows]) if rows else np.empty(0)
        columns = np.searchsorted(self.people, people)
        return csr_array((values, columns, starts), shape=(len(rows), self.size))


def _everyone(evidence: Sequence[GroupEvidence | None]) -> Ints:
    sets = [part for group in evidence if group for part in (np.asarray(group.heard), group.elsewhere.people)]
    return np.unique(np.concatenate(sets)) if sets else EMPTY


def _distinct(sets: Sequence[Ints]) -> tuple[list[Ints], Ints]:
    """The different sets, and which of them each line has: lines of one stage share the people heard there."""
    places: dict[bytes, int] = {}
    distinct: list[Ints] = []
    for people in sets:
        if places.setdefault(people.tobytes(), len(distinct)) == len(distinct):
            distinct.append(people)
    return distinct, np.array([places[people.tobytes()] for people in sets], dtype=np.int64)


def _ones(sets: Sequence[Ints]) -> list[tuple[Ints, Floats]]:
    return [(people, np.ones(len(people))) for people in sets]


def _marks(raised: Sequence[Raised]) -> list[tuple[Ints, Floats]]:
    return _ones([one.people for one in raised])


def _sums(raised: Sequence[Raised]) -> list[tuple[Ints, Floats]]:
    return [(one.people, one.intensity) for one in raised] + [(one.people, one.mentions) for one in raised]
