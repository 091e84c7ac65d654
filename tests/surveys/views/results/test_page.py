"""Results of a survey: figures with their n, and three different looks for the three ways of having none."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from feedback.db import db
from feedback.surveys.models import Response
from tests.factories import groups, journeys, surveys
from tests.factories.people import Member
from tests.factories.surveys import Opened, answered, asked, closed, counted, opened, published

SignedIn = Callable[[Member], FlaskClient]
QUESTIONS = [
    asked("csat", "csat", "visit"),
    asked("which", "single", "visit"),
    asked("why", "longtext", "visit"),
    asked("quit", "yesno", "visit"),
]


@pytest.fixture
def survey(acme: Member) -> Callable[..., Opened]:
    groups.three_groups(acme)
    journeys.journey(acme)
    code = published(acme, *QUESTIONS)
    return lambda *names, **values: opened(acme, code, list(names), **values)


def main_of(client: FlaskClient, survey: Opened) -> str:
    page = client.get(f"/o/acme/surveys/{survey.code}/results").get_data(as_text=True)
    return page[page.index("<main") :]


def charts(page: str) -> list[str]:
    return [address.replace("&amp;", "&") for address in re.findall(r'<img src="([^"]+)"', page)]


def test_figures_stand_with_their_n_and_a_chart_with_its_table(
    acme: Member, as_member: SignedIn, survey: Callable[..., Opened]
) -> None:
    asked_now = survey("customers")
    answered(asked_now, "customers", 3, csat=5, which="a", quit="no", why={"text": "Nadie me avisó"})
    answered(asked_now, "customers", 1, csat=1, quit="yes")
    counted(asked_now)
    client = as_member(acme)
    page = main_of(client, asked_now)
    assert re.findall(r"<b>([^<]+)</b> <small>[^<]*n (\d+)", page) == [("4,0", "4"), ("25\xa0%", "4")]
    assert re.findall(r"Escribieron algo: <b>(\d+)</b>", page) == ["3"]
    assert len(charts(page)) == 3
    picture = client.get(charts(page)[0])
    assert (picture.status_code, picture.mimetype) == (200, "image/svg+xml")
    assert picture.get_data(as_text=True).startswith("<svg")
    assert "style=" not in picture.get_data(as_text=True)
    assert page.count("Nadie me avisó") == 3


def test_a_picture_is_drawn_once(
    acme: Member, as_member: SignedIn, survey: Callable[..., Opened], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked_now = survey("customers")
    answered(asked_now, "customers", 2, csat=5)
    counted(asked_now)
    client = as_member(acme)
    (address,) = charts(main_of(client, asked_now))
    first = client.get(address).data

    def no_more(*drawn: object, **look: object) -> bytes:
        raise AssertionError("drawn again")

    monkeypatch.setattr("feedback.surveys.charting.distribution_bars", no_more)
    assert client.get(address).data == first


def test_four_of_twelve_stay_hidden_everywhere(
    acme: Member, as_member: SignedIn, survey: Callable[..., Opened]
) -> None:
    """Case 74: on the page, in its charts and in the addresses of charts that the page does not offer."""
    asked_now = survey("employees", "suppliers")
    answered(asked_now, "employees", 4, csat=2, which="a")
    answered(asked_now, "employees", 4, csat=4, which="b")
    answered(asked_now, "suppliers", 3, csat=1, which="c")
    answered(asked_now, "suppliers", 1, csat=3, which="a")
    closed(asked_now)
    client = as_member(acme)
    page = main_of(client, asked_now)
    assert "menos de 5 respuestas" in page
    assert charts(page) and all("group=together" in address for address in charts(page))
    (row_id, _stage) = asked_now.questions["csat"]
    for group in ("suppliers", "employees"):
        hidden = client.get(f"/o/acme/surveys/{asked_now.code}/chart/{row_id}.svg?group={group}")
        assert hidden.status_code == 404


def test_five_are_shown(acme: Member, as_member: SignedIn, survey: Callable[..., Opened]) -> None:
    """Case 74: from five people on."""
    asked_now = survey("employees", "suppliers")
    answered(asked_now, "employees", 5, csat=2)
    answered(asked_now, "employees", 3, csat=4)
    answered(asked_now, "suppliers", 3, csat=1)
    answered(asked_now, "suppliers", 2, csat=3)
    closed(asked_now)
    (row_id, _stage) = asked_now.questions["csat"]
    shown = as_member(acme).get(f"/o/acme/surveys/{asked_now.code}/chart/{row_id}.svg?group=suppliers")
    assert shown.status_code == 200


def test_before_it_closes_nothing_of_a_protected_survey_is_there(
    acme: Member, as_member: SignedIn, survey: Callable[..., Opened]
) -> None:
    asked_now = survey("employees")
    answered(asked_now, "employees", 37, csat=2)
    client = as_member(acme)
    for path in ("", "/results"):
        page = client.get(f"/o/acme/surveys/{asked_now.code}{path}").get_data(as_text=True)
        read = re.sub(r"<[^>]*>", " ", page[page.index("<main") :]).split()
        assert "37" not in read
    assert charts(main_of(client, asked_now)) == []
    (row_id, _stage) = asked_now.questions["csat"]
    assert client.get(f"/o/acme/surveys/{asked_now.code}/chart/{row_id}.svg?group=employees").status_code == 404


def test_nobody_answered_is_not_too_few(acme: Member, as_member: SignedIn, survey: Callable[..., Opened]) -> None:
    asked_now = survey("customers")
    page = main_of(as_member(acme), asked_now)
    assert page.count('class="look no-answer"') == len(QUESTIONS) + 1
    assert "too-few" not in page


def test_a_chart_of_another_survey_or_group_is_not_found(
    acme: Member, as_member: SignedIn, survey: Callable[..., Opened]
) -> None:
    asked_now = survey("customers")
    answered(asked_now, "customers", 2, csat=5)
    counted(asked_now)
    (row_id, _stage) = asked_now.questions["csat"]
    other = opened(acme, published(acme, asked("x", "csat", "visit")), ["customers"])
    client, base = as_member(acme), "/o/acme/surveys"
    assert client.get(f"{base}/{asked_now.code}/chart/{row_id}.svg?group=customers").status_code == 200
    for path in (
        f"{asked_now.code}/chart/{row_id}.svg?group=employees",
        f"{asked_now.code}/chart/{row_id}.svg",
        f"{other.code}/chart/{row_id}.svg?group=customers",
    ):
        assert client.get(f"{base}/{path}").status_code == 404


def test_one_group_has_no_column_of_all_together(
    acme: Member, as_member: SignedIn, survey: Callable[..., Opened]
) -> None:
    one, two = survey("customers"), survey("customers", "employees", mode="identified")
    for each in (one, two):
        answered(each, "customers", 2, csat=5)
        counted(each)
    client = as_member(acme)
    assert [main_of(client, each).count("Todos juntos") for each in (one, two)] == [0, len(QUESTIONS)]


def test_figures_of_the_list_and_of_the_page_agree(
    acme: Member, as_member: SignedIn, survey: Callable[..., Opened]
) -> None:
    asked_now = survey("customers")
    answered(asked_now, "customers", 23, csat=5)
    surveys.counted(asked_now)
    assert "n 23" in main_of(as_member(acme), asked_now)
    assert "<b>23</b>" in as_member(acme).get("/o/acme/surveys").get_data(as_text=True)


def test_one_person_was_timed(acme: Member, as_member: SignedIn, survey: Callable[..., Opened]) -> None:
    """A median of one has no interval: the time and its n stand alone."""
    asked_now = survey("customers")
    answered(asked_now, "customers", 1, csat=5)
    counted(asked_now)
    acme.do(lambda: db.session.execute(update(Response).values(seconds=15)))
    page = main_of(as_member(acme), asked_now)
    assert re.findall(r'<b>(15 segundos)</b> <span class="muted s3">([^<]*)</span>', page) == [("15 segundos", "n 1")]
