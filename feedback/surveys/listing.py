"""Lines of the list of surveys and questionnaires. Reads nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from feedback.analysis.disclosure import Hidden
from feedback.db import Texts
from feedback.journeys.models import Stage
from feedback.stakeholders.models import StakeholderGroup
from feedback.surveys.canonical import fingerprint
from feedback.surveys.models import Questionnaire, Survey
from feedback.surveys.queries.outcomes import Result
from feedback.surveys.reading import loads
from feedback.surveys.rules import is_open


@dataclass(frozen=True, slots=True)
class Heard:
    """A group of a survey, and how many of it answered."""

    group: StakeholderGroup
    people: Result[int]


@dataclass(frozen=True, slots=True)
class SurveyLine:
    """One survey in the list."""

    row: Survey
    title: Texts
    stage: Stage | None
    heard: tuple[Heard, ...]
    open: bool


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One questionnaire in the list: its newest version, and whether the draft says something else by now."""

    code: str
    title: Texts
    questions: int
    version: int | None
    changed: bool
    changed_at: datetime


def survey_line(
    row: Survey,
    groups: Mapping[UUID, StakeholderGroup],
    stages: Mapping[UUID, Stage],
    counts: Mapping[tuple[UUID, UUID], Result[int]],
    today: date,
) -> SurveyLine:
    """The line of a survey; its groups stand in the order of `groups`."""
    asked = {one.group_id for one in row.groups}
    heard = (Heard(group, counts.get((row.id, group.id), Hidden("nobody"))) for group in groups.values())
    return SurveyLine(
        row=row,
        title=title_of(row),
        stage=stages[row.stage_id] if row.stage_id else None,
        heard=tuple(one for one in heard if one.group.id in asked),
        open=is_open(closes_on=row.closes_on, closed_at=row.closed_at, today=today),
    )


def title_of(row: Survey) -> Texts:
    """The title as it stood at launch."""
    launch: Mapping[str, Any] = row.launch
    return dict(launch.get("title") or {})


def draft_line(row: Questionnaire) -> DraftLine:
    draft = loads(row.draft)
    newest = row.versions[-1] if row.versions else None
    return DraftLine(
        code=row.code,
        title=dict(draft.title.by_language),
        questions=len(list(draft.questions())),
        version=newest.number if newest else None,
        changed=newest is None or newest.sha256 != fingerprint(draft),
        changed_at=row.changed_at,
    )


def titles(rows: Sequence[Questionnaire]) -> dict[str, Texts]:
    """Code -> title of drafts."""
    return {row.code: dict(loads(row.draft).title.by_language) for row in rows}
