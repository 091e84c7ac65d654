"""Every read of cases."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from feedback.db import Texts, db, find
from feedback.errors import NotFound
from feedback.followup.models import Case
from feedback.followup.rules import CLOSED, IDENTIFIED
from feedback.stakeholders.models import StakeholderGroup
from feedback.surveys.models import AnswerText, Response, Survey


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer as a case needs it: in which mode it was given, by whom, when, and what was written."""

    response_id: UUID
    mode: str
    group_name: Texts
    group_kind: str
    when: datetime | None
    lang: str | None
    texts: tuple[str, ...]


def cases() -> list[Case]:
    """Every case: those to look after first, by date; then the closed ones."""
    order = (Case.state == CLOSED, Case.due_on.is_(None), Case.due_on, Case.opened_at.desc(), Case.id)
    return list(db.session.scalars(select(Case).order_by(*order)))


def case(case_id: UUID) -> Case:
    """One case of this organisation; NotFound."""
    return find(Case, case_id)


def case_of(response_id: UUID) -> Case | None:
    """The case that was opened from an answer."""
    return db.session.scalar(select(Case).where(Case.response_id == response_id))


def cases_of(response_ids: Collection[UUID]) -> dict[UUID, UUID]:
    """Answer -> its case: one read."""
    rows = db.session.execute(select(Case.response_id, Case.id).where(Case.response_id.in_(response_ids)))
    return {response_id: case_id for response_id, case_id in rows}


def mode_of(response_id: UUID) -> str:
    """In which mode an answer was given; NotFound."""
    wanted = select(Survey.mode).join(Response, Response.survey_id == Survey.id).where(Response.id == response_id)
    mode = db.session.scalar(wanted)
    if mode is None:
        raise NotFound()
    return mode


def answered(response_id: UUID) -> Answered:
    """An answer that may be followed up; NotFound also for one that was given in confidence."""
    wanted = (
        select(Response, Survey.mode, StakeholderGroup.name, StakeholderGroup.kind)
        .join(Survey, Survey.id == Response.survey_id)
        .join(StakeholderGroup, StakeholderGroup.id == Response.group_id)
        .where(Response.id == response_id, Survey.mode == IDENTIFIED)
    )
    row = db.session.execute(wanted).first()
    if row is None:
        raise NotFound()
    texts = select(AnswerText.text).where(AnswerText.response_id == response_id)
    written = db.session.scalars(texts.order_by(AnswerText.question_id, AnswerText.position))
    return Answered(response_id, row[1], row[2], row[3], row[0].answered_at, row[0].lang, tuple(written))
