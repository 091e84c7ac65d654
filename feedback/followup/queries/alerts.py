"""Alert rules, and the identified answers they look at. Every statement about answers names the mode."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from feedback.db import db, find
from feedback.errors import NotFound
from feedback.followup.models import AlertMark, AlertRule, Case
from feedback.followup.rules.alerts import (
    SCALES,
    SCORE,
    THEME,
    WORDS,
    Rule,
    Said,
    Scored,
    Wrote,
    fits,
    may_ask_back,
    standing,
)
from feedback.followup.rules.cases import IDENTIFIED
from feedback.insights.models import Comment, Mention, MentionTheme, Theme
from feedback.insights.queries import placing
from feedback.journeys.models import Stage
from feedback.journeys.queries.lineage import lineage
from feedback.stakeholders.models import Contact
from feedback.surveys.models import Answer, AnswerText, Response, Survey
from feedback.surveys.queries.questionnaires import document_of
from feedback.surveys.question_types import TYPES
from feedback.surveys.question_types.base import Scale

CHUNK = 200
LOOKING = (SCORE, WORDS)
"""Kinds of rules that need no run."""
LOOK_AT_MOST = 2000
"""Answers a preview looks at: the newest."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An identified answer without a case."""

    response_id: UUID
    survey_id: UUID
    contact_id: UUID | None
    answered_at: datetime


# --- rules ----------------------------------------------------------------------------------------


def rules() -> list[AlertRule]:
    """The rules of this organisation, the oldest first: where several fit, the first one opens the case."""
    kept = select(AlertRule).where(AlertRule.retired_at.is_(None))
    return list(db.session.scalars(kept.order_by(AlertRule.created_at, AlertRule.id)))


def rule(rule_id: UUID) -> AlertRule:
    """One rule of this organisation; NotFound also for one that was removed."""
    found = find(AlertRule, rule_id)
    if found.retired_at is not None:
        raise NotFound()
    return found


def active(*kinds: str) -> list[AlertRule]:
    """The rules of these kinds that are not paused."""
    return [one for one in rules() if one.active and one.kind in kinds]


def looked_until(survey_id: UUID) -> datetime | None:
    """Until when the answers of a survey were looked at."""
    return db.session.scalar(select(AlertMark.looked_until).where(AlertMark.survey_id == survey_id))


def mark(survey_id: UUID) -> AlertMark | None:
    return db.session.scalar(select(AlertMark).where(AlertMark.survey_id == survey_id))


# --- answers --------------------------------------------------------------------------------------


def _identified() -> Any:
    """Identified answers that nobody looks after yet."""
    return (
        select(Response.id, Response.survey_id, Response.contact_id, Response.answered_at)
        .join(Survey, Survey.id == Response.survey_id)
        .outerjoin(Case, Case.response_id == Response.id)
        .where(Survey.mode == IDENTIFIED, Response.answered_at.is_not(None), Case.id.is_(None))
    )


def candidates(since: datetime, survey_id: UUID | None = None, limit: int | None = None) -> list[Candidate]:
    """Answers given since, the newest first; of one survey, or of all."""
    wanted = _identified().where(Response.answered_at >= since)
    if survey_id is not None:
        wanted = wanted.where(Response.survey_id == survey_id)
    rows = db.session.execute(wanted.order_by(Response.answered_at.desc(), Response.id).limit(limit))
    return [Candidate(*row) for row in rows]


def said(rows: Sequence[Candidate], kinds: Collection[str] = LOOKING) -> Iterator[Said]:
    """What these answers say, as rules of these kinds look at it; read a chunk at a time."""
    surveys = {row.id: row for row in _surveys({one.survey_id for one in rows})}
    asked = {survey_id: _Asked.of(survey, SCORE in kinds) for survey_id, survey in surveys.items()}
    stages = _stages()
    for start in range(0, len(rows), CHUNK):
        yield from _chunk(rows[start : start + CHUNK], asked, stages, WORDS in kinds)


Stages = Mapping[UUID | None, tuple[str, tuple[str, ...]]]
"""Stage -> its code, and those of stages that are the same one since the journey changed."""


def _stages() -> Stages:
    codes = {row_id: code for row_id, code in db.session.execute(select(Stage.id, Stage.code))}
    kin = lineage().known_as(codes)
    return {one: (code, kin.get(one, ())) for one, code in codes.items()}


def _surveys(ids: Collection[UUID]) -> Iterable[Survey]:
    return db.session.scalars(select(Survey).where(Survey.id.in_(ids), Survey.mode == IDENTIFIED))


@dataclass(frozen=True, slots=True)
class _Asked:
    """Of a survey: the scales of its questions about how good something was, and its questions for consent."""

    scales: dict[UUID, tuple[str, Scale]]
    consents: frozenset[UUID]

    @classmethod
    def of(cls, survey: Survey, scored: bool) -> _Asked:
        written = {question.id: question for question in document_of(survey.version).questions()}
        rows = list(survey.version.questions)
        scales = {
            row.id: (row.kind, scale)
            for row in rows
            if scored and row.kind in SCALES and not row.predicts
            if (scale := TYPES[row.kind].scale(written[str(row.identity)])) is not None
        }
        return cls(scales, frozenset(row.id for row in rows if row.kind == "consent"))


def _chunk(rows: Sequence[Candidate], asked: dict[UUID, _Asked], stages: Stages, written: bool) -> Iterator[Said]:
    ids = [one.response_id for one in rows]
    scores, consents = _numbers(ids, asked, stages)
    texts = _texts(ids, stages) if written else {}
    people = _people({one.contact_id for one in rows if one.contact_id})
    for one in rows:
        on_record, opted_out = people.get(one.contact_id, (None, False))
        agreed = may_ask_back(
            consents=consents.get(one.response_id, ()),
            asked=bool(asked[one.survey_id].consents),
            on_record=on_record,
            opted_out=opted_out,
        )
        mine = one.response_id
        yield Said(mine, one.contact_id, agreed, tuple(scores.get(mine, ())), tuple(texts.get(mine, ())))


def _numbers(
    ids: Sequence[UUID], asked: dict[UUID, _Asked], stages: Stages
) -> tuple[dict[UUID, list[Scored]], dict[UUID, list[str]]]:
    """Answer -> its scores, and what was ticked where consent was asked for: one read."""
    scales = {question: scale for one in asked.values() for question, scale in one.scales.items()}
    boxes = {question for one in asked.values() for question in one.consents}
    wanted = select(Answer.response_id, Answer.question_id, Answer.stage_id, Answer.number, Answer.choice)
    scores: dict[UUID, list[Scored]] = {}
    consents: dict[UUID, list[str]] = {}
    asking = wanted.where(Answer.response_id.in_(ids), Answer.question_id.in_([*scales, *boxes]))
    for response_id, question_id, stage_id, number, choice in db.session.execute(asking):
        if question_id in boxes:
            consents.setdefault(response_id, []).append(choice or "")
        elif number is not None:
            kind, scale = scales[question_id]
            stands = standing(number, scale.low, scale.high, scale.higher_is_better)
            scores.setdefault(response_id, []).append(Scored(kind, stands, *stages.get(stage_id, (None,))))
    return scores, consents


def _texts(ids: Sequence[UUID], stages: Stages) -> dict[UUID, list[Wrote]]:
    wanted = select(AnswerText.response_id, AnswerText.stage_id, AnswerText.text)
    found: dict[UUID, list[Wrote]] = {}
    for response_id, stage_id, text in db.session.execute(wanted.where(AnswerText.response_id.in_(ids))):
        found.setdefault(response_id, []).append(Wrote(text, *stages.get(stage_id, (None,))))
    return found


def _people(ids: Collection[UUID]) -> dict[UUID | None, tuple[bool | None, bool]]:
    """Contact -> whether they agreed to be written to, and whether they took it back."""
    wanted = select(Contact.id, Contact.consent, Contact.opted_out_at).where(Contact.id.in_(ids))
    return {row[0]: (row[1], row[2] is not None) for row in db.session.execute(wanted)}


# --- what fits ------------------------------------------------------------------------------------


def with_theme(rule: Rule, since: datetime, limit: int | None = None) -> list[Candidate]:
    """Answers given since whose words a run found the rule's theme in; only negative ones where it says so."""
    wanted = (
        _identified()
        .join(Comment, Comment.response_id == Response.id)
        .join(Mention, Mention.comment_id == Comment.id)
        .join(MentionTheme, MentionTheme.mention_id == Mention.id)
        .join(Theme, Theme.id == MentionTheme.theme_id)
        .where(Theme.code == rule.wanted["theme"], Response.answered_at >= since)
    )
    if rule.wanted["negative"]:
        wanted = wanted.where(Mention.sentiment == "neg")
    if rule.stage_code:
        same = [rule.stage_code, *(code for code, kin in _stages().values() if rule.stage_code in kin)]
        wanted = wanted.join(Stage, Stage.id == placing.stage()).where(Stage.code.in_(same))
    rows = db.session.execute(wanted.distinct().order_by(Response.answered_at.desc(), Response.id).limit(limit))
    return [Candidate(*row) for row in rows]


def found_by(rule: Rule, since: datetime) -> list[Said]:
    """What the rule would have found since, whether or not the people may be asked back; reads `LOOK_AT_MOST`."""
    if rule.kind == THEME:
        return list(said(with_theme(rule, since, LOOK_AT_MOST), (THEME,)))
    return [one for one in said(candidates(since, limit=LOOK_AT_MOST), (rule.kind,)) if fits(rule, one)]


def how_many(since: datetime) -> int:
    """How many answers without a case were given since."""
    return (
        db.session.scalar(
            select(func.count()).select_from(_identified().where(Response.answered_at >= since).subquery())
        )
        or 0
    )
