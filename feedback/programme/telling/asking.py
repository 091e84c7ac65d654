"""Who asked for an improvement under their name, so that they can be told what came of it.

Only answers of identified surveys are looked at, and cases, which there are only of those. What somebody answered in
confidence or without a name chooses nobody: such people are told with their group, by the public page, by their code.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select, union

from feedback.backlog.models import Improvement, ImprovementCase
from feedback.backlog.queries.improvements import theme_ids
from feedback.db import db
from feedback.followup.models import Case
from feedback.insights.models import Comment, Mention, MentionTheme
from feedback.insights.queries import placing
from feedback.journeys.queries.lineage import lineage
from feedback.stakeholders.models import Contact
from feedback.surveys.models import Response, Survey
from feedback.surveys.rules import IDENTIFIED

FEELINGS = {"reduce": ("neg", "neu"), "amplify": ("pos",)}
"""What counts as asking: a pain that was felt or only named, or what somebody liked."""


def askers(about: Improvement) -> Mapping[UUID, list[Contact]]:
    """Group -> its contacts who asked for it, in a fixed order: two reads."""
    asked = union(_raised(about), _cases(about)).subquery()
    wanted = select(Contact).where(Contact.id.in_(select(asked.c.contact_id)))
    found: dict[UUID, list[Contact]] = defaultdict(list)
    for one in db.session.scalars(wanted.order_by(Contact.group_id, Contact.id)):
        found[one.group_id].append(one)
    return dict(found)


def _raised(about: Improvement) -> Select[Any]:
    """Who said something of its themes at its stage, in answers that carry their name."""
    stage_id = lineage().standing(about.stage_id) if about.stage_id else None
    carries = select(MentionTheme.mention_id).where(MentionTheme.theme_id.in_(theme_ids(about)))
    return (
        select(Response.contact_id.label("contact_id"))
        .join(Comment, Comment.response_id == Response.id)
        .join(Mention, Mention.comment_id == Comment.id)
        .join(Survey, Survey.id == Response.survey_id)
        .where(Survey.mode == IDENTIFIED, Response.contact_id.is_not(None), Mention.id.in_(carries))
        .where(Mention.sentiment.in_(FEELINGS[about.direction]), *placing.at(stage_id))
    )


def _cases(about: Improvement) -> Select[Any]:
    """Whose case it goes back to."""
    return (
        select(Case.contact_id.label("contact_id"))
        .join(ImprovementCase, ImprovementCase.case_id == Case.id)
        .where(ImprovementCase.improvement_id == about.id, Case.contact_id.is_not(None))
    )
