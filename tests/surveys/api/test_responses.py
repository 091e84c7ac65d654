"""Answers over the API: the same verdict as on the page (case 62), and none given out that were protected."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from feedback import jobs
from feedback.accounts.models import IdempotentCall
from feedback.db import db, everywhere, now
from feedback.surveys.models import Response, SeenSubmission
from tests.dump import state
from tests.factories import groups, journeys, surveys
from tests.factories.callers import System, system
from tests.factories.people import Member
from tests.factories.surveys import Opened

WHOLE = {"nps": 9, "csat": 4, "single": "a", "text": "It took long."}


@pytest.fixture
def crm(acme: Member) -> System:
    groups.group(acme, code="customers")
    groups.group(acme, "employee", code="staff", size=60)
    journeys.journey(acme, ("visit", "after"))
    return system(acme)


def questions() -> list[dict[str, Any]]:
    return [
        surveys.asked("nps", "nps", required=True),
        surveys.asked("csat", "csat", "visit"),
        surveys.asked("single", "single", "visit"),
        surveys.asked("many", "multi", "after"),
        surveys.asked("sure", "yesno"),
        surveys.asked("text", "longtext", "visit"),
    ]


def identified(of: Member) -> Opened:
    return surveys.opened(of, surveys.published(of, *questions()), ["customers"], mode="identified")


def anonymous(of: Member) -> Opened:
    return surveys.opened(of, surveys.published(of, *questions()), ["staff"], mode="anonymous")


def send(crm: System, survey: Opened, answers: dict[str, Any], group: str = "customers", **more: Any) -> Any:
    return crm.post(f"/surveys/{survey.code}/responses", {"group": group, "answers": answers, **more})


def count(of: Member) -> int:
    with of.at_work():
        return db.session.scalar(select(func.count()).select_from(Response)) or 0


def test_an_answer_is_kept_and_read_back(acme: Member, crm: System) -> None:
    survey = identified(acme)
    made = send(crm, survey, {**WHOLE, "many": ["a", "c"], "sure": True}, lang="en")
    assert made.status_code == 201
    assert (len(made.json["receipt"]), made.json["taken_out"]) == (12, [])
    (item,) = crm.get(f"/surveys/{survey.code}/responses").json["items"]
    assert (item["group"], item["language"], item["seconds"]) == ("customers", "en", None)
    assert item["answers"] == {
        "nps": {"state": "answered", "number": 9},
        "csat": {"state": "answered", "number": 4},
        "single": {"state": "answered", "choices": ["a"]},
        "many": {"state": "answered", "choices": ["a", "c"]},
        "sure": {"state": "answered", "choices": ["yes"]},
        "text": {"state": "answered", "text": "It took long."},
    }
    receipt = acme.app.test_client().get(f"/r/{made.json['receipt']}")
    assert receipt.status_code == 200


@pytest.mark.parametrize("way", ["submission_id", "key"])
def test_the_same_answer_again_is_one_response(acme: Member, crm: System, way: str) -> None:
    survey, identity = identified(acme), str(uuid4())
    body: dict[str, Any] = {"group": "customers", "answers": WHOLE}
    headers = {"Idempotency_Key": "order-1"} if way == "key" else {}
    body |= {"submission_id": identity} if way == "submission_id" else {}
    answers = [crm.post(f"/surveys/{survey.code}/responses", body, **headers) for _ in range(3)]
    assert [one.status_code for one in answers] == [201, 201, 201]
    assert len({one.json["receipt"] for one in answers}) == 1
    assert count(acme) == 1
    assert send(crm, survey, WHOLE).status_code == 201
    assert count(acme) == 2


def test_a_page_and_a_call_with_one_submission_are_one_response(acme: Member, crm: System) -> None:
    survey, identity = identified(acme), str(uuid4())
    made = send(crm, survey, WHOLE, submission_id=identity)
    form = {"submission_id": identity, "move": "finish", "nps": "9"}
    page = acme.app.test_client().post(f"/s/{survey.code}/customers", data=form)
    assert (page.status_code, made.json["receipt"] in page.location) == (303, True)
    assert count(acme) == 1


def test_of_an_anonymous_answer_nothing_is_kept_beside_it(acme: Member, crm: System) -> None:
    survey = anonymous(acme)
    body = {"group": "staff", "answers": {"nps": 3, "text": "Ask Ana, 611 22 33 44, ana@acme.example"}}
    made = crm.post(f"/surveys/{survey.code}/responses", body, Idempotency_Key="order-1")
    again = crm.post(f"/surveys/{survey.code}/responses", body, Idempotency_Key="order-1")
    assert (made.status_code, again.json) == (201, made.json)
    assert set(made.json["taken_out"]) >= {"email", "phone"}
    with acme.at_work():
        assert db.session.scalar(select(func.count()).select_from(IdempotentCall)) == 0
    for _ in range(5):
        send(crm, survey, {"nps": 5}, "staff")
    surveys.closed(survey)
    assert count(acme) == 6
    with acme.at_work():
        assert set(db.session.execute(select(Response.answered_at, Response.lang)).all()) == {(None, None)}


@pytest.mark.parametrize("mode", ["identified", "confidential", "anonymous"])
@pytest.mark.parametrize("way", ["submission_id", "key"])
def test_the_same_key_with_another_answer_is_noticed(acme: Member, crm: System, mode: str, way: str) -> None:
    """Case 57."""
    survey = surveys.opened(acme, surveys.published(acme, *questions()), ["staff"], mode=mode)
    own = {"submission_id": str(uuid4())} if way == "submission_id" else {}
    headers = {"Idempotency_Key": "order-1"} if way == "key" else {}

    def sent(nps: int, text: str = "Llamad al 611 22 33 44") -> Any:
        body = {"group": "staff", "answers": {"nps": nps, "text": text}, **own}
        return crm.post(f"/surveys/{survey.code}/responses", body, **headers)

    first, again = sent(3), sent(3)
    assert [one.headers.get("Idempotent-Replayed") for one in (first, again)] == [None, "true"]
    assert (first.status_code, again.status_code, again.json) == (201, 201, first.json)
    for other in (sent(4), sent(3, "Something else")):
        assert (other.status_code, other.json["code"]) == (422, "idempotency_key_reused")
    assert sent(3).status_code == 201
    surveys.closed(survey)
    assert count(acme) == 1


def test_twenty_at_once_with_one_key_are_one_answer(acme: Member, crm: System) -> None:
    """Case 57, in parallel: half of them say something else."""
    survey = anonymous(acme)

    def send_one(number: int) -> int:
        body = {"group": "staff", "answers": {"nps": number % 2}}
        own = System(acme.app.test_client(), crm.secret, None)
        return own.post(f"/surveys/{survey.code}/responses", body, Idempotency_Key="order-1").status_code

    with ThreadPoolExecutor(20) as pool:
        statuses = Counter(pool.map(send_one, range(20)))
    assert statuses == {201: 10, 422: 10}
    surveys.closed(survey)
    assert count(acme) == 1


def test_what_was_said_is_forgotten_with_the_submission(app: Flask, acme: Member, crm: System) -> None:
    """After two days nothing is left to compare with, in any column."""
    survey = anonymous(acme)
    body = {"group": "staff", "answers": {"nps": 3}}
    crm.post(f"/surveys/{survey.code}/responses", body, Idempotency_Key="order-1")
    kept = seen(app)
    assert len(kept) == 2
    assert {name for row in kept for name in row} == {"mac", "day", "organisation_id", "survey_id"}
    with time_machine.travel(now() + timedelta(days=3, minutes=1), tick=False):
        jobs.sweep(app)
    assert seen(app) == []


def seen(app: Flask) -> list[dict[str, Any]]:
    with app.app_context(), everywhere():
        return [dict(row) for row in db.session.execute(select(SeenSubmission.__table__)).mappings()]


@pytest.mark.parametrize("mode", ["confidential", "anonymous"])
def test_protected_answers_do_not_leave(acme: Member, crm: System, mode: str) -> None:
    survey = surveys.opened(acme, surveys.published(acme, *questions()), ["staff"], mode=mode)
    for _ in range(12):
        send(crm, survey, {"nps": 5}, "staff")
    surveys.closed(survey)
    answer = crm.get(f"/surveys/{survey.code}/responses")
    assert (answer.status_code, answer.json["code"]) == (403, "not_allowed")


def test_a_closed_survey_takes_nothing(acme: Member, crm: System) -> None:
    survey = identified(acme)
    surveys.closed(survey)
    answer = send(crm, survey, WHOLE)
    assert (answer.status_code, answer.json["code"]) == (410, "gone")
    assert count(acme) == 0


def test_what_cannot_be_accepted_is_named_and_nothing_is_kept(acme: Member, crm: System) -> None:
    survey = identified(acme)
    crm.get("/surveys")
    before = state(acme.app)
    for answers, field in (
        ({"csat": 4}, "answers.nps"),
        ({"nps": 11}, "answers.nps"),
        ({"nps": 9, "single": "z"}, "answers.single"),
        ({"nps": 9, "nothing": 1}, "answers.nothing"),
        ({"nps": 9, "ip": "10.0.0.1"}, "answers.ip"),
        ({"nps": {"a": 1}}, "answers.nps"),
        ({}, "answers"),
    ):
        answer = send(crm, survey, answers)
        assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, field), answers
    for more, field in (
        ({"group": "staff"}, "group"),
        ({"group": "nobody"}, "group"),
        ({"stage": "nowhere"}, "stage"),
        ({"lang": "fr"}, "lang"),
        ({"submission_id": "x"}, "submission_id"),
        ({"submitted_at": "2020-01-01"}, "submitted_at"),
        ({"duration": 5}, "duration"),
    ):
        answer = crm.post(f"/surveys/{survey.code}/responses", {"group": "customers", "answers": WHOLE, **more})
        assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, field), more
    assert state(acme.app) == before


def test_a_stage_asks_its_own_questions(acme: Member, crm: System) -> None:
    survey = identified(acme)
    assert send(crm, survey, {"nps": 9, "csat": 4}, stage="after").json["errors"][0]["field"] == "answers.csat"
    assert send(crm, survey, {"nps": 9, "many": ["b"]}, stage="after").status_code == 201


def test_pages_of_responses_hold_each_once(acme: Member, crm: System) -> None:
    groups.group(acme, code="guests")
    survey = surveys.opened(acme, surveys.published(acme, *questions()), ["customers", "guests"], mode="identified")
    expected = {str(one) for group in survey.groups for one in surveys.answered(survey, group, 7, nps=5)}
    seen: list[str] = []
    cursor = ""
    while True:
        answer = crm.get(f"/surveys/{survey.code}/responses?limit=3{cursor}").json
        seen += [one["response"] for one in answer["items"]]
        if answer["next_cursor"] is None:
            break
        cursor = f"&cursor={answer['next_cursor']}"
    assert (set(seen), len(seen)) == (expected, 14)


FIELD = st.sampled_from(["nps", "csat", "single", "many", "sure", "text"])
VALUE = st.sampled_from(["", "0", "4", "9", "11", "-1", "a", "b", "z", "yes", "no", "words", " ", "4.5", "x" * 20_000])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answers=st.dictionaries(FIELD, VALUE, min_size=1), closed=st.booleans())
def test_a_call_and_a_page_have_the_same_verdict(
    acme: Member, crm: System, verdicts: dict[bool, Opened], answers: dict[str, str], closed: bool
) -> None:
    survey = verdicts[closed]
    page = acme.app.test_client().post(
        f"/s/{survey.code}/customers", data={"submission_id": str(uuid4()), "move": "finish", **answers}
    )
    call = send(crm, survey, answers)
    assert {303: 201}.get(page.status_code, page.status_code) == call.status_code, (answers, call.json)


@pytest.fixture
def verdicts(acme: Member, crm: System) -> dict[bool, Opened]:
    """An open survey and a closed one."""
    open_, over = identified(acme), identified(acme)
    if over.code == open_.code:
        over = surveys.opened(acme, surveys.published(acme, *questions()), ["customers"], mode="confidential")
    surveys.closed(over)
    return {False: open_, True: over}
