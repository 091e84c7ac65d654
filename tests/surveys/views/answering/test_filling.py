"""Several pages: forward and back, what is skipped and what is asked for, and nothing typed is ever lost."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from feedback.db import db, everywhere
from feedback.surveys.models import Answer, AnswerText, Omission, Response
from tests.factories import groups, journeys
from tests.factories import surveys as made
from tests.factories.people import Member
from tests.factories.respondents import Respondent
from tests.factories.surveys import Opened

LONG = "Tardaron mucho, pero el trato fue <bueno>."


def when(question: dict[str, Any], operator: str, value: object) -> dict[str, Any]:
    """A condition on one answer, as a document has it."""
    return {"left": {"question": question["id"]}, "is": operator, "right": {"value": value}}


def branching() -> list[dict[str, Any]]:
    """Three pages: whether one had trouble; if so what (needed); then how bad, and (asked for twice) whether again."""
    trouble = made.asked("trouble", "yesno")
    what = made.asked("what", "longtext", shown_when=when(trouble, "equals", "yes"), required=True)
    answered = {"left": {"question": what["id"]}, "is": "answered"}
    return [trouble, what, made.asked("bad", "rating", shown_when=answered), made.asked("again", "nps", soft=True)]


@pytest.fixture
def survey(acme: Member) -> Opened:
    groups.three_groups(acme)
    journeys.journey(acme)
    return made.opened(acme, made.published(acme, *branching()), ["customers"])


@pytest.fixture
def person(client: FlaskClient, survey: Opened) -> Respondent:
    return Respondent(client, f"/s/{survey.code}/customers?lang=en")


def count(app: Flask, model: Any) -> int:
    with app.app_context(), everywhere():
        return int(db.session.scalar(select(func.count()).select_from(model)) or 0)


def test_pages_with_nothing_to_show_are_skipped_forward_and_back(person: Respondent) -> None:
    assert (person.asks("trouble"), person.asks("what")) == (True, False)
    person.next(trouble="no")
    assert (person.status, person.asks("what"), person.asks("bad"), person.asks("again")) == (200, False, False, True)
    person.back(again="7")
    assert person.asks("trouble")
    person.next(trouble="yes")
    assert (person.asks("what"), person.asks("again")) == (True, False)


def test_numbers_go_on_over_the_pages_and_no_total_is_said_that_answers_may_change(person: Respondent) -> None:
    assert ">Question 1<" in person.page
    person.next(trouble="yes")
    assert ">Question 2, needed<" in person.page
    person.back(what="")
    person.next(trouble="no")
    assert ">Question 2<" in person.page


def test_only_finish_stores_and_each_state_is_told_apart(app: Flask, person: Respondent, survey: Opened) -> None:
    person.next(trouble="yes")
    person.next(what=LONG)
    assert count(app, Response) == 0
    assert person.finish(bad="3", again="9").status_code == 303
    with survey.of.at_work():
        codes = {question: code for code, (question, _) in survey.questions.items()}
        found = {codes[row.question_id]: (row.number, row.choice) for row in db.session.scalars(select(Answer))}
        assert found == {
            "trouble": (None, "yes"),
            "what": (None, None),
            "bad": (3.0, None),
            "again": (9.0, None),
        }
        assert db.session.scalars(select(AnswerText.text)).one() == LONG


def test_the_answers_of_a_hidden_branch_are_cleared(person: Respondent, survey: Opened) -> None:
    person.next(trouble="yes")
    person.next(what=LONG)
    person.back(bad="1")
    person.back(what=LONG)
    person.next(trouble="no")
    assert person.next(again="").status_code == 422
    assert person.next(again="").status_code == 303
    with survey.of.at_work():
        codes = {question: code for code, (question, _) in survey.questions.items()}
        assert [codes[row.question_id] for row in db.session.scalars(select(Answer))] == ["trouble"]
        states = {codes[row.question_id]: row.state for row in db.session.scalars(select(Omission))}
        assert states == {"again": "skipped"}


def test_what_was_typed_is_there_on_coming_back_valid_or_not(person: Respondent) -> None:
    person.next(trouble="yes")
    person.next(what=LONG)
    person.back(bad="99")
    assert person.shows(LONG)
    person.next(what=LONG)
    person.next(bad="99")
    assert person.status == 422
    person.back(bad="99")
    person.back(what=LONG)
    person.next(trouble="no")
    person.back(again="2")
    person.next(trouble="yes")
    assert person.shows(LONG)


def test_a_needed_answer_is_asked_for_on_next_and_not_on_back(person: Respondent) -> None:
    person.next(trouble="yes")
    assert person.next(what=" ").status_code == 422
    assert person.asks("what")
    person.back(what="")
    assert (person.status, person.asks("trouble")) == (200, True)


def test_a_softly_needed_answer_is_asked_for_once(app: Flask, person: Respondent) -> None:
    person.next(trouble="no")
    assert person.finish().status_code == 422
    assert person.asks("again")
    assert person.finish().status_code == 303
    assert count(app, Response) == 1


def test_how_far_it_is_is_honest(person: Respondent) -> None:
    assert person.place == "Page 1 of 2 to 3"
    assert "<title>Page 1 of 2 to 3 · " in person.page
    assert 'max="3" value="1"' in person.page
    person.next(trouble="no")
    assert person.place == "Page 2 of 2"
    person.back()
    person.next(trouble="yes")
    assert person.place == "Page 2 of 3"


def test_everything_sent_at_once_is_taken(app: Flask, person: Respondent) -> None:
    """A script need not turn pages: what is needed on later pages is asked for all the same."""
    person.finish(trouble="yes", again="8")
    assert (person.status, person.asks("what")) == (422, True)
    fields = {"trouble": "yes", "what": LONG, "bad": "2", "again": "8"}
    answer = person.client.post(person.path, data={**fields, "submission_id": str(uuid4()), "move": "finish"})
    assert (answer.status_code, count(app, Response), count(app, Answer)) == (303, 1, 4)


def test_a_post_without_a_button_means_next(person: Respondent) -> None:
    person.go(trouble="no")
    assert person.asks("again")
    assert person.go(again="8").status_code == 303


def test_the_language_switch_keeps_page_and_everything_typed(app: Flask, person: Respondent) -> None:
    person.next(trouble="yes")
    submission = person.hidden["submission_id"]
    person.go(what=LONG, lang="es")
    assert (person.status, person.hidden["submission_id"], person.shows(LONG)) == (200, submission, True)
    assert '<html lang="es">' in person.page
    assert person.place == "Página 2 de 3"
    assert "lang=es" in person.action
    assert count(app, Response) == 0


@pytest.mark.parametrize("damage", ["changed", "of another submission", "no base64"])
def test_what_is_carried_along_cannot_be_forged(person: Respondent, client: FlaskClient, damage: str) -> None:
    person.next(trouble="yes")
    page = person.hidden["page"]
    person.hidden["page"] = {
        "changed": page[:40] + ("A" if page[40] != "A" else "B") + page[41:],
        "of another submission": page,
        "no base64": "§",
    }[damage]
    if damage == "of another submission":
        person.hidden["submission_id"] = str(uuid4())
    person.finish(what=LONG, again="3")
    assert (person.status, person.state) == (422, "form")
    person.next(trouble="yes")
    assert person.shows(LONG)


def test_a_single_page_carries_nothing(client: FlaskClient, acme: Member) -> None:
    groups.three_groups(acme)
    survey = made.opened(acme, made.published(acme, made.asked("nps", "nps")), ["customers"])
    assert set(Respondent(client, f"/s/{survey.code}/customers").hidden) == {"submission_id"}
