"""What is known of each stage where moments are decided, and the moments there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import numpy as np
from sqlalchemy import or_, select

from feedback.analysis.disclosure import Shown
from feedback.analysis.drivers import Association, association
from feedback.analysis.moments import Moment, StageFacts, moments
from feedback.analysis.statistics import SCORE_KINDS, Estimate, mean_interval
from feedback.db import db
from feedback.insights.models import JourneyMoment
from feedback.insights.queries.figures import voices
from feedback.insights.rules import EVERYWHERE, lived_by
from feedback.insights.voices import Voices
from feedback.journeys import queries as journeys
from feedback.journeys.models import Stage
from feedback.journeys.queries.lineage import lineage
from feedback.journeys.rules.lineage import Lineage
from feedback.stakeholders.models import StakeholderGroup
from feedback.surveys.models import Answer, Response, Survey
from feedback.surveys.queries import counting, results
from feedback.surveys.rules import IDENTIFIED

ENDS = (1.0, 5.0)
Points = dict[UUID, float]
"""Response -> mean of its answers on 1 to 5."""


def declared_and_computed() -> dict[UUID, list[JourneyMoment]]:
    """Stage -> its moments: of truth, of pain, silent; declared ones first."""
    rows = db.session.scalars(select(JourneyMoment).order_by(JourneyMoment.kind.desc(), JourneyMoment.source.desc()))
    found, known = defaultdict[UUID, list[JourneyMoment]](list), lineage()
    for row in rows:
        for stage in known.heirs(row.stage_id):
            found[stage].append(row)
    return dict(found)


def of_truth() -> frozenset[UUID]:
    """Stages that are a moment of truth, computed or declared."""
    rows, known = db.session.scalars(select(JourneyMoment.stage_id).where(JourneyMoment.kind == "truth")), lineage()
    return frozenset(place for stage in rows for place in (stage, *known.heirs(stage)))


def computed() -> list[tuple[UUID, Moment]]:
    """The moments that answers and comments of today show, in the order of the journey."""
    stages = journeys.stages()
    facts = stage_facts(stages)
    ids = {stage.code: stage.id for stage in stages}
    return [(ids[moment.stage], moment) for moment in moments(facts)]


def stage_facts(stages: Collection[Stage]) -> list[StageFacts]:
    """What is known of each stage from those whose life it is: customers, or everybody where there are none."""
    groups = lived_by({group_id: kind for group_id, kind in db.session.execute(_kinds())})
    said, gave_up, lived = voices(), results.gave_up_thought(), lived_scores(groups)
    drawn = any(stage.touchpoints for stage in stages)
    return [_facts(stage, groups, said, gave_up, lived, drawn) for stage in stages]


def _kinds() -> Any:
    return select(StakeholderGroup.id, StakeholderGroup.kind).where(StakeholderGroup.archived_at.is_(None))


@dataclass(frozen=True, slots=True)
class Lived:
    """Scores of one response each: per stage, and the overall outcome; `k` of the strictest survey among them."""

    stages: Mapping[UUID, Points]
    outcome: Points
    k: int

    def driver(self, stage_id: UUID) -> Association | None:
        scores = self.stages.get(stage_id, {})
        both = sorted(scores.keys() & self.outcome.keys())
        return association([scores[one] for one in both], [self.outcome[one] for one in both])

    def score(self, stage_id: UUID) -> Estimate | None:
        """The mean over people, 1..5, with its interval."""
        scores = list(self.stages.get(stage_id, {}).values())
        return mean_interval(scores, ends=ENDS) if len(scores) >= self.k else None

    def spread(self, stage_id: UUID) -> float | None:
        scores = list(self.stages.get(stage_id, {}).values())
        return float(np.std(scores, ddof=1)) if len(scores) >= max(2, self.k) else None


def _facts(
    stage: Stage,
    groups: Collection[UUID],
    said: Voices,
    gave_up: Mapping[tuple[UUID, UUID], Any],
    lived: Lived,
    drawn: bool,
) -> StageFacts:
    spoken = [said.said(None, stage.id, group) for group in groups]
    asked = [share for group in groups if isinstance(share := gave_up.get((stage.id, group)), Shown)]
    return StageFacts(
        stage.code,
        driver=lived.driver(stage.id),
        spread=lived.spread(stage.id),
        asked_giving_up=sum(share.n for share in asked),
        gave_up=sum(round(share.value * share.n) for share in asked),
        wrote=sum(one.wrote.people for one in spoken),
        negative=sum(one.wrote.unhappy for one in spoken),
        k=max([lived.k, *(one.k for one in spoken)]),
        heard=sum(said.said(None, EVERYWHERE, group).wrote.people for group in groups),
        contact=_has_contact(stage, drawn),
        score=lived.score(stage.id),
    )


def _has_contact(stage: Stage, drawn: bool) -> bool:
    """On a map where nobody drew any contact yet, a stage without one says nothing."""
    return not stage.silent and (bool(stage.touchpoints) or not drawn)


def lived_scores(groups: Collection[UUID]) -> Lived:
    """Every score of these groups, one mean per response and stage; without a stage it is the overall outcome."""
    stages: dict[UUID, Points] = defaultdict(dict)
    outcome: Points = {}
    k, known = 1, lineage()
    for version_id, threshold in _versions():
        for response_id, stage_id, five in _scores(version_id, groups, known):
            k = max(k, threshold)
            target = outcome if stage_id is None else stages[stage_id]
            target[response_id] = five
    return Lived(dict(stages), outcome, k)


def _versions() -> list[tuple[UUID, int]]:
    """Versions whose answers may be looked at, with the strictest threshold they were asked under."""
    rows = db.session.execute(
        select(Survey.version_id, Survey.k_scores).where(or_(Survey.mode == IDENTIFIED, Survey.release_id.is_not(None)))
    )
    found: dict[UUID, int] = {}
    for version_id, threshold in rows:
        found[version_id] = max(threshold, found.get(version_id, 1))
    return sorted(found.items())


def _scores(version_id: UUID, groups: Collection[UUID], known: Lineage) -> Iterator[tuple[UUID, UUID | None, float]]:
    lines = counting.lines(counting.asked_by(version_id))
    lived = {row: line for row, line in lines.items() if line.measure in SCORE_KINDS}
    if not lived:
        return
    rows = db.session.execute(
        select(Answer.response_id, Answer.stage_id, Answer.question_id, Answer.number)
        .join(Response, Response.id == Answer.response_id)
        .join(Survey, Survey.id == Response.survey_id)
        .where(
            Answer.question_id.in_(lived),
            Answer.group_id.in_(groups),
            Answer.number.is_not(None),
            or_(Survey.mode == IDENTIFIED, Response.counted_in > 0),
        )
    )
    sums: dict[tuple[UUID, UUID | None], list[float]] = defaultdict(list)
    for response_id, stage_id, question_id, number in rows:
        assert number is not None, "rows without a number are left out"
        line = lived[question_id]
        stands = known.standing(stage_id) if stage_id else None
        sums[(response_id, stands)].append(line.slope * number + line.offset)
    for (response_id, stage_id), values in sums.items():
        yield response_id, stage_id, sum(values) / len(values)
