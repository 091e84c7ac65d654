"""Opening surveys, the links to give out, closing; the list of everything."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from feedback import jobs
from feedback.db import db
from feedback.permissions import Role
from feedback.surveys.queries import surveys as queries
from tests.factories import groups, journeys, surveys
from tests.factories.people import Member, member, post
from tests.factories.surveys import answered, asked, counted, opened, published

SignedIn = Callable[[Member], FlaskClient]
LIST, LAUNCH = "/o/acme/surveys", "/o/acme/surveys/new"


@pytest.fixture
def questionnaire(acme: Member) -> str:
    groups.three_groups(acme)
    journeys.journey(acme)
    return published(acme, asked("nps", "nps"), asked("csat", "csat", "visit"), asked("bill", "csat", "billing"))


def main_of(page: str) -> str:
    return page[page.index("<main") :]


def test_nothing_yet_says_what_to_do(as_member: SignedIn, acme: Member) -> None:
    page = main_of(as_member(acme).get(LIST).get_data(as_text=True))
    assert re.findall(r'class="btn btn-primary" href="([^"]+)"', page) == ["/o/acme/surveys/questionnaires/library"]


def test_the_list_tells_open_from_closed(as_member: SignedIn, acme: Member, questionnaire: str) -> None:
    going, ended = opened(acme, questionnaire, ["customers"]), opened(acme, questionnaire, ["employees"])
    answered(going, "customers", 7, csat=4)
    counted(going)
    surveys.closed(ended)
    page = main_of(as_member(acme).get(LIST).get_data(as_text=True))
    first, second = page.split('id="h-closed"')
    assert (going.code in first, going.code in second) == (True, False)
    assert (ended.code in first, ended.code in second) == (False, True)
    assert "<b>7</b>" in first


def test_a_survey_is_opened_to_groups(as_member: SignedIn, acme: Member, questionnaire: str) -> None:
    data = {"questionnaire": questionnaire, "groups": ["customers", "employees"], "stage": "", "mode": ""}
    answer = post(as_member(acme), LAUNCH, data)
    assert answer.status_code == 303
    with acme.at_work():
        (row,) = queries.surveys()
        assert (row.mode, row.receipts, len(row.groups)) == ("anonymous", False, 2)
    assert answer.location == f"{LIST}/{row.code}"


def test_the_address_fills_the_form_in(as_member: SignedIn, acme: Member, questionnaire: str) -> None:
    query = f"?questionnaire={questionnaire}&stage=visit&group=employees"
    page = main_of(as_member(acme).get(LAUNCH + query).get_data(as_text=True))
    assert re.findall(r'<option selected value="([^"]*)"', page) == [questionnaire, "visit"]
    assert re.findall(r'<input checked[^>]*name="groups"[^>]*value="([^"]*)"', page) == ["employees"]


@pytest.mark.parametrize(
    "wrong",
    [{"groups": []}, {"closes_on": "2020-01-01"}, {"mode": "secret"}, {"questionnaire": "nothing"}, {"stage": "no"}],
)
def test_what_cannot_be_opened_stays_on_the_page(
    as_member: SignedIn, acme: Member, questionnaire: str, wrong: dict[str, object]
) -> None:
    data = {"questionnaire": questionnaire, "groups": ["customers"], "closes_on": "2090-12-31", **wrong}
    answer = post(as_member(acme), LAUNCH, data)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert ('value="2090-12-31"' in page) == ("closes_on" not in wrong)
    with acme.at_work():
        assert queries.surveys() == []


def test_a_handful_of_people_is_refused_in_words(as_member: SignedIn, acme: Member, questionnaire: str) -> None:
    groups.group(acme, "employee", code="few", size=4)
    answer = post(as_member(acme), LAUNCH, {"questionnaire": questionnaire, "groups": ["few"]})
    assert answer.status_code == 422
    assert "4 personas" in answer.get_data(as_text=True)


def test_every_group_has_its_links(as_member: SignedIn, acme: Member, questionnaire: str) -> None:
    survey = opened(acme, questionnaire, ["customers", "employees"])
    page = main_of(as_member(acme).get(f"{LIST}/{survey.code}").get_data(as_text=True))
    base = f"http://localhost/s/{survey.code}"
    assert re.findall(r'value="(http[^"]+)" readonly', page) == [
        f"{base}/{group}{stage}"
        for group in ("customers", "employees")
        for stage in ("", "?stage=visit", "?stage=billing")
    ]


def test_closing_ends_it_once(as_member: SignedIn, acme: Member, questionnaire: str) -> None:
    survey = opened(acme, questionnaire, ["customers"])
    client = as_member(acme)
    for _ in range(2):
        answer = post(client, f"{LIST}/{survey.code}/close")
        assert (answer.status_code, answer.location) == (303, f"{LIST}/{survey.code}/results")
    assert jobs.work_off(acme.app) == 1
    page = main_of(client.get(f"{LIST}/{survey.code}").get_data(as_text=True))
    assert "/close" not in page


def test_who_may_what(app: Flask, as_member: SignedIn, acme: Member, questionnaire: str) -> None:
    survey = opened(acme, questionnaire, ["customers"])
    analyst = as_member(member(app, "acme", Role.ANALYST))
    assert analyst.get(f"{LIST}/{survey.code}").status_code == 200
    assert analyst.get(LAUNCH).status_code == 403
    assert post(analyst, f"{LIST}/{survey.code}/close").status_code == 403


def test_another_organisations_survey_is_not_found(
    as_member: SignedIn, acme: Member, globex: Member, questionnaire: str
) -> None:
    survey = opened(acme, questionnaire, ["customers"])
    theirs = as_member(globex)
    for path in ("", "/results"):
        assert theirs.get(f"/o/globex/surveys/{survey.code}{path}").status_code == 404
    assert post(theirs, f"/o/globex/surveys/{survey.code}/close").status_code == 404
    with acme.at_work():
        assert queries.survey(survey.code).closed_at is None


def test_the_list_reads_as_often_for_three_as_for_one(as_member: SignedIn, acme: Member, questionnaire: str) -> None:
    client = as_member(acme)

    def reads() -> int:
        seen: list[str] = []
        with acme.app.app_context():
            listener = lambda *call: seen.append(call[2])  # noqa: E731
            event.listen(db.engine, "before_cursor_execute", listener)
            client.get(LIST)
            event.remove(db.engine, "before_cursor_execute", listener)
        return len(seen)

    opened(acme, questionnaire, ["customers"])
    client.get(LIST)
    before = reads()
    for group in ("employees", "suppliers"):
        more = opened(acme, published(acme, asked("x", "csat", "visit"), title=group), [group])
        answered(more, group, 6, x=4)
        surveys.closed(more)
    assert reads() == before
