"""Cycles: runs of the six steps."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple, cast
from uuid import UUID

from sqlalchemy import select

from feedback.cocreation.models import Cycle, CyclePaper, CycleReport, CycleWave
from feedback.db import Texts, db, find, now
from feedback.errors import NotFound
from feedback.reports.document import Document
from feedback.reports.keeping import restored
from feedback.statements import Walled


def current() -> Cycle | None:
    """The cycle that is under way: the newest that was not closed."""
    return cast("Cycle | None", db.session.scalar(_under_way(Cycle)))


class Begun(NamedTuple):
    """What every page says of the cycle that is under way."""

    name: Texts
    starts_on: date

    @property
    def lies_ahead(self) -> bool:
        """Whether its first day is still to come."""
        return self.starts_on > now().date()


def _under_way(*columns: Any) -> Any:
    wanted = select(*columns).where(Cycle.closed_at.is_(None))
    return wanted.order_by(Cycle.created_at.desc(), Cycle.id).limit(1)


_BEGUN = Walled(_under_way(Cycle.name, Cycle.starts_on))


def begun() -> Begun | None:
    """The same in a read of two columns."""
    return next((Begun(*row) for row in _BEGUN.all()), None)


def closed() -> list[Cycle]:
    """Earlier cycles, the newest first."""
    wanted = select(Cycle).where(Cycle.closed_at.is_not(None))
    return list(db.session.scalars(wanted.order_by(Cycle.starts_on.desc(), Cycle.id)))


def past(cycle_id: UUID) -> Cycle:
    """A closed cycle; NotFound for one under way, or of somebody else."""
    row = find(Cycle, cycle_id)
    if row.closed_at is None:
        raise NotFound()
    return row


def report(cycle_id: UUID) -> CycleReport | None:
    """What a closed cycle kept; None for one closed before reports were kept."""
    return db.session.scalar(select(CycleReport).where(CycleReport.cycle_id == cycle_id))


def newest_report() -> tuple[Cycle, CycleReport] | None:
    """The cycle closed last that kept its report."""
    wanted = select(Cycle, CycleReport).join(CycleReport, CycleReport.cycle_id == Cycle.id)
    row = db.session.execute(wanted.order_by(Cycle.closed_at.desc(), Cycle.id).limit(1)).first()
    return (row[0], row[1]) if row else None


def document(kept: CycleReport) -> Document:
    """The figures as they were: nothing is worked out again."""
    return restored(kept.document)


def papers(cycle_id: UUID) -> list[tuple[str, str]]:
    """(language, kind) of the files that are made."""
    wanted = select(CyclePaper.lang, CyclePaper.kind).where(CyclePaper.cycle_id == cycle_id)
    return [(lang, kind) for lang, kind in db.session.execute(wanted.order_by(CyclePaper.lang, CyclePaper.kind))]


def paper(cycle_id: UUID, language: str, kind: str) -> bytes:
    """One file; NotFound while it is not made."""
    wanted = select(CyclePaper.body).where(
        CyclePaper.cycle_id == cycle_id, CyclePaper.lang == language, CyclePaper.kind == kind
    )
    body = db.session.scalar(wanted)
    if body is None:
        raise NotFound()
    return body


def waves_of(cycle_id: UUID) -> frozenset[UUID]:
    """The rounds of asking that belong to a cycle."""
    return frozenset(db.session.scalars(select(CycleWave.wave_id).where(CycleWave.cycle_id == cycle_id)))
