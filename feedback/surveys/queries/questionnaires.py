"""Questionnaires, their versions, and what the editor needs to know."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from feedback.accounts import queries as accounts
from feedback.db import db, everywhere
from feedback.errors import NotFound, UnknownName, message
from feedback.journeys.models import Stage
from feedback.surveys.comparing import Edition
from feedback.surveys.document import Questionnaire as Document
from feedback.surveys.history import KEPT, steps
from feedback.surveys.models import Questionnaire, QuestionnaireRevision, QuestionnaireVersion
from feedback.surveys.reading import loads


@dataclass(frozen=True, slots=True)
class History:
    """The drafts that undo and redo bring back; None: there is nothing to undo or to redo."""

    undo: str | None
    redo: str | None


def questionnaires(include_archived: bool = False) -> list[Questionnaire]:
    """Every questionnaire with its versions, the one changed last first: two reads."""
    wanted = select(Questionnaire).options(selectinload(Questionnaire.versions))
    if not include_archived:
        wanted = wanted.where(Questionnaire.archived_at.is_(None))
    return list(db.session.scalars(wanted.order_by(Questionnaire.changed_at.desc(), Questionnaire.code)))


def questionnaire(code: str) -> Questionnaire:
    """The questionnaire of this organisation with that code; NotFound."""
    if (found := questionnaire_with_code(code)) is None:
        raise NotFound()
    return found


def questionnaire_with_code(code: str) -> Questionnaire | None:
    return db.session.scalar(
        select(Questionnaire).options(selectinload(Questionnaire.versions)).where(Questionnaire.code == code)
    )


def questionnaire_named(code: str) -> Questionnaire:
    """The questionnaire with this code, for the command line; UnknownName."""
    if (found := questionnaire_with_code(code)) is None:
        raise UnknownName(message("There is no questionnaire “%(code)s”.", code=code))
    return found


def questionnaire_from(source_hash: str) -> Questionnaire | None:
    """The questionnaire that was imported from the file with this SHA-256."""
    return db.session.scalar(select(Questionnaire).where(Questionnaire.source_hash == source_hash))


def version(version_id: UUID) -> QuestionnaireVersion:
    """One published version; NotFound."""
    found = db.session.scalar(select(QuestionnaireVersion).where(QuestionnaireVersion.id == version_id))
    if found is None:
        raise NotFound()
    return found


def newest_version(questionnaire_id: UUID) -> QuestionnaireVersion | None:
    return db.session.scalar(
        select(QuestionnaireVersion)
        .where(QuestionnaireVersion.questionnaire_id == questionnaire_id)
        .order_by(QuestionnaireVersion.number.desc())
        .limit(1)
    )


def draft_of(row: Questionnaire) -> Document:
    return loads(row.draft)


def document_of(row: QuestionnaireVersion) -> Document:
    return loads(row.document)


def edition(row: QuestionnaireVersion) -> Edition:
    """A published version as `comparing` takes it."""
    return Edition(row.number, document_of(row), dict(row.comparability))


def history(row: Questionnaire) -> History:
    """What can be undone and done again: one read of the drafts that are kept."""
    wanted = select(QuestionnaireRevision.draft).where(QuestionnaireRevision.questionnaire_id == row.id)
    kept = db.session.scalars(wanted.order_by(QuestionnaireRevision.revision.desc()).limit(KEPT))
    drafts = [*reversed(list(kept)), row.draft]
    found = steps(drafts)
    undo = None if found.undo is None else drafts[found.undo]
    return History(undo, None if found.redo is None else drafts[found.redo])


def draft_at(questionnaire_id: UUID, revision: int) -> Document | None:
    """The draft as it stood at an older revision; None where it is no longer kept."""
    mine = QuestionnaireRevision.questionnaire_id == questionnaire_id
    wanted = select(QuestionnaireRevision.draft).where(mine, QuestionnaireRevision.revision == revision)
    draft = db.session.scalar(wanted)
    return None if draft is None else loads(draft)


def stage_ids() -> dict[str, UUID]:
    """Code -> id of the stages that questions may name: those of every journey that are not retired."""
    rows = db.session.execute(select(Stage.code, Stage.id).where(Stage.retired_at.is_(None)))
    return {code: stage_id for code, stage_id in rows}


def languages() -> list[str]:
    """Languages of the organisation, its own first: what a new questionnaire speaks."""
    return list(accounts.organisation().languages)


def is_taken(code: str) -> bool:
    """Whether a questionnaire of any organisation has the code: it is unique in the installation."""
    with everywhere():
        return db.session.scalar(select(Questionnaire.id).where(Questionnaire.code == code)) is not None
