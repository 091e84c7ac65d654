"""Files taken in: the imports, their bad rows, and what a new one is compared with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, distinct, func, select

from feedback import jobs
from feedback.accounts.models import Organisation
from feedback.db import db, find, here, inside
from feedback.evidence.models import Evidence, EvidenceBadRow, EvidenceImport
from feedback.evidence.reader import lookup
from feedback.jobs import Job
from feedback.journeys import queries as journeys
from feedback.journeys.models import Stage
from feedback.stakeholders.queries import groups as stakeholders

SHOWN_BAD_ROWS = 50
NEWEST = 8
_PAGE = 500


def imports(*, previews: bool = False) -> list[EvidenceImport]:
    """The newest imports; `previews`: also files that were uploaded and wait for somebody to go on."""
    wanted = select(EvidenceImport)
    if not previews:
        wanted = wanted.where(EvidenceImport.state != "preview")
    return list(db.session.scalars(wanted.order_by(EvidenceImport.created_at.desc()).limit(NEWEST)))


def imports_done() -> int:
    """How many imports brought something and were not undone."""
    done = (EvidenceImport.state == "done", EvidenceImport.imported > 0)
    return db.session.scalar(select(func.count()).select_from(EvidenceImport).where(*done)) or 0


def import_(import_id: UUID) -> EvidenceImport:
    """One import of this organisation; NotFound."""
    return find(EvidenceImport, import_id)


def locked(import_id: UUID) -> EvidenceImport:
    """The import, for a change of its state that nobody else makes at the same time."""
    wanted = select(EvidenceImport).where(EvidenceImport.id == import_id).with_for_update()
    return db.session.scalars(wanted.execution_options(populate_existing=True)).one()


def job_of(row: EvidenceImport) -> Job | None:
    """The work that is being done for it."""
    return jobs.find_job(row.job_id, here()) if row.job_id else None


def bad_rows(import_id: UUID, limit: int = SHOWN_BAD_ROWS) -> Sequence[EvidenceBadRow]:
    """The first bad rows, in the order of the file."""
    return db.session.scalars(_bad_rows(import_id, 0).limit(limit)).all()


def every_bad_row(import_id: UUID) -> Iterator[EvidenceBadRow]:
    """All of them, read page by page; they may be read after the request that asked for them is over."""
    return _every_bad_row(here(), import_id)


def _every_bad_row(organisation_id: UUID, import_id: UUID) -> Iterator[EvidenceBadRow]:
    after = 0
    while page := _page(organisation_id, import_id, after):
        yield from page
        after = page[-1].row


def _page(organisation_id: UUID, import_id: UUID, after: int) -> Sequence[EvidenceBadRow]:
    with inside(organisation_id):
        return db.session.scalars(_bad_rows(import_id, after).limit(_PAGE)).all()


def _bad_rows(import_id: UUID, after: int) -> Select[Any]:
    found = select(EvidenceBadRow).where(EvidenceBadRow.import_id == import_id, EvidenceBadRow.row > after)
    return found.order_by(EvidenceBadRow.row)


def old_previews(before: datetime) -> list[EvidenceImport]:
    """Uploads that nobody went on with."""
    old = (EvidenceImport.state == "preview", EvidenceImport.created_at < before)
    return list(db.session.scalars(select(EvidenceImport).where(*old)))


# --- what a file is read against ------------------------------------------------------------------


def present(keys: Sequence[str]) -> dict[str, int]:
    """How often each of these rows is there, however much each said; what is being taken back is not."""
    leaving = select(EvidenceImport.id).where(EvidenceImport.state == "undoing")
    people = func.count(distinct(func.coalesce(Evidence.person_id, Evidence.id)))
    there = select(Evidence.row_key, people).where(Evidence.row_key.in_(keys), Evidence.import_id.not_in(leaving))
    return {key: count for key, count in db.session.execute(there.group_by(Evidence.row_key)) if key}


def one_at_a_time() -> None:
    """Let imports of this organisation compare and add in turn (SQLite writes in turn in any case)."""
    turn = select(Organisation.id).where(Organisation.id == here())
    db.session.execute(turn.with_for_update(key_share=True))


def of_import(import_id: UUID, limit: int) -> list[UUID]:
    """Ids of some of the rows an import added."""
    return list(db.session.scalars(select(Evidence.id).where(Evidence.import_id == import_id).limit(limit)))


def stage_lookup() -> dict[str, str]:
    """What a cell may say → code of the stage: codes and names in any language; the current journey comes first."""
    current = journeys.stages()
    return lookup(_names(journeys.all_stages())) | lookup(_names(current))


def group_lookup() -> dict[str, str]:
    """What a cell may say → code of a group in use."""
    return lookup({group.code: group.name.values() for group in stakeholders.groups()})


def _names(stages: Sequence[Stage]) -> Mapping[str, list[str]]:
    return {stage.code: list(stage.name.values()) for stage in stages}


def stage_ids() -> dict[str, UUID]:
    return {code: row_id for code, row_id in db.session.execute(select(Stage.code, Stage.id))}


def group_ids() -> dict[str, UUID]:
    return {group.code: group.id for group in stakeholders.groups(include_archived=True)}
