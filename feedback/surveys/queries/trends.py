"""How the answers to a question moved from round to round: every survey of its questionnaire that asked the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from feedback.analysis.disclosure import Hidden, Shown
from feedback.db import Texts, db
from feedback.disclosure import queries as disclosure
from feedback.journeys.models import Stage
from feedback.journeys.queries.lineage import lineage
from feedback.surveys.comparing import series
from feedback.surveys.document import Question
from feedback.surveys.models import QuestionnaireVersion, Survey, Wave
from feedback.surveys.queries import counting, questionnaires, tallied
from feedback.surveys.queries.outcomes import Result
from feedback.surveys.queries.questions import Reading, ShownFigure, survey_of
from feedback.surveys.queries.tallied import Groups, Tallied

MOST = 12
"""Rounds that are looked at, the newest ones."""


@dataclass(frozen=True, slots=True)
class Point:
    """One round: the figure of a group, or why there is none; `version` is the number of the version that asked.

    `whole` is the stage it asked about before that was split: its people are not those of the part asked about now.
    """

    wave: Texts
    starts_on: date
    survey: str
    version: int
    result: Result[float]
    whole: Texts | None = None


@dataclass(frozen=True, slots=True)
class Trend:
    """The rounds of one question in one group, oldest first, and the figure they are of."""

    figure: str
    lowest: float
    highest: float
    points: tuple[Point, ...]


Trends = Mapping[str, Mapping[UUID, Trend]]
"""Question id -> group -> its rounds; only where there are at least two."""


@dataclass(frozen=True, slots=True)
class _Round:
    """One survey with what its figures are made of."""

    row: Survey
    wave: Wave
    version: int
    reading: Reading
    whole: Texts | None
    asked: Mapping[str, tuple[UUID, Question]]
    tallies: Mapping[UUID, Groups]


def trends(survey: Survey) -> Trends:
    """The rounds that compare with this survey: same questionnaire, same stage, same question by its versions' map."""
    rounds = _rounds(survey)
    if len(rounds) < 2:
        return {}
    own = next(one for one in rounds if one.row.id == survey.id)
    runs = _runs(survey)
    found: dict[str, Mapping[UUID, Trend]] = {}
    for question_id in own.asked:
        alike = next((run for run in runs.get(question_id, ()) if own.version in run), (own.version,))
        compared = [one for one in rounds if one.version in alike and question_id in one.asked]
        by_group = {row.group_id: _trend(question_id, row.group_id, compared) for row in survey.groups}
        found[question_id] = {group: trend for group, trend in by_group.items() if trend is not None}
    return {question_id: groups for question_id, groups in found.items() if groups}


def _trend(question_id: str, group_id: UUID, rounds: Sequence[_Round]) -> Trend | None:
    figures = [(one, figure) for one in rounds if (figure := _figure(one, question_id, group_id)) is not None]
    known = [figure for _, figure in figures if isinstance(figure, ShownFigure)]
    if len(figures) < 2 or not known:
        return None
    points = (
        Point(
            one.wave.name,
            one.wave.starts_on,
            one.row.code,
            one.version,
            figure.result if isinstance(figure, ShownFigure) else figure,
            one.whole,
        )
        for one, figure in figures
    )
    return Trend(known[-1].name, known[-1].lowest, known[-1].highest, tuple(points))


def _figure(one: _Round, question_id: str, group_id: UUID) -> ShownFigure | Hidden | None:
    """The figure of a round; None where this group was not asked, or the question has no figure."""
    if group_id not in one.reading.groups:
        return None
    row_id, question = one.asked[question_id]
    tally = one.tallies.get(row_id, {}).get(group_id, Tallied())
    result = one.reading.cell(question, str(group_id), tally)
    return result.value.figure if isinstance(result, Shown) else result


def _rounds(survey: Survey) -> list[_Round]:
    rows = _surveys(survey)
    tallies = tallied.questions_of([row.id for row, _, _ in rows])
    releases = disclosure.cells([row.release_id for row, _, _ in rows if row.release_id])
    wholes = _wholes(survey)
    asked = {version: counting.asked_by(version) for version in dict.fromkeys(row.version_id for row, _, _ in rows)}
    return [
        _Round(
            row,
            wave,
            number,
            Reading(survey_of(row), releases, [one.group_id for one in row.groups]),
            wholes.get(row.stage_id),
            {question.id: (row_id, question) for row_id, question in asked[row.version_id].items()},
            tallies.get(row.id, {}),
        )
        for row, wave, number in rows
    ]


def _wholes(survey: Survey) -> Mapping[UUID | None, Texts]:
    """Stages that the survey's own was split from, with their names."""
    if survey.stage_id is None:
        return {}
    known = lineage()
    before = [part for whole, _ in known.before(known.standing(survey.stage_id)) for part in known.parts(whole)]
    return {row: name for row, name in db.session.execute(select(Stage.id, Stage.name).where(Stage.id.in_(before)))}


def _surveys(survey: Survey) -> list[tuple[Survey, Wave, int]]:
    """The surveys of the same questionnaire at the same stage, oldest round first; this one is always among them."""
    mine = select(QuestionnaireVersion.questionnaire_id).where(QuestionnaireVersion.id == survey.version_id)
    wanted = (
        select(Survey, Wave, QuestionnaireVersion.number)
        .join(QuestionnaireVersion, QuestionnaireVersion.id == Survey.version_id)
        .join(Wave, Wave.id == Survey.wave_id)
        .where(
            QuestionnaireVersion.questionnaire_id == mine.scalar_subquery(),
            _same_stage(survey.stage_id),
        )
        .order_by(Wave.starts_on.desc(), Survey.opened_at.desc())
        .limit(4 * MOST)
    )
    rows = [(row, wave, number) for row, wave, number in db.session.execute(wanted)]
    # A wave may hold several surveys of one questionnaire: of the others only the newest of each other wave counts.
    newest: dict[UUID, tuple[Survey, Wave, int]] = {}
    for one in sorted(rows, key=lambda found: found[0].id != survey.id):
        newest.setdefault(one[1].id, one)
    kept = sorted(newest.values(), key=lambda found: (found[1].starts_on, found[0].opened_at))[-MOST:]
    return kept if any(row.id == survey.id for row, _, _ in kept) else []


def _same_stage(stage_id: UUID | None) -> Any:
    """Surveys opened at what the stage is made of: merged stages, and the wholes it was split from."""
    if stage_id is None:
        return Survey.stage_id.is_(None)
    known = lineage()
    stands = known.standing(stage_id)
    wholes = [part for whole, _ in known.before(stands) for part in known.parts(whole)]
    return Survey.stage_id.in_([*known.parts(stands), *wholes])


def _runs(survey: Survey) -> Mapping[str, tuple[tuple[int, ...], ...]]:
    version = questionnaires.version(survey.version_id)
    wanted = select(QuestionnaireVersion).where(QuestionnaireVersion.questionnaire_id == version.questionnaire_id)
    rows = db.session.scalars(wanted.order_by(QuestionnaireVersion.number))
    return series([questionnaires.edition(row) for row in rows])
