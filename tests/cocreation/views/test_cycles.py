"""Cycles: what the one under way begins from, and what closed ones keep for good."""

from __future__ import annotations

import io
import json
from collections.abc import Callable

import pypdfium2
import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook

from feedback import jobs, printing
from feedback.permissions import Role
from feedback.web.languages import INTERFACE
from tests.factories import slides
from tests.factories.backlog import decided, improvement, said_and_proposed
from tests.factories.cycles import closed, cycle
from tests.factories.functions import area
from tests.factories.people import Member, member

SignedIn = Callable[..., FlaskClient]
CYCLES = "/o/acme/cycles"


def page(browser: FlaskClient, address: str = CYCLES, language: str = "en") -> str:
    answer = browser.get(address, headers={"Accept-Language": language})
    assert answer.status_code == 200
    return str(answer.get_data(as_text=True))


def test_an_empty_organisation_is_told_what_will_stand_here(acme: Member, as_member: SignedIn) -> None:
    shown = page(as_member(acme))
    assert "No cycle is closed yet." in shown
    assert "Nothing yet: the six steps begin with groups" in shown


def test_the_next_one_begins_with_what_is_known_changed_and_to_revise(acme: Member, as_member: SignedIn) -> None:
    said_and_proposed(acme)
    closed(acme)
    area(acme)
    cycle(acme, goal={"en": "No surprises"}, sponsor="Carmen Ortega")
    number = improvement(acme, "visit", title={"en": "Tell the hour"})
    decided(acme, number)
    shown = page(as_member(acme))
    for words in (
        "No surprises",
        "Carmen Ortega",
        "Improvements that wait for a decision: 2.",
        "since Autumn was closed",
    ):
        assert words in shown, words
    assert "“Tell the hour” was decided and is not done." in shown
    assert "does not take part so far" in shown


def test_what_a_closed_one_kept_does_not_move_with_the_figures(acme: Member, as_member: SignedIn) -> None:
    said_and_proposed(acme)
    made = closed(acme)
    browser = as_member(acme)
    before = page(browser, f"{CYCLES}/{made}/report")
    improvement(acme, "visit", title={"en": "Something new"})
    assert "Waiting" in before
    assert page(browser, f"{CYCLES}/{made}/report") == before
    shown = page(browser, f"{CYCLES}/{made}")
    assert "Ask earlier." in shown
    assert "a role at stages: 2" in shown
    assert "Something new" not in shown


def test_its_files_are_made_once_in_every_language(acme: Member, as_member: SignedIn) -> None:
    said_and_proposed(acme)
    made = closed(acme)
    browser = as_member(acme)
    assert "The files are being made" in page(browser, f"{CYCLES}/{made}")
    jobs.work_off(acme.app)
    figures = json.loads(browser.get(f"{CYCLES}/{made}/report.json").data)
    assert figures["source"]["organisation"] == "Acme"
    for language in INTERFACE:
        whole = browser.get(f"{CYCLES}/{made}/report.html?lang={language}")
        assert f'<html lang="{language}">' in whole.get_data(as_text=True)
        assert whole.headers["Content-Disposition"].startswith("attachment")
    book = load_workbook(io.BytesIO(browser.get(f"{CYCLES}/{made}/report.xlsx?lang=en").data))
    assert book.sheetnames[0] == "Coverage"
    if printing.is_available():
        paper = pypdfium2.PdfDocument(browser.get(f"{CYCLES}/{made}/report.pdf?lang=es").data)
        assert paper.is_tagged()
        assert "Ask earlier." in paper[0].get_textpage().get_text_range()


def test_its_slides_are_drawn_from_what_was_kept_also_without_files(acme: Member, as_member: SignedIn) -> None:
    said_and_proposed(acme)
    made = closed(acme, goal={"en": "No surprises"})
    improvement(acme, "visit", title={"en": "Something new"})
    show = slides.opened(as_member(acme).get(f"{CYCLES}/{made}/report.pptx?lang=en").data)
    assert "Goal: No surprises" in slides.words(show.slides[0])
    assert "Waiting" in slides.everything(show)
    assert "Something new" not in slides.everything(show)


@pytest.mark.parametrize("rest", ["", "/report", "/report.json", "/report.pdf", "/report.pptx"])
def test_one_under_way_has_nothing_that_is_kept(acme: Member, as_member: SignedIn, rest: str) -> None:
    made = cycle(acme)
    assert as_member(acme).get(f"{CYCLES}/{made}{rest}").status_code == 404


def test_who_takes_no_files_out_reads_the_report_here(app: Flask, acme: Member, as_member: SignedIn) -> None:
    made = closed(acme)
    browser = as_member(member(app, "acme", Role.VIEWER))
    assert "Your role does not take files out" in page(browser, f"{CYCLES}/{made}")
    assert browser.get(f"{CYCLES}/{made}/report").status_code == 200
    assert browser.get(f"{CYCLES}/{made}/report.json").status_code == 403
