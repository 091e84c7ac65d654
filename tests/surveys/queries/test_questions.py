"""Results of one survey, question by question."""

from __future__ import annotations

import pytest

from feedback.analysis.disclosure import Hidden, Shown, Thresholds
from feedback.surveys.queries import surveys as launched
from feedback.surveys.queries.outcomes import NotYet
from feedback.surveys.queries.questions import QuestionResult, disclosed, question_results
from feedback.surveys.question_types import Counts
from tests.factories import groups, journeys
from tests.factories.people import Member
from tests.factories.surveys import Opened, answered, asked, closed, counted, opened, published
from tests.surveys.samples import question

QUESTIONS = (asked("csat", "csat", "visit"), asked("several", "multi", "visit"), asked("why", "longtext", "visit"))


@pytest.fixture
def code(acme: Member) -> str:
    groups.three_groups(acme)
    journeys.journey(acme)
    return published(acme, *QUESTIONS)


def results(survey: Opened) -> dict[str, QuestionResult]:
    with survey.of.at_work():
        found = question_results(launched.survey(survey.code))
    return {one.question.code: one for one in found}


def test_an_identified_survey_shows_everything_at_once(acme: Member, code: str) -> None:
    survey = opened(acme, code, ["customers"])
    answered(survey, "customers", 3, csat=5, several=["a", "b"], why={"text": "Sí"})
    answered(survey, "customers", 1, csat=1, several=["a"])
    counted(survey)
    found, group = results(survey), survey.groups["customers"]
    shown = found["csat"].groups[group]
    assert list(found) == ["csat", "several", "why"]
    assert (shown.n, [(bar.value, bar.share.value) for bar in shown.value.bars]) == (
        4,
        [("1", 0.25), ("2", 0.0), ("3", 0.0), ("4", 0.0), ("5", 0.75)],
    )
    assert (shown.value.figure.name, shown.value.figure.result.value) == ("mean", 4.0)
    several = found["several"].groups[group].value
    assert [(bar.value, bar.share.value) for bar in several.bars] == [("a", 1.0), ("b", 0.75), ("c", 0.0)]
    assert found["csat"].together is None
    assert (found["csat"].wrote, found["why"].wrote) == ({}, {group: Shown(3, 3)})
    assert found["why"].groups[group].value.bars == ()


def test_nobody_answered_this_question(acme: Member, code: str) -> None:
    survey = opened(acme, code, ["customers"])
    answered(survey, "customers", 2, csat=5)
    counted(survey)
    found, group = results(survey), survey.groups["customers"]
    assert (found["several"].groups[group], found["why"].wrote[group]) == (Hidden("nobody"), Hidden("nobody"))


def test_a_protected_survey_waits_and_then_rounds(acme: Member, code: str) -> None:
    survey = opened(acme, code, ["employees"])
    for number, people in ((5, 4), (4, 3), (1, 3)):
        answered(survey, "employees", people, csat=number)
    answered(survey, "employees", 9, why={"text": "x"})
    group = survey.groups["employees"]
    assert {one.groups[group] for one in results(survey).values()} == {NotYet()}
    closed(survey)
    found = results(survey)
    shown = found["csat"].groups[group]
    assert [bar.share.value for bar in shown.value.bars] == [0.3, 0.0, 0.0, 0.3, 0.4]
    assert shown.value.figure.result.value == 3.5
    assert found["why"].groups[group].n == 9
    assert found["why"].wrote[group] == Hidden("too_few", 10)


def test_groups_hide_each_other_and_the_whole_stands(acme: Member, code: str) -> None:
    """Case 75 (a), question by question: who skipped the question does not count."""
    survey = opened(acme, code, ["employees", "suppliers"])
    answered(survey, "employees", 5, csat=5, several=["a"])
    answered(survey, "employees", 4, csat=2, several=["b"])
    answered(survey, "suppliers", 2, csat=1, several=["c"])
    answered(survey, "suppliers", 2, csat=4, several=["a"])
    answered(survey, "suppliers", 3, several=["b"])
    closed(survey)
    found = results(survey)
    employees, suppliers = survey.groups["employees"], survey.groups["suppliers"]
    assert found["csat"].groups == {employees: Hidden("complement"), suppliers: Hidden("too_few", 5)}
    assert found["csat"].together.n == 13
    assert [found["several"].groups[group].n for group in (employees, suppliers)] == [9, 7]


def test_six_of_six_said_yes(acme: Member, code: str) -> None:
    """Case 81: below ten people nothing is said; from ten on a band, and never 100 %."""
    sensitive = published(acme, asked("sick", "yesno", "visit"))
    few, many = (opened(acme, sensitive, ["employees"], stage=stage) for stage in (None, "visit"))
    answered(few, "employees", 6, sick="yes")
    answered(many, "employees", 12, sick="yes")
    for survey in (few, many):
        closed(survey)
    group = few.groups["employees"]
    assert results(few)["sick"].groups[group] == Hidden("complement")
    assert results(many)["sick"].groups[group] == Hidden("complement", band="same")


def test_what_an_option_no_longer_offered_got_stands_last() -> None:
    shown = disclosed(question("single"), Counts(3, {"old": 1, "a": 2}), Thresholds(1, 1))
    assert isinstance(shown, Shown)
    assert [bar.value for bar in shown.value.bars] == ["a", "b", "c", "old"]
