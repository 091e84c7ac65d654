"""What people wrote, where it may be read."""

from __future__ import annotations

from dataclasses import fields
from datetime import timedelta

import pytest
from sqlalchemy import update

from feedback.db import db, now
from feedback.surveys.models import Response
from feedback.surveys.queries import surveys as launched
from feedback.surveys.queries.questions import question_results
from feedback.surveys.queries.sentences import Sentence, sentences
from tests.factories import groups, journeys
from tests.factories.people import Member
from tests.factories.surveys import Opened, answered, asked, closed, counted, opened, published

QUESTIONS = (asked("csat", "csat", "visit"), asked("first", "longtext", "visit"), asked("second", "longtext", "visit"))


@pytest.fixture
def code(acme: Member) -> str:
    groups.three_groups(acme)
    journeys.journey(acme)
    return published(acme, *QUESTIONS)


def written(survey: Opened, most: int = 100) -> dict[str, list[Sentence]]:
    with survey.of.at_work():
        row = launched.survey(survey.code)
        found = question_results(row)
        codes = {one.row_id: one.question.code for one in found}
        return {codes[row_id]: texts for (row_id, _group), texts in sentences(row, found, most).items()}


def write(survey: Opened, group: str, people: int) -> None:
    for number in range(people):
        answered(survey, group, 1, first={"text": f"uno {number}"}, second={"text": f"dos {number}"})


def test_an_identified_survey_is_read_at_once(acme: Member, code: str) -> None:
    survey = opened(acme, code, ["customers"])
    write(survey, "customers", 3)
    counted(survey)
    found = written(survey)
    assert sorted(one.text for one in found["first"]) == ["uno 0", "uno 1", "uno 2"]
    assert {one.lang for one in found["first"]} == {"es"}
    assert [len(texts) for texts in written(survey, most=2).values()] == [2, 2]


def test_nine_people_are_not_read_and_ten_are(acme: Member, code: str) -> None:
    few, enough = opened(acme, code, ["employees"]), opened(acme, code, ["suppliers"])
    for survey, group, people in ((few, "employees", 9), (enough, "suppliers", 10)):
        write(survey, group, people)
        assert written(survey) == {}
        closed(survey)
    assert written(few) == {}
    assert {code: len(texts) for code, texts in written(enough).items()} == {"first": 10, "second": 10}


def test_texts_of_one_person_do_not_stand_at_the_same_place(acme: Member, code: str) -> None:
    survey = opened(acme, code, ["employees"])
    write(survey, "employees", 12)
    closed(survey)
    found = written(survey)
    orders = [[one.text.split()[1] for one in found[code]] for code in ("first", "second")]
    assert sorted(orders[0]) == sorted(orders[1])
    assert orders[0] != orders[1]
    assert orders[0] == [one.text.split()[1] for one in written(survey)["first"]]
    assert {one.lang for one in found["first"]} == {None}


def test_protected_texts_carry_no_day_no_language_no_person_and_no_score(acme: Member, code: str) -> None:
    """Case 78: two questions, two languages, two days; what is read tells none of it, nor who wrote both."""
    survey = opened(acme, code, ["employees"])
    for number in range(12):
        at, lang = now() - timedelta(days=number % 2), ("es", "en")[number % 2]
        given = {"first": {"text": f"uno {number}"}, "second": {"text": f"dos {number}"}, "csat": 1 + number % 5}
        ids = answered(survey, "employees", 1, at, **given)
        acme.do(
            lambda ids=ids, lang=lang: (
                db.session.execute(update(Response).where(Response.id.in_(ids)).values(lang=lang)) and None
            )
        )
    closed(survey)
    found = written(survey)
    assert {field.name for field in fields(Sentence)} == {"text", "lang"}
    assert {one.lang for texts in found.values() for one in texts} == {None}
    order = [int(one.text.split()[1]) for one in found["first"]]
    assert order not in (sorted(order), sorted(order, reverse=True)), "not by when they came"
    assert [number % 2 for number in order] != sorted(number % 2 for number in order), "not by day or language"
