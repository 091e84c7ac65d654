"""The rows of a file as they are taken in: a thousand at a time, each read once, with its fingerprint. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from feedback.evidence.reader import BadRow, ColumnMapping, Empty, Item, Row, is_repeat, read_item, row_key

SIZE = 1_000


@dataclass(frozen=True, slots=True)
class Reading:
    """What turns a row into evidence. `stages` and `groups` are look-ups from what a cell says to a code;
    `group` is whose words these are where no column says it."""

    mapping: ColumnMapping
    stages: Mapping[str, str]
    groups: Mapping[str, str]
    group: str | None

    def read(self, row: Row) -> Item | Empty | BadRow:
        return read_item(row, self.mapping, self.stages, self.groups)

    def group_of(self, item: Item) -> str:
        """Code of the group; a mapping names a column of groups or one group for all."""
        found = item.group or self.group
        assert found is not None
        return found

    def key(self, item: Item) -> str:
        """Fingerprint of the whole row with its source and group."""
        return row_key(item.raw, item.source, self.group_of(item))


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some rows of a file, in order; `items` with their fingerprints."""

    items: list[tuple[Item, str]] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)
    empty: list[Empty] = field(default_factory=list)

    @property
    def rows(self) -> int:
        return len(self.items) + len(self.bad) + len(self.empty)

    @property
    def keys(self) -> list[str]:
        return [key for _, key in self.items]


def chunk_of(rows: Iterable[Row], reading: Reading) -> Chunk:
    """These rows, read."""
    chunk = Chunk()
    for row in rows:
        match reading.read(row):
            case Item() as item:
                chunk.items.append((item, reading.key(item)))
            case BadRow() as bad:
                chunk.bad.append(bad)
            case empty:
                chunk.empty.append(empty)
    return chunk


def chunks(rows: Iterator[Row], reading: Reading, size: int = SIZE) -> Iterator[Chunk]:
    """All rows, in chunks of at most `size`."""
    while (chunk := chunk_of(islice(rows, size), reading)).rows:
        yield chunk


@dataclass(slots=True)
class Seen:
    """How often each row of this file came so far, whatever became of it.

    The n-th of equal rows repeats one that is there when n or more like it are: earlier imports, and what this
    one added for the n - 1 before it. So it stays true while another import adds the same rows at the same time.
    """

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, chunk: Chunk) -> None:
        self.counts.update(chunk.keys)

    def new(self, chunk: Chunk, present: Mapping[str, int]) -> list[tuple[Item, str]]:
        """The items of the next chunk that are not there yet; `present`: how often each of its keys is there."""
        left = Counter({key: present.get(key, 0) - self.counts[key] for key in chunk.keys})
        return [(item, key) for item, key in chunk.items if not is_repeat(key, left)]
