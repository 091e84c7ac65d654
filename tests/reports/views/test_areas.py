"""One page per area."""

from __future__ import annotations

from collections.abc import Callable

import pypdfium2
import pytest
from flask.testing import FlaskClient

from feedback import printing
from tests.factories.backlog import said_and_proposed
from tests.factories.functions import area, fill
from tests.factories.people import Member

SignedIn = Callable[..., FlaskClient]
AREAS = "/o/acme/reports/areas"
ENGLISH = {"Accept-Language": "en"}


def page(browser: FlaskClient, address: str = AREAS) -> str:
    answer = browser.get(address, headers=ENGLISH)
    assert answer.status_code == 200
    return str(answer.get_data(as_text=True))


def test_without_areas_it_says_what_comes_first(acme: Member, as_member: SignedIn) -> None:
    assert "For that there have to be areas" in page(as_member(acme))


def test_each_area_has_its_page_with_its_stages_and_no_others(acme: Member, as_member: SignedIn) -> None:
    said_and_proposed(acme)
    area(acme, "field", "Field staff")
    fill(acme, "visit", "field", "does", task={"en": "Repairs it"})
    browser = as_member(acme)
    assert "Field staff" in page(browser)
    shown = page(browser, f"{AREAS}/field")
    assert "Summary for Field staff" in shown
    assert "takes part in: Visit" in shown
    assert "Booking" not in shown
    assert browser.get(f"{AREAS}/nothing").status_code == 404
    assert browser.get(f"{AREAS}/nothing/summary.pdf").status_code == 404


@pytest.mark.skipif(not printing.is_available(), reason="the extra pdf is not installed")
def test_its_pdf_is_one_sheet(acme: Member, as_member: SignedIn) -> None:
    said_and_proposed(acme)
    area(acme, "field", "Field staff")
    fill(acme, "visit", "field", "does", task={"en": "Repairs it"})
    answer = as_member(acme).get(f"{AREAS}/field/summary.pdf", headers=ENGLISH)
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    made = pypdfium2.PdfDocument(answer.data)
    assert (len(made), made.is_tagged()) == (1, True)
