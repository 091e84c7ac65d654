"""Answers of protected surveys: whole surveys inside a window, by the figures that their release shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from feedback.analysis.disclosure import Hidden
from feedback.analysis.effect_checks import Sample
from feedback.db import db
from feedback.disclosure import queries as disclosure
from feedback.journeys.queries.lineage import lineage
from feedback.programme.queries.effects.asked import YES, Asked, Known, Sums
from feedback.programme.rules.effects import Windows
from feedback.surveys.models import StageTally, Tally
from feedback.surveys.queries.counting import Line
from feedback.surveys.queries.keys import QUESTIONS, STAGES, stage_key


def add_released(
    sums: Sums,
    rows: Sequence[Asked],
    known: Known,
    group_id: UUID,
    windows: Windows,
) -> None:
    """Add how a group answered a question, by the figures of the question."""
    own = {(one.survey.id, one.question_id): one for one in _protected(rows)}
    releases, counts = _releases(own.values()), _values(own, group_id)
    for place, one in own.items():
        found = one.survey.decision(QUESTIONS, str(one.identity), str(group_id), releases)
        if (window := _placed(sums, one, windows, found)) is not None:
            sums.add(one.stage_id, window, _sample(known[one.version_id][one.question_id], counts.get(place, {})))


def _protected(rows: Sequence[Asked]) -> list[Asked]:
    return [one for one in rows if not one.dated]


def _releases(rows: Iterable[Asked]) -> Mapping[UUID, Any]:
    return disclosure.cells({one.survey.release_id for one in rows if one.survey.release_id})


def _placed(sums: Sums, one: Asked, windows: Windows, hidden: Hidden | None) -> str | None:
    """The window whose answers these are, where they are shown; else it is noted why not."""
    window = one.window(windows)
    if window is None:
        sums.left_out.add(one.survey.id)
    elif hidden:
        sums.hidden[window].append(hidden)
    return None if hidden else window


def _values(own: Collection[tuple[UUID, UUID]], group_id: UUID) -> dict[tuple[UUID, UUID], dict[str, int]]:
    """(survey, question) -> how often each value was given, as the releases counted it."""
    if not own:
        return {}
    rows = db.session.execute(
        select(Tally.survey_id, Tally.question_id, Tally.value, func.sum(Tally.count))
        .where(Tally.survey_id.in_({survey for survey, _ in own}), Tally.question_id.in_({row for _, row in own}))
        .where(Tally.group_id == group_id, Tally.part == "", Tally.value != "", ~Tally.value.startswith("~"))
        .group_by(Tally.survey_id, Tally.question_id, Tally.value)
    )
    found: dict[tuple[UUID, UUID], dict[str, int]] = defaultdict(dict)
    for survey_id, question_id, value, count in rows:
        found[(survey_id, question_id)][value] = int(count)
    return found


def _sample(line: Line, counts: Mapping[str, int]) -> Sample:
    numbers = {
        value: float(value == "yes") if line == YES else line.slope * float(value) + line.offset for value in counts
    }
    total = sum(count * numbers[value] for value, count in counts.items())
    squares = sum(count * numbers[value] ** 2 for value, count in counts.items())
    return Sample(sum(counts.values()), total, squares)


def add_stages(
    sums: Sums, rows: Sequence[Asked], measures: Mapping[UUID, str | None], group_id: UUID, windows: Windows
) -> None:
    """The scores of stages as the releases counted them; of several stages that are one today, each by itself."""
    own = {(one.survey.id, one.stage_id): one for one in _protected(rows)}
    if not own:
        return
    releases = _releases(own.values())
    tally = (StageTally.survey_id, StageTally.stage_id, StageTally.measure)
    counted = db.session.execute(
        select(*tally, StageTally.people, StageTally.total, StageTally.squares).where(
            StageTally.survey_id.in_({survey for survey, _ in own}), StageTally.group_id == group_id
        )
    )
    for survey_id, stage_id, measure, people, total, squares in counted:
        one = own.get((survey_id, lineage().standing(stage_id)))
        if one is None or measure != measures[one.stage_id]:
            continue
        found = one.survey.decision(STAGES, stage_key(stage_id, measure), str(group_id), releases)
        if (window := _placed(sums, one, windows, found)) is not None:
            sums.add(one.stage_id, window, Sample(people, total, squares))
