"""The questions on paper."""

from __future__ import annotations

from collections.abc import Callable

import pypdfium2
import pytest
from flask.testing import FlaskClient

from feedback import printing
from feedback.journeys import queries
from feedback.journeys.actions import starting
from tests.factories.functions import area, fill, ready
from tests.factories.journeys import journey
from tests.factories.people import Member
from tests.journeys.views.test_editor import page
from tests.journeys.views.test_functions import text

SignedIn = Callable[..., FlaskClient]
SHEET = "/o/acme/journey/functions/sheet"
needs_pdf = pytest.mark.skipif(not printing.is_available(), reason="the extra pdf is not installed")


def test_a_sheet_for_each_area_or_for_each_stage(acme: Member, as_member: SignedIn) -> None:
    journey(acme)
    area(acme)
    ready(acme, "field")
    fill(acme, "visit", "field", "does", task={"en": "Repairs it"})
    browser = as_member(acme)
    for query, sheets in (("", 2), ("?by=stage", 3), ("?area=field", 1), ("?stage=visit", 1)):
        assert page(browser, SHEET + query).count('class="sheet-prompts"') == sheets
    alone = text(page(browser, f"{SHEET}?area=field"))
    assert "Visit What do field staff see at this stage that nobody else in the company sees? ☒ Does it" in alone
    assert "☐ Does it" in alone
    assert "Repairs it" in alone
    for query in ("?area=nothing", "?stage=nothing"):
        assert browser.get(SHEET + query).status_code == 404


def test_with_nothing_to_print_the_sheet_says_so(acme: Member, as_member: SignedIn) -> None:
    assert "There is nothing to print yet" in page(as_member(acme), SHEET)


@needs_pdf
def test_the_twelve_steps_of_an_area_fit_one_page(acme: Member, as_member: SignedIn) -> None:
    journey(acme, stages=())
    acme.do(lambda: starting.begin(queries.journey()))
    answer = as_member(acme).get(f"{SHEET}.pdf", headers={"Accept-Language": "es"})
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    made = pypdfium2.PdfDocument(answer.data)
    assert len(made) == 7
    first = made[0].get_textpage().get_text_range()
    assert "Operaciones" in first
    assert "Volver o irse" in first


def test_where_no_pdf_can_be_made_the_page_says_how_to_print(
    acme: Member, as_member: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    journey(acme)
    area(acme)
    monkeypatch.setattr(printing, "is_available", lambda: False)
    assert "This installation makes no PDF files itself" in page(as_member(acme), SHEET)
    assert as_member(acme).get(f"{SHEET}.pdf").status_code == 404
