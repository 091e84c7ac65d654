"""Sentences with what stands beside them: the only place that reads texts back. Disclosure decides which.

Of a protected survey only sentences of a group are read whose question enough people of it answered in words, as its
release decided; their order is that of random ids, and they carry their wave instead of a date.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, false, func, or_, select, tuple_

from feedback.analysis.disclosure import Hidden
from feedback.db import db
from feedback.disclosure import queries as releases
from feedback.disclosure.rules import SHOWN
from feedback.evidence.models import Evidence
from feedback.insights.models import Comment, Mention, MentionTheme
from feedback.insights.queries import placing
from feedback.insights.queries.questions import Commentable, commentable
from feedback.insights.rules import EVERYWHERE, Place
from feedback.surveys.models import AnswerText, Response, Survey, Wave
from feedback.surveys.rules import IDENTIFIED

Order = Literal["fixed", "strongest"]
COMMENTS = "comments"
"""Kind of figure in a release that decides about sentences."""
POOL = 4_000
"""Mentions of which the strongest are chosen; a theme with more of them is read in a sample that chance drew."""
READABLE = (20, 200)
"""Characters of a sentence that is long enough to say something and short enough to be read at a glance."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A mention in its comment: `text[start:end]` is the part that matters.

    `month` is the first day of the month it was said in; of a protected survey it is empty and `wave` says when.
    `suggested`: the analysis, not the person, placed it at the stage. `source` is the name of evidence's source, or
    the titles of the questionnaire.
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
    order: Order = "fixed",
    offset: int = 0,
    limit: int = 20,
    per_group: int | None = None,
) -> Sentences:
    """Sentences that carry one of the themes (None: any or none), in an order that says nothing about who wrote first.

    `place`: a stage, None for those without one, EVERYWHERE. `sentiment`: neg, neu or pos alone. `order`: "fixed", or
    "strongest", which puts sentences of a readable length with the clearest feeling first. `per_group`: at most so
    many of each group. The number of reads does not depend on the sentences.
    """
    protected = _protected()
    asked = _Asked(theme_ids, place, group_id, sentiment)
    readable = _readable(protected) if protected else None
    total = db.session.scalar(asked.count(readable)) or 0
    chosen = _chosen(asked, readable, order, per_group, offset, limit)
    rows = db.session.execute(_whole().where(Mention.id.in_(chosen)).order_by(*_by(order))).all() if total else []
    return Sentences(_sentences(rows, protected), total, _kept_back(asked, readable, protected))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is looked for. Statements join no more than they need: there may be a hundred thousand mentions."""

    theme_ids: Collection[UUID] | None
    place: Place
    group_id: UUID | None
    sentiment: str | None

    def count(self, readable: ColumnElement[bool] | None) -> Select[Any]:
        """How many there are."""
        return self._from(select(func.count()), comments=readable is not None or self._asks_comments, readable=readable)

    def all(self, readable: ColumnElement[bool] | None, *columns: Any) -> Select[Any]:
        """These columns of every mention with its comment."""
        return self._from(select(*columns), comments=True, readable=readable, mentions=True)

    @property
    def _asks_comments(self) -> bool:
        return self.place != EVERYWHERE or self.group_id is not None

    def _from(
        self, statement: Select[Any], *, comments: bool, readable: ColumnElement[bool] | None, mentions: bool = False
    ) -> Select[Any]:
        found = self._themed(statement, mentions or comments or self.sentiment is not None)
        if comments:
            found = found.join(Comment, Comment.id == Mention.comment_id).where(*placing.at(self.place))
        if self.group_id is not None:
            found = found.where(Comment.group_id == self.group_id)
        if self.sentiment is not None:
            found = found.where(Mention.sentiment == self.sentiment)
        return found if readable is None else found.where(readable)

    def _themed(self, statement: Select[Any], mentions: bool) -> Select[Any]:
        """One theme is walked along its index; of several a mention may carry more than one, and counts once."""
        if self.theme_ids is not None and len(self.theme_ids) == 1:
            found = statement.select_from(MentionTheme).where(MentionTheme.theme_id.in_(self.theme_ids))
            return found.join(Mention, Mention.id == MentionTheme.mention_id) if mentions else found
        found = statement.select_from(Mention)
        if self.theme_ids is None:
            return found
        return found.where(
            Mention.id.in_(select(MentionTheme.mention_id).where(MentionTheme.theme_id.in_(self.theme_ids)))
        )

    @property
    def place_in_order(self) -> Any:
        """The column to walk along in the fixed order."""
        return MentionTheme.mention_id if self.theme_ids is not None and len(self.theme_ids) == 1 else Mention.id


def _by(order: Order) -> tuple[Any, ...]:
    return (Mention.id,) if order == "fixed" else _clearest(Mention)


def _clearest(columns: Any) -> tuple[Any, ...]:
    unreadable = case(((columns.end - columns.start).between(*READABLE), 0), else_=1)
    return unreadable, func.abs(columns.score).desc(), columns.id


def _chosen(
    asked: _Asked,
    readable: ColumnElement[bool] | None,
    order: Order,
    per_group: int | None,
    offset: int,
    limit: int,
) -> list[UUID]:
    """Ids of the sentences of one page, so that texts are read for these alone.

    The strongest are looked for among the first POOL in the fixed order, which is as good as drawing lots.
    """
    columns = (Mention.id, Mention.start, Mention.end, Mention.score, Comment.group_id)
    walked = asked.all(readable, *columns).order_by(asked.place_in_order)
    if order == "fixed" and per_group is None:
        return list(db.session.scalars(walked.offset(offset).limit(limit)))
    pool = walked.limit(POOL).subquery()
    by = (pool.c.id,) if order == "fixed" else _clearest(pool.c)
    if per_group is None:
        return list(db.session.scalars(select(pool.c.id).order_by(*by).offset(offset).limit(limit)))
    number = func.row_number().over(partition_by=pool.c.group_id, order_by=by).label("number")
    numbered = select(pool.c.id, number).subquery()
    return list(db.session.scalars(select(numbered.c.id).where(numbered.c.number <= per_group).limit(limit)))


@dataclass(frozen=True, slots=True)
class _Protected:
    """A survey whose sentences need many who wrote."""

    k_comments: int
    readable: frozenset[tuple[UUID, UUID, UUID]]
    """(survey, question, group)."""


def _protected() -> dict[UUID, _Protected]:
    surveys = db.session.execute(
        select(Survey.id, Survey.k_comments, Survey.release_id).where(Survey.mode != IDENTIFIED)
    ).all()
    if not surveys:
        return {}
    cells = releases.cells([row.release_id for row in surveys if row.release_id])
    questions: dict[str, list[UUID]] = {}
    for one in commentable().values():
        questions.setdefault(str(one.identity), []).append(one.id)
    return {
        row.id: _Protected(row.k_comments, _shown(row.id, cells.get(row.release_id, {}), questions)) for row in surveys
    }


def _shown(
    survey_id: UUID, cells: Mapping[str, Any], questions: Mapping[str, list[UUID]]
) -> frozenset[tuple[UUID, UUID, UUID]]:
    return frozenset(
        (survey_id, question_id, UUID(group))
        for identity, decided in cells.get(COMMENTS, {}).items()
        for group, word in decided.items()
        if group and word == SHOWN
        for question_id in questions.get(identity, ())
    )


def _readable(protected: Mapping[UUID, _Protected]) -> ColumnElement[bool]:
    """Comments whose words may be read: everything that is not protected, and of that what its release shows."""
    free = or_(Comment.survey_id.is_(None), Comment.survey_id.not_in(list(protected)))
    allowed = [cell for one in protected.values() for cell in one.readable]
    cell = tuple_(Comment.survey_id, Comment.question_id, Comment.group_id)
    return or_(free, cell.in_(allowed) if allowed else false())


def _kept_back(
    asked: _Asked, readable: ColumnElement[bool] | None, protected: Mapping[UUID, _Protected]
) -> dict[UUID, Hidden]:
    """Groups of which sentences were found that may not be read."""
    if readable is None:
        return {}
    kept = asked.all(None, Comment.group_id, Comment.survey_id).where(Comment.survey_id.in_(list(protected)), ~readable)
    rows = db.session.execute(kept.distinct())
    needed: dict[UUID, int] = {}
    for group_id, survey_id in rows:
        assert survey_id is not None
        needed[group_id] = max(needed.get(group_id, 0), protected[survey_id].k_comments)
    return {group_id: Hidden("too_few", k) for group_id, k in needed.items()}


def _whole() -> Select[Any]:
    """Mentions with their comment, its text and where it was written."""
    return (
        select(
            Mention,
            Comment,
            placing.stage().label("stage_id"),
            placing.is_suggested().label("suggested"),
            func.coalesce(AnswerText.text, Evidence.text).label("text"),
            Evidence.source,
            Evidence.dated,
            Response.answered_at,
            Wave.name.label("wave"),
        )
        .join(Comment, Comment.id == Mention.comment_id)
        .outerjoin(Evidence, Evidence.id == Comment.evidence_id)
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


def _sentences(rows: Any, protected: Mapping[UUID, _Protected]) -> tuple[Sentence, ...]:
    questions = commentable()
    themes = _themes_of([row.Mention.id for row in rows])
    return tuple(_sentence(row, themes, questions, protected) for row in rows)


def _themes_of(mention_ids: Collection[UUID]) -> dict[UUID, tuple[UUID, ...]]:
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
    protected: Mapping[UUID, _Protected],
) -> Sentence:
    mention, comment = row.Mention, row.Comment
    question = questions.get(comment.question_id)
    hush = comment.survey_id in protected
    said = None if hush else row.dated or (row.answered_at.date() if row.answered_at else None)
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
        source=question.title if question else row.source or "",
        question=question.text if question else None,
        version=question.version if question else None,
        month=said.replace(day=1) if said else None,
        wave=row.wave if hush else None,
        response_id=None if hush else comment.response_id,
    )
