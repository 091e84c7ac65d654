"""The starting check by area: each area's own figures, and nothing of an area with too few people."""

from __future__ import annotations

from typing import Any

from feedback.analysis.disclosure import Hidden, Shown
from feedback.surveys.queries import areas
from feedback.surveys.queries import surveys as queries
from tests.factories import groups
from tests.factories.people import Member
from tests.factories.surveys import Opened, answered, asked, closed, counted, opened, published

CHOICES = [{"code": code, "text": {"es": code, "en": code}} for code in ("sales", "support", "people")]
SEGMENT: dict[str, Any] = {"construct": "start_area", "choices": CHOICES, "settings": {"segment": True}}
QUESTIONS = [
    asked("area", "single", **SEGMENT),
    asked("purpose", "rating", construct="start_purpose"),
    asked("effect", "rating", construct="start_effect"),
    asked("other", "rating"),
]


def by_area(survey: Opened) -> dict[str, dict[str, Any]]:
    with survey.of.at_work():
        return areas.by_area(queries.survey(survey.code))


def test_each_area_has_its_own_figures(acme: Member) -> None:
    groups.three_groups(acme)
    survey = opened(acme, published(acme, *QUESTIONS), ["employees"], mode="identified")
    answered(survey, "employees", 2, area="support", purpose=2, effect=3, other=1)
    answered(survey, "employees", 1, area="sales", purpose=5)
    answered(survey, "employees", 1, purpose=1)
    counted(survey)
    found = by_area(survey)
    assert {area: {name: (one.value, one.n) for name, one in cut.items()} for area, cut in found.items()} == {
        "sales": {"start_purpose": (5.0, 1)},
        "support": {"start_purpose": (2.0, 2), "start_effect": (3.0, 2)},
    }


def test_an_area_with_too_few_people_stays_hidden(acme: Member) -> None:
    groups.three_groups(acme)
    survey = opened(acme, published(acme, *QUESTIONS), ["employees"])
    for area, people in (("sales", 8), ("support", 8), ("people", 3)):
        answered(survey, "employees", people, area=area, purpose=2)
        answered(survey, "employees", people, area=area, purpose=4)
    closed(survey)
    found = by_area(survey)
    assert isinstance(found["sales"]["start_purpose"], Shown)
    answered_by_four = opened(acme, published(acme, *QUESTIONS), ["employees"])
    answered(answered_by_four, "employees", 20, area="sales", purpose=2)
    answered(answered_by_four, "employees", 20, area="sales", purpose=4)
    answered(answered_by_four, "employees", 4, area="people", purpose=5)
    closed(answered_by_four)
    hidden = by_area(answered_by_four)
    assert isinstance(hidden["people"]["start_purpose"], Hidden)


def test_without_a_question_for_the_area_there_is_nothing(acme: Member) -> None:
    groups.three_groups(acme)
    plain = [asked("area", "single", construct="start_area"), asked("purpose", "rating", construct="start_purpose")]
    for questions in (QUESTIONS[1:], plain):
        survey = opened(acme, published(acme, *questions), ["employees"], mode="identified")
        answered(survey, "employees", 2, purpose=2)
        counted(survey)
        assert by_area(survey) == {}
