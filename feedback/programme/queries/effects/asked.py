"""Who asked a group what at which stage, and what was said of it so far, by the window it counts in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, select

from feedback.analysis.disclosure import Hidden
from feedback.analysis.effect_checks import Sample
from feedback.db import db
from feedback.journeys.queries.lineage import lineage, standing
from feedback.programme.rules.effects import YESNO, Window, Windows
from feedback.surveys.models import Question, Survey, SurveyGroup
from feedback.surveys.queries import stage_rows
from feedback.surveys.queries.counting import Line
from feedback.surveys.queries.outcomes import Launched
from feedback.surveys.rules import IDENTIFIED, is_open

WINDOWS = ("chosen", "fresh", "after")
YES = Line(YESNO, 1.0, 0.0)
"""Yes is 1 and no is 0."""
Known = Mapping[UUID, Mapping[UUID, Line]]
"""Version -> question -> its answers as numbers."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question that one survey asked the group, at the stage where it counts today."""

    survey: Launched
    opened_at: datetime
    ended_at: datetime | None
    version_id: UUID
    question_id: UUID
    identity: UUID
    kind: str
    stage_id: UUID

    @property
    def dated(self) -> bool:
        """Whether each answer is known with its day."""
        return self.survey.mode == IDENTIFIED

    def window(self, windows: Windows) -> str | None:
        """The window that the whole survey lies in."""
        return next((name for name, one in named(windows).items() if one.holds(self.opened_at, self.ended_at)), None)


@dataclass(slots=True)
class Sums:
    """What was found so far."""

    said: dict[tuple[UUID, str], Sample] = field(default_factory=lambda: defaultdict(Sample))
    hidden: dict[str, list[Hidden]] = field(default_factory=lambda: defaultdict(list))
    left_out: set[UUID] = field(default_factory=set)

    def add(self, stage_id: UUID, window: str, sample: Sample) -> None:
        self.said[(stage_id, window)] += sample


def named(windows: Windows) -> Mapping[str, Window]:
    """The windows by name, without those that hold nothing."""
    held = {name: getattr(windows, name) for name in WINDOWS}
    return {name: one for name, one in held.items() if not one.empty}


def by_stage(rows: Iterable[Asked]) -> dict[UUID, list[Asked]]:
    found: dict[UUID, list[Asked]] = defaultdict(list)
    for one in rows:
        found[one.stage_id].append(one)
    return found


def asked(group_id: UUID, moment: datetime, wanted: Any) -> Sequence[Asked]:
    """What a group was asked about its own life, the oldest survey first: one read. `wanted` is about `Question`."""
    stage = func.coalesce(Question.stage_id, Survey.stage_id)
    run = (Survey.opened_at, Survey.closed_at, Survey.closes_on, Survey.version_id)
    rows: Any = db.session.execute(
        select(Question.id, Question.identity, Question.kind, standing(stage, lineage()), *run, *stage_rows.LAUNCH)
        .join(Survey, Survey.version_id == Question.version_id)
        .join(SurveyGroup, and_(SurveyGroup.survey_id == Survey.id, SurveyGroup.group_id == group_id))
        .where(stage.is_not(None), Survey.stage_id.is_(None) | (stage == Survey.stage_id))
        .where(Question.predicts.is_(False), wanted)
        .order_by(Survey.opened_at, Survey.id, Question.position)
    )
    return [
        Asked(
            stage_rows.launched(*launch), opened, _ended(closed, closes, moment), version, question, same, kind, place
        )
        for question, same, kind, place, opened, closed, closes, version, *launch in rows
    ]


def _ended(closed_at: datetime | None, closes_on: Any, moment: datetime) -> datetime | None:
    """When a survey took its last answer; None while it takes any."""
    if closed_at is not None or is_open(closes_on=closes_on, closed_at=closed_at, today=moment.date()):
        return closed_at
    return datetime.combine(closes_on + timedelta(days=1), time.min, moment.tzinfo)
