"""Answers and figures to take away: to whom, of which surveys, and under which name."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import openpyxl
import pytest
from flask.testing import FlaskClient

from feedback.permissions import Role
from tests.factories import groups, journeys, people
from tests.factories.people import Member
from tests.factories.surveys import Opened, answered, asked, closed, counted, opened, published

SignedIn = Callable[[Member], FlaskClient]


@pytest.fixture
def survey(acme: Member) -> Opened:
    groups.three_groups(acme)
    journeys.journey(acme)
    questions = [asked("c", "csat", "visit"), asked("t", "longtext", "visit")]
    made = opened(
        acme, published(acme, *questions, title='../../x\r\nSet-Cookie: a=1".csv'.replace("\r\n", " ")), ["customers"]
    )
    answered(made, "customers", 2, c=5, t={"text": "=1+1"})
    answered(made, "customers", 1, c={"omitted": "not_applicable"}, t={"omitted": "skipped"})
    counted(made)
    return made


def lines(client: FlaskClient, survey: Opened, name: str) -> list[dict[str, str]]:
    answer = client.get(f"/o/acme/surveys/{survey.code}/{name}?lang=en")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig"), newline="")))


def test_every_answer_with_its_state(acme: Member, as_member: SignedIn, survey: Opened) -> None:
    found = lines(as_member(acme), survey, "responses.csv")
    assert sorted((row["c"], row["c.state"], row["t"], row["t.state"], row["group"]) for row in found) == [
        ("", "not_applicable", "", "skipped", "customers"),
        ("5", "answered", "'=1+1", "answered", "customers"),
        ("5", "answered", "'=1+1", "answered", "customers"),
    ]
    assert len({row["response"] for row in found}) == 3


def test_json_lines_and_a_workbook_say_the_same(acme: Member, as_member: SignedIn, survey: Opened) -> None:
    client = as_member(acme)
    raw = client.get(f"/o/acme/surveys/{survey.code}/responses.jsonl").get_data(as_text=True)
    said = [json.loads(line)["answers"]["c"] for line in raw.splitlines()]
    assert sorted(said, key=str) == [
        {"state": "answered", "number": 5},
        {"state": "answered", "number": 5},
        {"state": "not_applicable"},
    ]
    book = client.get(f"/o/acme/surveys/{survey.code}/responses.xlsx").get_data()
    sheets = openpyxl.load_workbook(io.BytesIO(book))
    assert sheets.sheetnames == ["responses", "codebook"] and sheets["responses"].max_row == 4


def test_the_codebook(acme: Member, as_member: SignedIn, survey: Opened) -> None:
    found = lines(as_member(acme), survey, "codebook.csv")
    assert {row["Column"] for row in found} == {"c", "c.state", "t", "t.state"}


def test_figures_carry_their_n(acme: Member, as_member: SignedIn, survey: Opened) -> None:
    found = lines(as_member(acme), survey, "results.csv")
    by = {(row["Question"], row["Figure"], row["Value"]): (row["n"], row["Result"]) for row in found}
    assert by[("c", "mean", "")] == ("2", "5.0") and by[("c", "share", "5")] == ("2", "1.0")
    assert by[("c", "shown", "")] == ("3", "3") and by[("c", "not_applicable", "")] == ("1", "1")
    assert by[("t", "skipped", "")] == ("1", "1")


@pytest.mark.parametrize("name", ["responses.csv", "responses.jsonl", "responses.xlsx", "codebook.csv", "results.csv"])
def test_the_name_is_safe(acme: Member, as_member: SignedIn, survey: Opened, name: str) -> None:
    answer = as_member(acme).get(f"/o/acme/surveys/{survey.code}/{name}")
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith('attachment; filename="') and ".." not in disposition and "/" not in disposition
    assert "Set-Cookie: a" not in disposition.replace("%20", " ") or "filename*=" in disposition


def test_who_may_not_export_is_refused(acme: Member, as_member: SignedIn, survey: Opened) -> None:
    client = as_member(people.member(acme.app, acme.organisation, Role.VIEWER))
    names = ("responses.csv", "responses.jsonl", "responses.xlsx", "codebook.csv", "results.csv")
    assert {client.get(f"/o/acme/surveys/{survey.code}/{name}").status_code for name in names} == {403}


@pytest.mark.parametrize("mode", ["anonymous", "confidential"])
@pytest.mark.parametrize("name", ["responses.csv", "responses.jsonl", "responses.xlsx"])
def test_single_answers_of_protected_surveys_never_leave(
    acme: Member, as_member: SignedIn, mode: str, name: str
) -> None:
    groups.three_groups(acme)
    journeys.journey(acme)
    made = opened(acme, published(acme), ["employees"], mode=mode)
    answered(made, "employees", 12, nps=9)
    closed(made)
    client = as_member(acme)
    refused = client.get(f"/o/acme/surveys/{made.code}/{name}?lang=en")
    assert refused.status_code == 403 and "only figures" in refused.get_data(as_text=True)
    assert client.get(f"/o/acme/surveys/{made.code}/results.csv").status_code == 200


def test_the_files_of_a_survey_have_names_of_their_own(acme: Member, as_member: SignedIn, survey: Opened) -> None:
    client = as_member(acme)
    paths = ("responses.csv", "codebook.csv", "results.csv")
    names = [client.get(f"/o/acme/surveys/{survey.code}/{one}").headers["Content-Disposition"] for one in paths]
    assert len(set(names)) == len(paths)
