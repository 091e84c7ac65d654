"""Groups of one kind brought together by their sizes, where every one of them is shown."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape

from flask.testing import FlaskClient

from feedback.analysis.weighting import Weighed
from feedback.stakeholders.queries import groups as stakeholders
from feedback.surveys.queries import questions, weighing
from feedback.surveys.queries import surveys as launched
from tests.factories import journeys
from tests.factories.groups import group
from tests.factories.people import Member
from tests.factories.surveys import Opened, answered, asked, counted, opened, published


def asked_of(
    of: Member, kinds: tuple[str, str] = ("employee", "employee"), sizes: tuple[int, int] = (100, 100)
) -> Opened:
    journeys.journey(of)
    for code, kind, size in zip(("shop", "field"), kinds, sizes, strict=True):
        group(of, kind, code=code, size=size)
    survey = opened(of, published(of, asked("csat", "csat", "visit")), ["shop", "field"], mode="identified")
    for code, scores in (("shop", (4, 5) * 15), ("field", (1, 2) * 5)):
        for score in sorted(set(scores)):
            answered(survey, code, scores.count(score), csat=score)
    counted(survey)
    return survey


def found(survey: Opened) -> Weighed | None:
    with survey.of.at_work():
        (one,) = questions.question_results(launched.survey(survey.code))
        return weighing.by_size(one, [stakeholders.group_named(code) for code in survey.groups])


def test_the_field_counts_as_much_as_it_is_large(acme: Member) -> None:
    made = found(asked_of(acme))
    assert made is not None
    assert (made.value, made.n, round(made.effective_n)) == (3.0, 40, 30)


def test_customers_are_not_weighed_against_employees(acme: Member) -> None:
    assert found(asked_of(acme, kinds=("customer", "employee"))) is None


def test_the_page_says_it_beside_each_person_counting_once(acme: Member, as_member: Callable[..., FlaskClient]) -> None:
    survey = asked_of(acme)
    page = unescape(as_member(acme).get(f"/o/acme/surveys/{survey.code}/results?lang=en").get_data(as_text=True))
    assert "Each group counting by its size:" in page
    assert "worth 30 people who count alike" in page
