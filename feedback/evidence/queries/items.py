"""Things already known: the list with its filters, counts, ratings, one of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from feedback.db import db, find
from feedback.evidence.models import Evidence, EvidenceImport

PAGE = 25
MOST_SOURCES = 200
"""How many sources are offered to filter by."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which evidence a list shows; what is not said is not asked for. Every word of `words` must occur."""

    kind: str | None = None
    group_id: UUID | None = None
    stage_id: UUID | None = None
    without_stage: bool = False
    source: str | None = None
    words: str = ""

    def __bool__(self) -> bool:
        return bool(self.kind or self.group_id or self.stage_id or self.without_stage or self.source or self.words)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list; `first` and `last` count from 1."""

    rows: Sequence[Evidence]
    number: int
    total: int

    @property
    def first(self) -> int:
        return (self.number - 1) * PAGE + 1

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1

    @property
    def more(self) -> bool:
        return self.last < self.total


def page(wanted: Wanted, number: int = 1) -> Page:
    """The newest first, rows of a file in the file's order: two reads. A page beyond the last is the last."""
    total = db.session.scalar(select(func.count()).select_from(Evidence).where(*_conditions(wanted))) or 0
    shown = max(1, min(number, -(-total // PAGE)))
    order = (Evidence.created_at.desc(), Evidence.row, Evidence.id)
    rows = select(Evidence).where(*_conditions(wanted)).order_by(*order)
    return Page(db.session.scalars(rows.limit(PAGE).offset((shown - 1) * PAGE)).all(), shown, total)


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    exact = ((Evidence.kind, wanted.kind), (Evidence.group_id, wanted.group_id), (Evidence.source, wanted.source))
    found += [column == value for column, value in exact if value]
    if wanted.stage_id:
        found.append(Evidence.stage_id == wanted.stage_id)
    if wanted.without_stage:
        found.append(Evidence.stage_id.is_(None))
    return found + [Evidence.text.icontains(word, autoescape=True) for word in wanted.words.split()]


def item(evidence_id: UUID) -> Evidence:
    """One of this organisation; NotFound."""
    return find(Evidence, evidence_id)


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is, and of what; a stage of None is not known."""

    total: int
    notes: int
    by_kind: Mapping[str, int]
    by_group: Mapping[UUID, int]
    by_stage: Mapping[UUID | None, int]


def counts() -> Counts:
    """Everything counted in one read."""
    noted = Evidence.import_id.is_(None).label("noted")
    cells = (Evidence.kind, Evidence.group_id, Evidence.stage_id, noted)
    rows = db.session.execute(select(*cells, func.count()).group_by(*cells)).all()
    return Counts(
        total=sum(row[-1] for row in rows),
        notes=sum(row[-1] for row in rows if row.noted),
        by_kind=_sums(rows, 0),
        by_group=_sums(rows, 1),
        by_stage=_sums(rows, 2),
    )


def _sums(rows: Sequence[Any], column: int) -> dict[Any, int]:
    found: Counter[Any] = Counter()
    for row in rows:
        found[row[column]] += row[-1]
    return dict(found.most_common())


def notes_count() -> int:
    """How many were typed, pasted or added one by one."""
    return db.session.scalar(select(func.count()).select_from(Evidence).where(Evidence.import_id.is_(None))) or 0


def sources() -> list[str]:
    """Names of sources, by name."""
    wanted = select(Evidence.source).where(Evidence.source != "").distinct().order_by(Evidence.source)
    return list(db.session.scalars(wanted.limit(MOST_SOURCES)))


@dataclass(frozen=True, slots=True)
class Rated:
    """Ratings of one group at one stage (None: not known): their mean on 1 to 5, 5 best, and how many they are."""

    stage_id: UUID | None
    group_id: UUID
    mean: float
    n: int


def ratings_by_cell() -> list[Rated]:
    """What past ratings say, for a stage where nobody was asked; a score from these is marked as such."""
    cells = (Evidence.stage_id, Evidence.group_id)
    rated = select(*cells, func.avg(Evidence.rating), func.count()).where(Evidence.rating.is_not(None))
    return [Rated(stage, group, float(mean), n) for stage, group, mean, n in db.session.execute(rated.group_by(*cells))]


def import_of(evidence: Evidence) -> EvidenceImport | None:
    """The file it came with; None for a note."""
    return find(EvidenceImport, evidence.import_id) if evidence.import_id else None
