"""What insiders think that customers live, beside what they live: per stage, and per question asked of both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from feedback.analysis.disclosure import Shown
from feedback.insights.rules import lived_by
from feedback.stakeholders.models import StakeholderGroup
from feedback.surveys.document import Question
from feedback.surveys.models import Survey
from feedback.surveys.queries import pairs as paired
from feedback.surveys.queries import questions, results, surveys
from feedback.surveys.queries.outcomes import Result as Figure
from feedback.surveys.queries.outcomes import StageFigure
from feedback.surveys.readings.figures import Difference, bounded, difference

FEWEST_STAGES = 4
"""Stages from which an order of them can be compared."""
MOST_SURVEYS = 12


@dataclass(frozen=True, slots=True)
class StageGap:
    """A group's guess of a stage and what a group lives there, both 1..5; `gap` is guess less lived where both show."""

    stage_id: UUID
    group_id: UUID
    lived_by: UUID
    predicted: Figure[float]
    lived: Figure[float]
    gap: Difference | None


@dataclass(frozen=True, slots=True)
class QuestionGap:
    """The same for one question that both were asked; `lived` is None where customers were not."""

    survey: Survey
    question: Question
    group_id: UUID
    predicted: Figure[float]
    lived: Figure[float] | None
    gap: Difference | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """How alike two orders of stages are, from the worst to the best: Spearman's rho, -1..1, over `stages` of them."""

    rho: float
    stages: int


def of_stages(groups: Sequence[StakeholderGroup]) -> list[StageGap]:
    """Every stage that a group guessed, the widest gap first; the ones without a gap last."""
    lived, guessed = results.stage_scores(), results.predicted_scores()
    living = sorted(lived_by({group.id: group.kind for group in groups}), key=str)
    known = {group.id for group in groups}
    made = [
        _stage_gap(figure, lived.get((stage_id, one)), one)
        for (stage_id, group_id), figure in guessed.items()
        for one in living
        if group_id in known and group_id != one
    ]
    return sorted((gap for gap in made if gap), key=lambda one: (-_width(one.gap), str(one.stage_id)))


def _stage_gap(predicted: StageFigure, lived: StageFigure | None, living: UUID) -> StageGap | None:
    if lived is None:
        return None
    one, other = bounded(predicted.result), bounded(lived.result)
    gap = None if one is None or other is None else difference(one, other)
    return StageGap(predicted.stage_id, predicted.group_id, living, predicted.result, lived.result, gap)


def of_questions() -> list[QuestionGap]:
    """Every question guessed in the newest surveys, one survey a questionnaire, the widest gap first."""
    found: list[QuestionGap] = []
    for survey in _guessing():
        asked = {one.question.id: one for one in questions.question_results(survey) if one.question.predicts}
        for key, pair in paired.pairs(survey, list(asked.values())).items():
            found += [
                QuestionGap(survey, asked[key].question, group, guess, pair.lived, pair.gaps.get(group))
                for group, guess in pair.guesses.items()
            ]
    return sorted(found, key=lambda one: -_width(one.gap))


def _guessing() -> list[Survey]:
    """The newest survey of each questionnaire that asks to guess."""
    newest: dict[UUID, Survey] = {}
    for survey in surveys.guessing():
        newest.setdefault(survey.version.questionnaire_id, survey)
    return list(newest.values())[:MOST_SURVEYS]


def agreement(gaps: Sequence[StageGap]) -> dict[tuple[UUID, UUID], Agreement]:
    """(guessing group, living group) -> whether they see the same stages as the bad ones; from four stages on."""
    values: dict[tuple[UUID, UUID], list[tuple[float, float]]] = defaultdict(list)
    for one in gaps:
        if isinstance(one.predicted, Shown) and isinstance(one.lived, Shown):
            values[(one.group_id, one.lived_by)].append((one.predicted.value, one.lived.value))
    found: Mapping[tuple[UUID, UUID], Agreement | None] = {key: _rho(both) for key, both in values.items()}
    return {key: one for key, one in found.items() if one is not None}


def _rho(both: Sequence[tuple[float, float]]) -> Agreement | None:
    guesses, lived = zip(*both, strict=True)
    if len(both) < FEWEST_STAGES or len(set(guesses)) == 1 or len(set(lived)) == 1:
        return None
    from scipy.stats import spearmanr  # loading scipy takes most of a second, and most requests need no test

    return Agreement(float(spearmanr(guesses, lived).statistic), len(both))


def _width(gap: Difference | None) -> float:
    return abs(gap.value) if gap else -1.0
