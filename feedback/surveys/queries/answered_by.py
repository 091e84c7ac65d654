"""What one person answered, where they used a link of their own. Never of an anonymous survey: nobody knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from feedback.db import db
from feedback.surveys.models import Response, Survey
from feedback.surveys.rules import IDENTIFIED


@dataclass(frozen=True, slots=True)
class Answered:
    """One response of a person."""

    response_id: UUID
    survey_id: UUID
    mode: str
    answered_at: datetime | None


def responses_of(contact_id: UUID) -> list[Answered]:
    """Every response that leads to this person."""
    wanted = select(Response.id, Response.survey_id, Survey.mode, Response.answered_at).join(
        Survey, Survey.id == Response.survey_id
    )
    return [Answered(*row) for row in db.session.execute(wanted.where(Response.contact_id == contact_id))]


def identified_surveys(contact_id: UUID) -> Sequence[tuple[Survey, datetime]]:
    """The identified surveys this person answered, and when: what members may see of one person."""
    wanted = (
        select(Survey, Response.answered_at)
        .join(Response, Response.survey_id == Survey.id)
        .where(Response.contact_id == contact_id, Survey.mode == IDENTIFIED, Response.answered_at.is_not(None))
    )
    return [(row, moment) for row, moment in db.session.execute(wanted) if moment]
