"""What each column of a file holds, counted over its beginning: enough to say what the column probably is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from feedback.tables.folding import lookup_key
from feedback.tables.header import one_line
from feedback.tables.limits import LIMITS, Limits, Source

from .shape import FileShape, Row
from .table import rows

CELLS = 120_000
FEWEST_ROWS = 200
"""How much is counted: so many cells, but at least so many rows."""
MOST_VALUES = 2_000
SAMPLES = 3
_NUMBER = re.compile(r"[+-]?(?:[0-9]+|[0-9]{1,3}(?:[.,\u00a0 ][0-9]{3})+)(?:[.,][0-9]+)?%?")
_DECIMAL_COMMA = re.compile(r"[+-]?[0-9]+,(?:[0-9]{1,2}|[0-9]{4,})%?")


@dataclass(slots=True)
class ColumnProfile:
    """Counts of one column. `values`: cell → how often, the first 2,000 that differ; `several` counts cells of three
    words and more, `decimal_comma` those that can only be decimals written with a comma."""

    name: str
    filled: int = 0
    numeric: int = 0
    decimal_comma: int = 0
    several: int = 0
    characters: int = 0
    values: Counter[str] = field(default_factory=Counter)
    samples: list[str] = field(default_factory=list)
    overflow: bool = False

    def add(self, text: str) -> None:
        self.filled += 1
        self.characters += len(text)
        self.numeric += bool(_NUMBER.fullmatch(text))
        self.decimal_comma += bool(_DECIMAL_COMMA.fullmatch(text))
        self.several += text.count(" ") >= 2
        self._count(text)

    def _count(self, text: str) -> None:
        if text in self.values or len(self.values) < MOST_VALUES:
            self.values[text] += 1
        else:
            self.overflow = True
        if len(self.samples) < SAMPLES and text not in self.samples:
            self.samples.append(text)

    @property
    def mean_length(self) -> float:
        """Characters per filled cell."""
        return self.characters / self.filled if self.filled else 0.0

    @property
    def varied(self) -> float:
        """Share of the cells that are the first to say what they say, 0 to 1."""
        counted = sum(self.values.values())
        return len(self.values) / counted if counted else 0.0

    @property
    def kinds(self) -> int:
        """How many different things are said, spellings of case and accents apart."""
        return len({lookup_key(text) for text in self.values})

    def share(self, counted: int) -> float:
        return counted / self.filled if self.filled else 0.0


@dataclass(frozen=True, slots=True)
class Profile:
    """The columns in their order; `complete`: the whole file was counted."""

    columns: tuple[ColumnProfile, ...]
    rows: int
    complete: bool


def profile(source: Source, shape: FileShape, *, limits: Limits = LIMITS) -> Profile:
    """Counts of the beginning of a file. Raises Unreadable where it cannot be read so far."""
    columns = {name: ColumnProfile(name) for name in shape.header}
    most = max(FEWEST_ROWS, CELLS // max(1, len(shape.header)))
    counted, complete = 0, True
    for row in rows(source, shape, limits=limits):
        if counted == most:
            complete = False
            break
        counted += 1
        for name, text in _said(row, shape):
            columns[name].add(text)
    return Profile(tuple(columns.values()), counted, complete)


def _said(row: Row, shape: FileShape) -> Iterator[tuple[str, str]]:
    for name, cell in row.cells.items():
        text = one_line(cell) if len(cell) < 2_000 else cell.strip()
        if text and text not in shape.no_answer and name in shape.header:
            yield name, text
