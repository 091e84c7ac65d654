"""Everything said in a file, by theme, stage and group, gathered row by row and kept as numbers."""

from __future__ import annotations

from array import array
from bisect import insort
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from feedback.analysis.priority import Direction, Raised
from feedback.analysis.records import AnalysedComment, Comment, Mention

SENTENCES = 3
MILDEST = 0.1
_READABLE = range(20, 201)
Where = tuple[str, str | None, str]
"""Theme, stage, group."""


class Sentence(NamedTuple):
    """A mention and how well it shows its theme: readable ones first, then by strength, then by row."""

    unreadable: bool
    mildness: float
    row: int
    start: int
    group: str
    text: str


@dataclass(slots=True)
class Cell:
    """One theme at one stage in one group. The arrays run side by side, one entry per row that speaks of it."""

    rows: array[int] = field(default_factory=lambda: array("q"))
    pain: array[float] = field(default_factory=lambda: array("d"))
    pains: array[float] = field(default_factory=lambda: array("d"))
    tone: array[float] = field(default_factory=lambda: array("d"))
    mentions: array[float] = field(default_factory=lambda: array("d"))
    praised: array[int] = field(default_factory=lambda: array("b"))
    positive: int = 0

    @property
    def people(self) -> int:
        return len(self.rows)

    @property
    def negative(self) -> int:
        return int(sum(self.pains))

    @property
    def said(self) -> int:
        return int(sum(self.mentions))

    def add(self, row: int, said: Sequence[Mention]) -> None:
        """The mentions of one row that carry the theme."""
        pains = [max(MILDEST, abs(one.sentiment.score)) for one in said if one.sentiment.label == "neg"]
        praise = sum(one.sentiment.label == "pos" for one in said)
        self.rows.append(row)
        self.pain.append(sum(pains))
        self.pains.append(len(pains))
        self.tone.append(sum(one.sentiment.score for one in said))
        self.mentions.append(len(said))
        self.praised.append(praise == len(said))
        self.positive += praise

    def raised(self, direction: Direction) -> Raised:
        """Who raised it, and how strongly; who only praised has not raised a pain."""
        rows, mentions = np.array(self.rows, dtype=np.int64), np.array(self.mentions)
        if direction == "amplify":
            return Raised(rows, np.array(self.tone), mentions)
        named = ~np.array(self.praised, dtype=bool)
        return Raised(rows[named], np.array(self.pain)[named], np.array(self.pains)[named])


class Said:
    """What was said, row after row. `wrote` are the rows with a text at a place, `groups` all there are."""

    def __init__(self) -> None:
        self.cells: dict[Where, Cell] = defaultdict(Cell)
        self.wrote: dict[tuple[str | None, str], array[int]] = defaultdict(lambda: array("q"))
        self.groups: dict[str, None] = {}
        self.stages: dict[str, None] = {}
        self._sentences: dict[tuple[str, str | None, str], list[Sentence]] = defaultdict(list)

    def add(self, row: int, comment: Comment, read: AnalysedComment) -> None:
        """The next row of the file."""
        group, stage = comment.group or "", comment.stage
        self.groups.setdefault(group)
        if stage is not None:
            self.stages.setdefault(stage)
        if comment.text:
            self.wrote[stage, group].append(row)
        for theme, said in _by_theme(read).items():
            self.cells[theme, stage, group].add(row, said)
            for mention in said:
                self._offer(theme, stage, _sentence(row, group, comment.text, mention), mention.sentiment.label)

    def sentences(self, theme: str, stage: str | None, label: str) -> list[Sentence]:
        """The clearest sentences of that feeling."""
        return list(self._sentences.get((theme, stage, label), ()))

    def elsewhere(self, theme: str, stage: str | None, group: str) -> Iterator[Cell]:
        """What the group said of the theme at its other stages."""
        for place in (None, *self.stages):
            cell = self.cells.get((theme, place, group)) if place != stage else None
            if cell:
                yield cell

    def _offer(self, theme: str, stage: str | None, sentence: Sentence, label: str) -> None:
        kept = self._sentences[theme, stage, label]
        if len(kept) < SENTENCES or sentence < kept[-1]:
            insort(kept, sentence)
            del kept[SENTENCES:]


def _by_theme(read: AnalysedComment) -> dict[str, list[Mention]]:
    found: dict[str, list[Mention]] = {}
    for mention in read.mentions:
        for hit in mention.themes:
            found.setdefault(hit.theme, []).append(mention)
    return found


def _sentence(row: int, group: str, text: str, mention: Mention) -> Sentence:
    unreadable = mention.end - mention.start not in _READABLE
    return Sentence(
        unreadable, -abs(mention.sentiment.score), row, mention.start, group, text[mention.start : mention.end]
    )
