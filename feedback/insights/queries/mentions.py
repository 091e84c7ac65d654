"""Sentences with what stands beside them: the only place that reads texts back. Disclosure decides which.

Of a protected survey only sentences of a group are read whose question enough people of it answered in words, as its
release decided; their order is that of random ids, and they carry their wave instead of a date.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, func, select

from feedback.analysis.disclosure import Hidden
from feedback.db import db
from feedback.evidence.models import Evidence
from feedback.insights.models import Comment, Mention, MentionTheme
from feedback.insights.queries import placing
from feedback.insights.queries.questions import Commentable, commentable
from feedback.insights.queries.readable import Protected, protected, readable
from feedback.insights.queries.searching import Order, Readable, Search, chosen, ordered
from feedback.insights.rules import EVERYWHERE, Place
from feedback.surveys.models import AnswerText, Response, Wave


@dataclass(frozen=True, slots=True)
class Sentence:
    """A mention in its comment: `text[start:end]` is the part that matters.

    `month` is the first day of the month it was said in; of a protected survey it is empty and `wave` says when.
    `suggested`: the analysis, not the person, placed it at the stage. `source` is the name of evidence's source and
    what its file had asked, or the titles of the questionnaire.
    """

    id: UUID
    text: str
    start: int
    end: int
    lang: str
    sentiment: str
    score: float
    group_id: UUID
    stage_id: UUID | None
    suggested: bool
    themes: tuple[UUID, ...]
    source: str | Mapping[str, str]
    question: Mapping[str, str] | None = None
    version: int | None = None
    month: date | None = None
    wave: Mapping[str, str] | None = None
    response_id: UUID | None = None
    """The answer it stands in, where that may be followed up: never of a protected survey."""

    @property
    def words(self) -> str:
        """The sentence alone."""
        return self.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Sentences:
    """Some of the sentences found, how many may be read in all, and the groups whose words are kept back, with why."""

    found: tuple[Sentence, ...]
    total: int
    hidden: Mapping[UUID, Hidden] = field(default_factory=dict)


def mentions_of(
    theme_ids: Collection[UUID] | None,
    *,
    place: Place = EVERYWHERE,
    group_id: UUID | None = None,
    sentiment: str | None = None,
    answering: tuple[UUID, UUID] | None = None,
    order: Order = "fixed",
    offset: int = 0,
    limit: int = 20,
    per_group: int | None = None,
) -> Sentences:
    """Sentences that carry one of the themes (None: any or none), in an order that says nothing about who wrote first.

    `place`: a stage, None for those without one, EVERYWHERE. `sentiment`: neg, neu or pos alone. `answering`: a survey
    and a question of it. `order`: "fixed", or "strongest", which puts sentences of a readable length with the clearest
    feeling first. `per_group`: at most so many of each group. The number of reads does not depend on the sentences.
    """
    hushed = protected()
    search = Search(theme_ids, place, group_id, sentiment, answering)
    allowed = readable(hushed) if hushed else None
    total = db.session.scalar(search.count(allowed)) or 0
    ids = chosen(search, allowed, order, per_group, offset, limit)
    rows = db.session.execute(_whole().where(Mention.id.in_(ids)).order_by(*ordered(order))).all() if total else []
    return Sentences(_sentences(rows, hushed), total, _kept_back(search, allowed, hushed))


def sentences_with(mention_ids: Collection[UUID]) -> tuple[Sentence, ...]:
    """These sentences, in their order, as far as their words may be read."""
    hushed = protected()
    wanted = _whole().where(Mention.id.in_(mention_ids))
    rows = db.session.execute(wanted.where(readable(hushed)) if hushed else wanted).all()
    found = {one.id: one for one in _sentences(rows, hushed)}
    return tuple(found[mention_id] for mention_id in mention_ids if mention_id in found)


def _kept_back(search: Search, allowed: Readable, hushed: Mapping[UUID, Protected]) -> dict[UUID, Hidden]:
    """Groups of which sentences were found that may not be read."""
    if allowed is None:
        return {}
    kept = search.all(None, Comment.group_id, Comment.survey_id).where(Comment.survey_id.in_(list(hushed)), ~allowed)
    rows = db.session.execute(kept.distinct())
    needed: dict[UUID, int] = {}
    for group_id, survey_id in rows:
        assert survey_id is not None
        needed[group_id] = max(needed.get(group_id, 0), hushed[survey_id].k_comments)
    return {group_id: Hidden("too_few", k) for group_id, k in needed.items()}


def _whole() -> Select[Any]:
    """Mentions with their comment, its text and where it was written."""
    return sources(select(Mention, Comment, *columns()).join(Comment, Comment.id == Mention.comment_id))


def columns() -> tuple[Any, ...]:
    """What stands beside a comment: its stage, its text, where and when it was written."""
    return (
        placing.stage().label("stage_id"),
        placing.is_suggested().label("suggested"),
        func.coalesce(AnswerText.text, Evidence.text).label("text"),
        Evidence.source,
        Evidence.question.label("asked"),
        Evidence.dated,
        Response.answered_at,
        Wave.name.label("wave"),
    )


def sources(statement: Select[Any]) -> Select[Any]:
    """Comments with the tables that `columns` stand in."""
    return (
        statement.outerjoin(Evidence, Evidence.id == Comment.evidence_id)
        .outerjoin(
            AnswerText,
            and_(
                AnswerText.response_id == Comment.response_id,
                AnswerText.question_id == Comment.question_id,
                AnswerText.position == Comment.position,
            ),
        )
        .outerjoin(Response, Response.id == Comment.response_id)
        .outerjoin(Wave, Wave.id == Comment.wave_id)
    )


def _sentences(rows: Any, hushed: Mapping[UUID, Protected]) -> tuple[Sentence, ...]:
    questions = commentable()
    themes = themes_of([row.Mention.id for row in rows])
    return tuple(_sentence(row, themes, questions, hushed) for row in rows)


def themes_of(mention_ids: Collection[UUID]) -> dict[UUID, tuple[UUID, ...]]:
    """Mention -> its themes, the strongest first."""
    rows = db.session.execute(
        select(MentionTheme.mention_id, MentionTheme.theme_id)
        .where(MentionTheme.mention_id.in_(mention_ids))
        .order_by(MentionTheme.strength.desc(), MentionTheme.theme_id)
    )
    found: dict[UUID, tuple[UUID, ...]] = {}
    for mention_id, theme_id in rows:
        found[mention_id] = (*found.get(mention_id, ()), theme_id)
    return found


def _sentence(
    row: Any,
    themes: Mapping[UUID, tuple[UUID, ...]],
    questions: Mapping[UUID, Commentable],
    hushed: Mapping[UUID, Protected],
) -> Sentence:
    mention, comment = row.Mention, row.Comment
    return Sentence(
        id=mention.id,
        text=row.text,
        start=mention.start,
        end=mention.end,
        lang=comment.lang,
        sentiment=mention.sentiment,
        score=mention.score,
        group_id=comment.group_id,
        stage_id=row.stage_id,
        suggested=bool(row.suggested),
        themes=themes.get(mention.id, ()),
        **origin(row, questions, hushed),
    )


def origin(row: Any, questions: Mapping[UUID, Commentable], hushed: Mapping[UUID, Protected]) -> dict[str, Any]:
    """Where and when a comment was written, as the fields of `Sentence` say it; of a protected survey no day."""
    comment = row.Comment
    question = questions.get(comment.question_id)
    hush = comment.survey_id in hushed
    said = None if hush else row.dated or (row.answered_at.date() if row.answered_at else None)
    return {
        "source": question.title if question else ": ".join(filter(None, (row.source, row.asked))),
        "question": question.text if question else None,
        "version": question.version if question else None,
        "month": said.replace(day=1) if said else None,
        "wave": row.wave if hush else None,
        "response_id": None if hush else comment.response_id,
    }
