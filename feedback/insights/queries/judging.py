"""Who judged what and who raised what, person by person: what drivers, effects and distances are computed from.

Read by the job, never by a page. Only people whose figures may be shown count, by the same decision as on the pages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import case, func, or_, select

from feedback.analysis.disclosure import Shown
from feedback.db import db
from feedback.evidence.models import Evidence
from feedback.insights.models import Comment, Mention, MentionTheme, Theme
from feedback.insights.numbers import Judged, Spoken
from feedback.insights.queries import periods, placing, themes
from feedback.insights.queries.figures import voices
from feedback.insights.queries.moments import lived_scores
from feedback.insights.rules import EVERYWHERE
from feedback.insights.voices import Voices
from feedback.stakeholders.models import StakeholderGroup
from feedback.surveys.models import Survey
from feedback.surveys.rules import IDENTIFIED

Scores = dict[UUID, float]


def judged() -> dict[UUID, Judged]:
    """Group -> scores of its people by stage, and their overall verdict, in surveys that may be looked at."""
    found: dict[UUID, Judged] = {}
    for group_id in db.session.scalars(_groups()):
        lived = lived_scores([group_id])
        if lived.outcome and lived.stages:
            found[group_id] = Judged(lived.stages, lived.outcome, lived.k)
    return found


def spoken() -> dict[UUID, Spoken]:
    """Group -> what its people raised, and the score of those who gave one."""
    said, told = voices(), _telling()
    raised, thresholds = _raised(said, told)
    scores = _ratings()
    found: dict[UUID, Spoken] = {}
    for group_id in db.session.scalars(_groups()):
        lived = lived_scores([group_id])
        people = raised.get(group_id, {})
        given = {**scores.get(group_id, {}), **_means([lived.outcome, *lived.stages.values()])}
        wrote = {person: given[person] for person in people if person in given}
        shown = frozenset(
            theme
            for theme in told
            if isinstance(people_of := said.said(theme, EVERYWHERE, group_id).people, Shown) and people_of.value
        )
        found[group_id] = Spoken(
            people, wrote, shown, max(lived.k if lived.outcome else 1, thresholds.get(group_id, 1))
        )
    return found


def changes() -> list[dict[str, Any]]:
    """Themes that say what it is about and that a group raises more, or less, than before."""
    return periods.changes(sorted(_telling(), key=str), list(db.session.scalars(_groups())))


def _groups() -> Any:
    return (
        select(StakeholderGroup.id)
        .where(StakeholderGroup.archived_at.is_(None))
        .order_by(StakeholderGroup.position, StakeholderGroup.id)
    )


def _telling() -> frozenset[UUID]:
    """Themes that say what it is about: "it was fine" goes together with every score and explains none."""
    book = themes.codebook().by_id
    rows = db.session.execute(select(Theme.id, Theme.code).where(Theme.state == "active"))
    return frozenset(theme_id for theme_id, code in rows if code not in book or book[code].actionable)


def _raised(said: Voices, told: frozenset[UUID]) -> tuple[dict[UUID, dict[UUID, dict[UUID, int]]], dict[UUID, int]]:
    """Group -> person -> theme -> times, everybody who wrote; and the strictest threshold of a group's writers."""
    hushed = case((Survey.mode != IDENTIFIED, Survey.id))
    person = placing.person()
    wrote = db.session.execute(
        select(Comment.group_id, person, hushed, func.coalesce(func.max(Survey.k_scores), 1))
        .outerjoin(Survey, Survey.id == Comment.survey_id)
        .where(Comment.non_answer.is_(False))
        .group_by(Comment.group_id, person, hushed)
    )
    people: dict[UUID, dict[UUID, dict[UUID, int]]] = defaultdict(dict)
    thresholds: dict[UUID, int] = {}
    for group_id, who, survey, k in wrote:
        people[group_id][who] = {}
        if survey is not None:
            thresholds[group_id] = max(k, thresholds.get(group_id, 1))
    for group_id, who, survey, theme, times in db.session.execute(_mentions(person, hushed)):
        if theme in told and (survey is None or said.counts(survey, theme, EVERYWHERE, group_id)):
            people[group_id].setdefault(who, {})[theme] = times
    return dict(people), thresholds


def _mentions(person: Any, hushed: Any) -> Any:
    cell = (Comment.group_id, person, hushed, MentionTheme.theme_id)
    return (
        select(*cell, func.count())
        .join(Mention, Mention.id == MentionTheme.mention_id)
        .join(Comment, Comment.id == Mention.comment_id)
        .outerjoin(Survey, Survey.id == Comment.survey_id)
        .where(or_(Comment.survey_id.is_(None), Survey.id.is_not(None)))
        .group_by(*cell)
    )


def _ratings() -> dict[UUID, Scores]:
    """Group -> person of evidence -> the mean of their ratings, 1 to 5."""
    person = func.coalesce(Evidence.person_id, Evidence.id)
    rows = db.session.execute(
        select(Evidence.group_id, person, func.avg(Evidence.rating))
        .where(Evidence.rating.is_not(None))
        .group_by(Evidence.group_id, person)
    )
    found: dict[UUID, Scores] = defaultdict(dict)
    for group_id, who, rating in rows:
        found[group_id][who] = float(rating)
    return dict(found)


def _means(parts: list[Mapping[UUID, float]]) -> Scores:
    """Each person's mean over everything they judged."""
    sums: dict[UUID, list[float]] = defaultdict(list)
    for part in parts:
        for person, score in part.items():
            sums[person].append(score)
    return {person: sum(values) / len(values) for person, values in sums.items()}
