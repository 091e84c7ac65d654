"""Comments and mentions counted by the database: what the tally of voices is written from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import Select, case, distinct, func, null, select

from feedback.db import db
from feedback.evidence.models import Evidence
from feedback.insights.models import Comment, Mention, MentionTheme
from feedback.insights.queries import placing
from feedback.journeys.queries.lineage import standing
from feedback.surveys.models import Survey
from feedback.surveys.rules import IDENTIFIED

Row = dict[str, Any]
_CELL = ("theme_id", "stage_id", "all_stages", "group_id", "survey_id")


def counted() -> list[Row]:
    """The tally of today: one mapping per row of `VoiceTally`, without its owner. Five reads."""
    thresholds = _thresholds()
    rows: dict[tuple[Any, ...], Row] = defaultdict(dict)
    for cell, values in _counts():
        rows[cell] |= values
    return [
        {**dict(zip(_CELL, cell, strict=True)), "k": thresholds.get(cell[-1], 1), **_ZERO, **values}
        for cell, values in rows.items()
    ]


_ZERO: Row = {
    "people": 0,
    "unhappy": 0,
    "suggested": 0,
    "mentions": 0,
    "negative": 0,
    "positive": 0,
    "rated": 0,
    "ratings": 0.0,
    "rating_squares": 0.0,
}
_PEOPLE = ("people", "unhappy", "suggested")
_MENTIONS = ("mentions", "negative", "positive")
_RATINGS = ("rated", "ratings", "rating_squares")


def _counts() -> Iterator[tuple[tuple[Any, ...], Row]]:
    for everywhere in (False, True):
        yield from _read(_of_themes(everywhere), everywhere, (*_PEOPLE, *_MENTIONS))
        yield from _read(_of_comments(everywhere), everywhere, _PEOPLE)
    yield from _read(_of_evidence(), False, _RATINGS)


def _read(statement: Select[Any], everywhere: bool, names: tuple[str, ...]) -> Iterator[tuple[tuple[Any, ...], Row]]:
    for theme, stage_id, group_id, survey_id, *values in db.session.execute(statement):
        yield (theme, stage_id, everywhere, group_id, survey_id), dict(zip(names, values, strict=True))


def _place(everywhere: bool) -> Any:
    """Where a comment counts; of a protected survey where it was collected: about each such stage is decided alone."""
    return null() if everywhere else case((Survey.mode != IDENTIFIED, placing.given()), else_=placing.stage())


def _people(negative: Any) -> tuple[Any, ...]:
    person = placing.person()
    return (
        func.count(distinct(person)),
        func.count(distinct(case((negative, person)))),
        func.count(distinct(case((placing.is_suggested(), person)))),
    )


def _protected() -> Any:
    return case((Survey.mode != IDENTIFIED, Survey.id))


def _of_themes(everywhere: bool) -> Select[Any]:
    negative, positive = Mention.sentiment == "neg", Mention.sentiment == "pos"
    cell = (MentionTheme.theme_id, _place(everywhere).label("stage"), Comment.group_id, _protected().label("survey"))
    sums = (func.count(), func.sum(case((negative, 1), else_=0)), func.sum(case((positive, 1), else_=0)))
    return (
        select(*cell, *_people(negative), *sums)
        .join(Mention, Mention.id == MentionTheme.mention_id)
        .join(Comment, Comment.id == Mention.comment_id)
        .outerjoin(Survey, Survey.id == Comment.survey_id)
        .group_by(MentionTheme.theme_id, "stage", Comment.group_id, "survey")
    )


def _of_comments(everywhere: bool) -> Select[Any]:
    cell = (null(), _place(everywhere).label("stage"), Comment.group_id, _protected().label("survey"))
    return (
        select(*cell, *_people(Comment.sentiment == "neg"))
        .select_from(Comment)
        .outerjoin(Survey, Survey.id == Comment.survey_id)
        .group_by("stage", Comment.group_id, "survey")
    )


def _of_evidence() -> Select[Any]:
    """Ratings of evidence, analysed or not, at the stage it counts at: each person once, by the mean of theirs.

    Several texts of a person may show the same rating: it is one.
    """
    stage = standing(func.coalesce(Evidence.stage_id, placing.suggested_stage())).label("stage")
    person = func.coalesce(Evidence.person_id, Evidence.id).label("person")
    given = (
        select(stage, Evidence.group_id, person, Evidence.rated, Evidence.rating)
        .select_from(Evidence)
        .outerjoin(Comment, Comment.evidence_id == Evidence.id)
        .where(Evidence.rating.is_not(None))
        .distinct()
        .subquery()
    )
    cell = (given.c.stage, given.c.group_id)
    people = select(*cell, func.avg(given.c.rating).label("rating")).group_by(*cell, given.c.person).subquery()
    sums: tuple[Any, ...] = (func.count(), func.sum(people.c.rating), func.sum(people.c.rating * people.c.rating))
    return select(null(), people.c.stage, people.c.group_id, null(), *sums).group_by(people.c.stage, people.c.group_id)


def _thresholds() -> dict[UUID | None, int]:
    rows = db.session.execute(select(Survey.id, Survey.k_scores).where(Survey.mode != IDENTIFIED))
    return {survey_id: k for survey_id, k in rows}
