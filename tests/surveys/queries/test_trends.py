"""From round to round: what compares, and what does not."""

from __future__ import annotations

import pytest

from feedback.analysis.disclosure import Hidden, Shown
from feedback.surveys import editing
from feedback.surveys.actions import questionnaires
from feedback.surveys.queries import questionnaires as drafts
from feedback.surveys.queries import surveys as launched
from feedback.surveys.queries import trends
from tests.factories import groups, journeys, surveys
from tests.factories.people import Member
from tests.factories.surveys import Opened, answered, asked, counted, opened, published


@pytest.fixture
def stages(acme: Member) -> None:
    groups.three_groups(acme)
    journeys.journey(acme)


def in_wave(acme: Member, code: str, month: str) -> Opened:
    """The newest version opened to customers in a wave of its own."""
    return opened(acme, code, ["customers"], wave=surveys.wave(acme, month))


def points(survey: Opened, question_id: str, group: str = "customers") -> list[tuple[str, object]]:
    with survey.of.at_work():
        found = trends.trends(launched.survey(survey.code))
    trend = found.get(question_id, {}).get(survey.groups[group])
    results = [] if trend is None else [(point.starts_on.isoformat(), point.result) for point in trend.points]
    return [(day, one.value if isinstance(one, Shown) else one.reason) for day, one in results]


def test_rounds_stand_in_order(acme: Member, stages: None) -> None:
    question = asked("c", "csat", "visit")
    code = published(acme, question)
    newest = in_wave(acme, code, "2026-06")
    oldest = in_wave(acme, code, "2026-01")
    answered(newest, "customers", 3, c=5)
    answered(oldest, "customers", 2, c=2)
    for survey in (newest, oldest):
        counted(survey)
    assert points(newest, question["id"]) == [("2026-01-01", 2.0), ("2026-06-01", 5.0)]


def test_one_round_is_no_trend(acme: Member, stages: None) -> None:
    question = asked("c", "csat", "visit")
    survey = in_wave(acme, published(acme, question), "2026-06")
    answered(survey, "customers", 3, c=5)
    counted(survey)
    assert points(survey, question["id"]) == []


def test_a_round_without_answers_says_so(acme: Member, stages: None) -> None:
    question = asked("c", "csat", "visit")
    code = published(acme, question)
    first, second = in_wave(acme, code, "2026-01"), in_wave(acme, code, "2026-06")
    answered(second, "customers", 3, c=5)
    counted(second)
    assert points(second, question["id"]) == [("2026-01-01", Hidden("nobody").reason), ("2026-06-01", 5.0)]
    assert first.code != second.code


def test_answers_to_another_scale_are_another_series(acme: Member, stages: None) -> None:
    scale, text = asked("r", "rating", "visit", settings={"points": 5}), asked("c", "csat", "visit")
    code = published(acme, scale, text)
    before = in_wave(acme, code, "2026-01")

    def change() -> None:
        row = drafts.questionnaire(code)
        questionnaires.edit(
            questionnaire=row,
            change=lambda draft: editing.update_question(draft, scale["id"], {"settings": {"points": 7}}),
            revision=row.revision,
        )
        questionnaires.publish(questionnaire=drafts.questionnaire(code))

    acme.do(change)
    after = in_wave(acme, code, "2026-06")
    for survey in (before, after):
        answered(survey, "customers", 2, r=4, c=4)
        counted(survey)
    assert points(after, scale["id"]) == []
    assert points(after, text["id"]) == [("2026-01-01", 4.0), ("2026-06-01", 4.0)]
