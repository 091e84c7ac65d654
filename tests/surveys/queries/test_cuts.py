"""Results cut by the answers to one question: counted, and protected where people are."""

from __future__ import annotations

from typing import Any

import pytest

from feedback.analysis.disclosure import Hidden, Shown
from feedback.surveys.queries import cuts
from feedback.surveys.queries import surveys as launched
from tests.factories import groups, journeys
from tests.factories.people import Member
from tests.factories.surveys import Opened, answered, asked, closed, counted, opened, published


@pytest.fixture
def stages(acme: Member) -> None:
    groups.three_groups(acme)
    journeys.journey(acme)


def questions() -> list[dict[str, Any]]:
    return [asked("branch", "single", settings={"segment": True}), asked("c", "csat", "visit"), asked("n", "nps")]


def cut(survey: Opened, code: str, of: list[dict[str, Any]]) -> dict[str, object]:
    """Answer to the cutting question -> (n, mean) or the reason, for one question."""
    ids = {question["code"]: question["id"] for question in of}
    with survey.of.at_work():
        found = cuts.by_value(launched.survey(survey.code), ids["branch"])
    assert found is not None and found.by.code == "branch"

    def plain(result: Shown[Any] | Hidden) -> object:
        if isinstance(result, Hidden):
            return result.reason
        figure = result.value.figure.result
        return (result.n, figure.value if isinstance(figure, Shown) else figure.reason)

    return {value: plain(result) for value, result in found.questions[ids[code]].items()}


def test_an_identified_survey_is_cut(acme: Member, stages: None) -> None:
    of = questions()
    survey = opened(acme, published(acme, *of), ["customers"])
    answered(survey, "customers", 2, branch="a", c=5)
    answered(survey, "customers", 1, branch="b", c=2, n=10)
    answered(survey, "customers", 4, c=1)
    counted(survey)
    assert cut(survey, "c", of) == {"a": (2, 5.0), "b": (1, 2.0)}
    assert cut(survey, "n", of) == {"b": (1, 100.0)}


def test_a_question_that_is_no_cut_cuts_nothing(acme: Member, stages: None) -> None:
    of = questions()
    survey = opened(acme, published(acme, *of), ["customers"])
    with acme.at_work():
        row = launched.survey(survey.code)
        assert [question.code for question in cuts.cutting(row)] == ["branch"]
        assert cuts.by_value(row, of[1]["id"]) is None


def test_a_protected_survey_is_cut_where_every_part_is_large(acme: Member, stages: None) -> None:
    of = questions()
    survey = opened(acme, published(acme, *of), ["employees", "suppliers"])
    for group in ("employees", "suppliers"):
        for branch, score in (("a", 4), ("b", 2)):
            answered(survey, group, 3, branch=branch, c=score)
            answered(survey, group, 3, branch=branch, c=score - 1)
    closed(survey)
    assert cut(survey, "c", of) == {"a": (12, 3.5), "b": (12, 1.5)}


def test_a_small_part_of_one_group_keeps_the_whole_cut_back(acme: Member, stages: None) -> None:
    """Branch a holds all 12 employees and 2 suppliers: a minus employees would be those two."""
    of = questions()
    survey = opened(acme, published(acme, *of), ["employees", "suppliers"])
    answered(survey, "employees", 6, branch="a", c=4)
    answered(survey, "employees", 6, branch="a", c=3)
    answered(survey, "suppliers", 2, branch="a", c=1)
    answered(survey, "suppliers", 5, branch="b", c=2)
    answered(survey, "suppliers", 5, branch="b", c=5)
    closed(survey)
    assert cut(survey, "c", of) == {"a": "too_few", "b": "too_few"}


def test_people_without_an_answer_to_the_cut_count_as_a_part(acme: Member, stages: None) -> None:
    of = questions()
    survey = opened(acme, published(acme, *of), ["employees"])
    answered(survey, "employees", 6, branch="a", c=4)
    answered(survey, "employees", 6, branch="b", c=3)
    answered(survey, "employees", 1, c=1)
    closed(survey)
    assert cut(survey, "c", of) == {"a": "too_few", "b": "too_few"}
