"""Surveys over the API: opened, listed, closed; a promise stays."""

from __future__ import annotations

from datetime import timedelta

import pytest

from feedback import jobs
from feedback.db import now
from tests.dump import state
from tests.factories import groups, journeys, surveys
from tests.factories.callers import System, system
from tests.factories.people import Member
from tests.statements import counted


@pytest.fixture
def crm(acme: Member) -> System:
    groups.group(acme, code="customers")
    groups.group(acme, "employee", code="staff", size=40)
    journeys.journey(acme, ("visit", "after"))
    return system(acme)


def test_a_questionnaire_is_opened_read_and_closed(acme: Member, crm: System) -> None:
    draft = surveys.questionnaire(acme)
    (listed,) = crm.get("/questionnaires").json["items"]
    assert (listed["code"], listed["questions"], listed["version"]) == (draft, 4, None)
    made = crm.post("/surveys", {"questionnaire": draft, "groups": ["customers"]})
    assert made.status_code == 201
    code = made.json["code"]
    assert (made.json["mode"], made.json["open"], made.json["stage"]) == ("identified", True, None)
    assert [link["group"] for link in made.json["links"]] == ["customers"]
    assert acme.app.test_client().get(made.json["links"][0]["url"].removeprefix("http://localhost")).status_code == 200
    asked = {one["code"]: one["fields"] for one in made.json["questions"]}
    assert asked == {"nps": ["nps"], "csat": ["csat"], "single": ["single", "single.other"], "text": ["text"]}
    assert crm.get(f"/surveys/{code}").json == made.json
    closed = crm.post(f"/surveys/{code}/close", None)
    assert (closed.status_code, closed.json["open"]) == (200, False)
    jobs.work_off(acme.app)
    assert crm.post(f"/surveys/{code}/close", None).status_code == 200
    assert [one["code"] for one in crm.get("/surveys?open=false").json["items"]] == [code]
    assert crm.get("/surveys?open=true").json["items"] == []


def test_a_link_says_which_stage_it_asks_about(acme: Member, crm: System) -> None:
    wanted = {"questionnaire": surveys.questionnaire(acme), "groups": ["customers"]}
    stages = [crm.post("/surveys", {**wanted, **more}).json["links"][0]["stage"] for more in ({}, {"stage": "visit"})]
    assert stages == [None, "visit"]


def test_the_same_rules_refuse_as_on_the_page(acme: Member, crm: System) -> None:
    draft = surveys.questionnaire(acme)
    groups.group(acme, "supplier", code="few", size=3)
    yesterday = (now() - timedelta(days=1)).date().isoformat()
    crm.get("/surveys")
    before = state(acme.app)
    for change, field in (
        ({"groups": ["nobody"]}, "groups"),
        ({"groups": ["few"], "mode": "anonymous"}, "groups"),
        ({"stage": "nowhere"}, "stage"),
        ({"questionnaire": "nothing"}, "questionnaire"),
        ({"closes_on": yesterday}, "closes_on"),
        ({"mode": "secret"}, "mode"),
        ({"k_scores": 4}, "k_scores"),
    ):
        answer = crm.post("/surveys", {"questionnaire": draft, "groups": ["customers"], **change})
        assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, field), change
    assert state(acme.app) == before


def test_things_of_another_organisation_are_unknown(acme: Member, globex: Member, crm: System) -> None:
    """Case 12."""
    ours, theirs = surveys.questionnaire(acme), surveys.questionnaire(globex)
    groups.group(globex, code="theirs")
    for change, field in (({"questionnaire": theirs}, "questionnaire"), ({"groups": ["theirs"]}, "groups")):
        sent = {"questionnaire": ours, "groups": ["customers"]}
        never = {name: ["never"] if isinstance(value, list) else "never" for name, value in change.items()}
        foreign, nothing = crm.post("/surveys", {**sent, **change}), crm.post("/surveys", {**sent, **never})
        assert (foreign.status_code, nothing.status_code) == (422, 422)
        assert foreign.json["errors"] == nothing.json["errors"]
        assert foreign.json["errors"][0]["field"] == field


def test_a_draft_that_cannot_be_published_says_why(acme: Member, crm: System) -> None:
    draft = surveys.questionnaire(acme, surveys.asked("empty", "single", choices=[]))
    answer = crm.post("/surveys", {"questionnaire": draft, "groups": ["customers"]})
    assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, "questionnaire.empty")


def test_anonymity_is_not_reduced_after_launch(acme: Member, crm: System) -> None:
    """Case 60."""
    survey = surveys.opened(acme, surveys.questionnaire(acme), ["staff"], mode="anonymous")
    crm.get("/surveys")
    before = state(acme.app)
    for change in (
        {"mode": "identified"},
        {"mode": "confidential"},
        {"k_scores": 1},
        {"k_scores": 50},
        {"k_comments": 5},
        {"receipts": False},
        {"mode": "identified", "embed_origins": ["https://shop.example"]},
    ):
        answer = crm.patch(f"/surveys/{survey.code}", change)
        assert (answer.status_code, answer.json["code"]) == (409, "anonymity_frozen"), change
        assert answer.json["detail"] == "Anonymity cannot be reduced after launch."
    for unknown in ({"anonymous": False}, {"min_group": 1}, {"launch": {}}, {"questions": []}, {"closed_at": None}):
        assert crm.patch(f"/surveys/{survey.code}", unknown).status_code == 422, unknown
    assert state(acme.app) == before
    page = acme.app.test_client().get(f"/s/{survey.code}/staff?lang=en").get_data(as_text=True)
    assert "Your answer is anonymous" in page


def test_what_is_no_promise_may_change(acme: Member, crm: System) -> None:
    survey = surveys.opened(acme, surveys.questionnaire(acme), ["staff"], mode="anonymous")
    same = {"mode": "anonymous", "k_scores": 5, "embed_origins": ["https://shop.example"]}
    assert crm.patch(f"/surveys/{survey.code}", same).status_code == 200
    framed = acme.app.test_client().get(f"/s/{survey.code}/staff?embed=1").headers["Content-Security-Policy"]
    assert "frame-ancestors https://shop.example" in framed
    refused = crm.patch(f"/surveys/{survey.code}", {"embed_origins": ["javascript:alert(1)"]})
    assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, "embed_origins")


def test_a_list_takes_as_many_queries_for_three_as_for_one(acme: Member, crm: System) -> None:
    counts = []
    for _ in range(3):
        surveys.opened(acme, surveys.questionnaire(acme), ["customers"])
        crm.get("/surveys")
        with counted(acme.app) as statements:
            crm.get("/surveys")
        counts.append(len(statements))
    assert counts[0] == counts[2]
