"""What a group said at stages before and after some work, added up.

Of an identified survey each answer counts by its own day. Of a protected one nothing is known of a single answer: the
whole survey counts where it lies inside a window, by the figures that its release shows, and else not at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from feedback.analysis.disclosure import Hidden, Thresholds
from feedback.analysis.effect_checks import Sample
from feedback.analysis.statistics import SCORE_KINDS, score_kind
from feedback.db import db
from feedback.journeys.queries.lineage import lineage
from feedback.programme.queries.effects.asked import WINDOWS, YES, Asked, Sums, asked, by_stage
from feedback.programme.queries.effects.dated import add_dated
from feedback.programme.queries.effects.released import add_released, add_stages
from feedback.programme.rules.effect_figures import Said
from feedback.programme.rules.effects import YESNO, Windows
from feedback.surveys.comparing import series
from feedback.surveys.models import Question, QuestionnaireVersion
from feedback.surveys.queries import questionnaires
from feedback.surveys.queries.counting import Line, asked_by, lines
from feedback.surveys.queries.outcomes import loudest, strictest


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was said at each stage, what protects the people behind it, and what could not be counted.

    `hidden` is, by window, why figures of surveys in it are not shown; `left_out` surveys lie in no window.
    """

    stages: Mapping[UUID, Said]
    thresholds: Thresholds
    hidden: Mapping[str, Hidden]
    left_out: int


def of_question(identity: UUID, stage_id: UUID, group_id: UUID, windows: Windows, moment: datetime) -> Gathered:
    """How a group answered one question at one stage, of the versions of its questionnaire that compare."""
    rows = [
        one
        for one in asked(group_id, moment, Question.identity == identity)
        if one.stage_id == lineage().standing(stage_id)
    ]
    alike = _comparable(identity, rows)
    rows = [one for one in rows if one.version_id in alike]
    sums = Sums()
    add_dated(sums, rows, alike, group_id, windows)
    add_released(sums, rows, alike, group_id, windows)
    return _gathered(sums, rows)


def of_journey(group_id: UUID, windows: Windows, moment: datetime) -> Gathered:
    """What a group said at every stage it was asked to score: 1..5, 5 best, each stage by its own measure."""
    everything = asked(group_id, moment, Question.kind.in_(SCORE_KINDS))
    measures = {stage: score_kind({one.kind for one in own}) for stage, own in by_stage(everything).items()}
    rows = [one for one in everything if one.kind == measures[one.stage_id]]
    sums = Sums()
    of_versions = {one.version_id for one in rows if one.dated}
    known = {version: lines(asked_by(version)) for version in of_versions}
    add_dated(sums, rows, known, group_id, windows)
    add_stages(sums, rows, measures, group_id, windows)
    return _gathered(sums, rows)


def _gathered(sums: Sums, rows: Sequence[Asked]) -> Gathered:
    stages = {
        stage: Said(*(sums.said.get((stage, name), Sample()) for name in WINDOWS))
        for stage in dict.fromkeys(stage for stage, _ in sums.said)
    }
    hidden = {window: loudest(reasons) for window, reasons in sums.hidden.items()}
    return Gathered(stages, strictest([one.survey for one in rows]), hidden, len(sums.left_out))


def _comparable(identity: UUID, rows: Sequence[Asked]) -> dict[UUID, dict[UUID, Line]]:
    """Version -> its question as a line, of the versions in one series with the newest that asked."""
    if not rows:
        return {}
    version = questionnaires.version(rows[-1].version_id)
    wanted = select(QuestionnaireVersion).where(QuestionnaireVersion.questionnaire_id == version.questionnaire_id)
    editions = list(db.session.scalars(wanted.order_by(QuestionnaireVersion.number)))
    runs = series([questionnaires.edition(row) for row in editions]).get(str(identity), ())
    run = next((one for one in runs if version.number in one), (version.number,))
    return {row.id: _lines(row.id, identity) for row in editions if row.number in run}


def _lines(version_id: UUID, identity: UUID) -> dict[UUID, Line]:
    own = {row: one for row, one in asked_by(version_id).items() if one.id == str(identity)}
    return {row: YES for row, one in own.items() if one.kind == YESNO} | lines(own)
