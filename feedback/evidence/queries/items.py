"""Things already known: the list with its filters, counts, ratings, one of them.

Ratings without words are counted and listed as a kind of their own, and never among what people said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from feedback.db import db, find
from feedback.evidence.models import Evidence, EvidenceImport
from feedback.evidence.rules import INSIDERS, RATING
from feedback.journeys.queries.lineage import lineage, parts
from feedback.stakeholders.models import StakeholderGroup

PAGE = 25
MOST_SIBLINGS = 100


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which evidence a list shows; what is not said is not asked for. Every word of `words` must occur."""

    kind: str | None = None
    group_id: UUID | None = None
    stage_id: UUID | None = None
    without_stage: bool = False
    source: str | None = None
    words: str = ""
    segment: tuple[str, str] | None = None
    """(attribute, value): only people of groups whose segments pages may say."""

    def __bool__(self) -> bool:
        exact = self.kind or self.group_id or self.stage_id or self.without_stage or self.source
        return bool(exact or self.words or self.segment)


_BETWEEN = " = "


def joined(attribute: str, value: str) -> str:
    """A segment as the address of a list says it."""
    return f"{attribute}{_BETWEEN}{value}"


def segment_from(said: str) -> tuple[str, str] | None:
    """What `joined` joined; None for anything else."""
    attribute, found, value = said.partition(_BETWEEN)
    return (attribute, value) if found and attribute and value and '"' not in attribute else None


@dataclass(frozen=True, slots=True)
class Cell:
    """How many there are of one kind, group, stage (None: not known) and source."""

    kind: str
    group_id: UUID
    stage_id: UUID | None
    source: str
    n: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is, and of what."""

    cells: Sequence[Cell]

    @property
    def total(self) -> int:
        return sum(cell.n for cell in self.cells)

    def by(self, name: str) -> dict[Any, int]:
        """Counts by `kind`, `group_id`, `stage_id` or `source`, the largest first."""
        found: Counter[Any] = Counter()
        for cell in self.cells:
            found[getattr(cell, name)] += cell.n
        return dict(found.most_common())

    def of(self, wanted: Wanted) -> int:
        """How many a list without words shows."""
        return sum(cell.n for cell in self.cells if _fits(cell, wanted))

    @property
    def said(self) -> int:
        """How many have words."""
        return self.of(Wanted())


def _fits(cell: Cell, wanted: Wanted) -> bool:
    if not wanted.kind and cell.kind == RATING:
        return False
    if wanted.without_stage and cell.stage_id is not None:
        return False
    asked = (
        (wanted.kind, cell.kind),
        (wanted.group_id, cell.group_id),
        (wanted.stage_id, cell.stage_id),
        (wanted.source, cell.source),
    )
    return all(value == there for value, there in asked if value)


def counts() -> Counts:
    """Everything counted in one read, which touches an index alone."""
    columns, known = (Evidence.kind, Evidence.group_id, Evidence.stage_id, Evidence.source), lineage()
    rows = db.session.execute(select(*columns, func.count()).group_by(*columns))
    return Counts([Cell(row[0], row[1], known.standing(row[2]) if row[2] else None, *row[3:]) for row in rows])


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


def page(wanted: Wanted, counts: Counts, number: int = 1) -> Page:
    """The newest first, of a file its last row first. A page beyond the last is the last.

    One read, and one more where words or a segment are looked for: everything else is counted already.
    """
    total = _found(wanted) if wanted.words or wanted.segment else counts.of(wanted)
    if not total:
        return Page([], 1, 0)
    shown = max(1, min(number, -(-total // PAGE)))
    order = (Evidence.created_at.desc(), Evidence.row.desc(), Evidence.id.desc())
    rows = select(Evidence).where(*_conditions(wanted)).order_by(*order)
    return Page(db.session.scalars(rows.limit(PAGE).offset((shown - 1) * PAGE)).all(), shown, total)


def after(wanted: Wanted, last: UUID | None, limit: int, since: datetime | None = None) -> Sequence[Evidence]:
    """Up to `limit` in the order of their ids, those that come after `last`; `since` is when they were added."""
    conditions = _conditions(wanted)
    if last is not None:
        conditions.append(Evidence.id > last)
    if since is not None:
        conditions.append(Evidence.created_at >= since)
    return db.session.scalars(select(Evidence).where(*conditions).order_by(Evidence.id).limit(limit)).all()


def _found(wanted: Wanted) -> int:
    return db.session.scalar(select(func.count()).select_from(Evidence).where(*_conditions(wanted))) or 0


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    exact = ((Evidence.kind, wanted.kind), (Evidence.group_id, wanted.group_id), (Evidence.source, wanted.source))
    found += [column == value for column, value in exact if value]
    if wanted.stage_id:
        found.append(Evidence.stage_id.in_(parts(wanted.stage_id)))
    if wanted.without_stage:
        found.append(Evidence.stage_id.is_(None))
    if not wanted.kind:
        found.append(Evidence.kind != RATING)
    if wanted.segment:
        found += _in_segment(*wanted.segment)
    return found + [Evidence.text.icontains(word, autoescape=True) for word in wanted.words.split()]


def _in_segment(attribute: str, value: str) -> list[ColumnElement[bool]]:
    """People of this segment, of groups whose segments may be said."""
    shown = select(StakeholderGroup.id).where(StakeholderGroup.kind.not_in(INSIDERS))
    return [Evidence.segments[attribute].as_string() == value, Evidence.group_id.in_(shown)]


def item(evidence_id: UUID) -> Evidence:
    """One of this organisation; NotFound."""
    return find(Evidence, evidence_id)


def notes_count() -> int:
    """How many were typed, pasted or added one by one."""
    return db.session.scalar(select(func.count()).select_from(Evidence).where(Evidence.import_id.is_(None))) or 0


def siblings(evidence: Evidence) -> list[Evidence]:
    """What else the same person said in the same row of a file: texts first, by what they answer."""
    if evidence.person_id is None:
        return []
    of_one = (Evidence.import_id == evidence.import_id, Evidence.row == evidence.row, Evidence.id != evidence.id)
    order = (Evidence.kind == RATING, Evidence.question, Evidence.rated)
    return list(db.session.scalars(select(Evidence).where(*of_one).order_by(*order).limit(MOST_SIBLINGS)))


def import_of(evidence: Evidence) -> EvidenceImport | None:
    """The file it came with; None for a note."""
    return find(EvidenceImport, evidence.import_id) if evidence.import_id else None
