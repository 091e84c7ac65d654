"""What stands under a question besides its bars: rows, states, rounds, cuts, pairs, and how people got through."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from feedback import jobs
from tests.factories import groups, journeys, surveys
from tests.factories.people import Member
from tests.factories.surveys import Opened, answered, asked, closed, counted, opened, published

SignedIn = Callable[[Member], FlaskClient]
ROWS = [{"code": code, "text": {"es": f"Fila {code}", "en": f"Row {code}"}} for code in ("r1", "r2")]
POINTS = [{"code": str(n), "text": {"es": str(n), "en": str(n)}} for n in range(1, 6)]


@pytest.fixture
def stages(acme: Member) -> None:
    groups.three_groups(acme)
    journeys.journey(acme)


def main_of(client: FlaskClient, survey: Opened, query: str = "lang=en") -> str:
    page = client.get(f"/o/acme/surveys/{survey.code}/results?{query}").get_data(as_text=True)
    text = re.sub(r"<[^>]+>", " ", page[page.index("<main") : page.index("</main>")])
    return " ".join(text.split())


def test_four_states_are_counted_apart(acme: Member, as_member: SignedIn, stages: None) -> None:
    survey = opened(acme, published(acme, asked("c", "csat", "visit")), ["customers"])
    answered(survey, "customers", 3, c=5)
    answered(survey, "customers", 2, c={"omitted": "skipped"})
    answered(survey, "customers", 1, c={"omitted": "not_applicable"})
    answered(survey, "customers", 4)
    counted(survey)
    assert "Shown to 6 · left empty: 2 · does not apply to 1" in main_of(as_member(acme), survey)


def test_rows_stand_one_by_one(acme: Member, as_member: SignedIn, stages: None) -> None:
    matrix = asked("x", "matrix", "visit", rows=ROWS, choices=POINTS)
    survey = opened(acme, published(acme, matrix), ["customers"])
    answered(survey, "customers", 3, x={"parts": {"r1": "5", "r2": "2"}})
    answered(survey, "customers", 1, x={"parts": {"r1": "1"}})
    counted(survey)
    page = main_of(as_member(acme), survey)
    assert "Row r1" in page and "5 75 % · 1 25 %" in page.replace("\xa0", " ").replace("75%", "75 %").replace(
        "25%", "25 %"
    )
    assert "Row r2" in page


def test_answers_are_cut_by_another_question(acme: Member, as_member: SignedIn, stages: None) -> None:
    cut = asked("branch", "single", settings={"segment": True})
    survey = opened(acme, published(acme, cut, asked("c", "csat", "visit")), ["customers"])
    answered(survey, "customers", 3, branch="a", c=5)
    answered(survey, "customers", 2, branch="b", c=1)
    counted(survey)
    client = as_member(acme)
    assert "Cut by the answer to" in main_of(client, survey)
    page = main_of(client, survey, f"lang=en&by={cut['id']}")
    assert re.search(r"a 5\.0 .{0,40}n 3 3 b 1\.0 .{0,40}n 2 2", page)


def test_rounds_have_a_picture_and_a_table(acme: Member, as_member: SignedIn, stages: None) -> None:
    code = published(acme, asked("c", "csat", "visit"))
    for month, score in (("2026-01", 2), ("2026-06", 5)):
        survey = opened(acme, code, ["customers"], wave=surveys.wave(acme, month))
        answered(survey, "customers", 3, c=score)
        counted(survey)
    client = as_member(acme)
    assert "2026-01 2.0 (n 3)" in main_of(client, survey) and "2026-06 5.0 (n 3)" in main_of(client, survey)
    row = survey.questions["c"][0]
    picture = client.get(f"/o/acme/surveys/{survey.code}/trend/{row}.svg")
    assert (picture.status_code, picture.mimetype) == (200, "image/svg+xml")
    assert client.get(f"/o/acme/surveys/{survey.code}/trend/{survey.id}.svg").status_code == 404


def test_a_guess_stands_beside_what_customers_said(acme: Member, as_member: SignedIn, stages: None) -> None:
    own: dict[str, Any] = asked("own", "csat", "visit", construct="waiting")
    guess: dict[str, Any] = asked("guess", "csat", "visit", construct="waiting", predicts=True)
    lived = opened(acme, published(acme, own), ["customers"])
    guessed = opened(acme, published(acme, guess), ["employees"])
    for score, times in ((5, 6), (4, 6)):
        answered(guessed, "employees", times, guess=score)
    closed(guessed)
    client = as_member(acme)
    assert "Customers themselves, on 1 to 5: nobody answered" in main_of(client, guessed)
    for score, times in ((1, 6), (2, 6)):
        answered(lived, "customers", times, own=score)
    counted(lived)
    page = main_of(client, guessed)
    assert "Customers themselves, on 1 to 5: 1.5" in page
    assert "they think it is better than customers live it, by 3.0" in page


def test_customers_that_were_never_asked_are_said(acme: Member, as_member: SignedIn, stages: None) -> None:
    guess = asked("guess", "csat", "visit", construct="waiting", predicts=True)
    guessed = opened(acme, published(acme, guess), ["employees"])
    answered(guessed, "employees", 12, guess=3)
    closed(guessed)
    assert "Customers were not asked this yet" in main_of(as_member(acme), guessed)


def test_an_anonymous_survey_watches_nobody_and_gives_no_single_answer(
    acme: Member, as_member: SignedIn, stages: None
) -> None:
    survey = opened(acme, published(acme), ["employees"])
    answered(survey, "employees", 12, nps=9)
    closed(survey)
    page = main_of(as_member(acme), survey)
    assert "nobody is watched while answering" in page and "Single answers never leave this survey" in page
    assert "Every answer" not in page


def test_answers_that_are_not_counted_yet_are_said(acme: Member, as_member: SignedIn, stages: None) -> None:
    survey = opened(acme, published(acme), ["customers"])
    client = as_member(acme)
    waiting = "New answers are being counted"
    assert waiting not in main_of(client, survey)
    acme.do(
        lambda: jobs.add(
            "surveys.tally", organisation_id=acme.organisation_id, key=f"tally:{survey.id}", survey=survey.id.hex
        )
    )
    assert waiting in main_of(client, survey)
    jobs.work_off(acme.app)
    assert waiting not in main_of(client, survey)


def test_what_only_informs_has_no_results_and_repeated_answers_are_dots(
    acme: Member, as_member: SignedIn, stages: None
) -> None:
    info = asked("i", "info", text={"es": "Solo para leer", "en": "Only to read"})
    why = asked("why", "text", text={"es": "Dijiste {n}", "en": "You said {n}. Why {unknown}?"})
    survey = opened(acme, published(acme, asked("n", "nps"), info, why), ["customers"])
    page = main_of(as_member(acme), survey)
    assert "Only to read" not in page and "You said …. Why {unknown}?" in page
