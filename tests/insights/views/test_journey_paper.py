"""The map on A3: some stages a sheet, what is hidden on the page hidden here, and the same as a file."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pypdfium2
import pytest
from flask.testing import FlaskClient

from feedback import printing
from tests.factories.groups import three_groups
from tests.factories.journeys import journey
from tests.factories.mapped import behind, variant
from tests.factories.people import Member
from tests.factories.runs import ground

Browser = Callable[..., FlaskClient]


def paper(client: FlaskClient, query: str = "") -> str:
    answer = client.get(f"/o/acme/journey/paper?lang=en{query}")
    assert answer.status_code == 200
    return unescape(answer.get_data(as_text=True))


def heads(page: str) -> list[list[str]]:
    """The names of the stages on each sheet."""
    sheets = page.split('<section class="paper">')[1:]
    return [re.findall(r'<span class="stop">\d+</span> ([^<]+)', sheet) for sheet in sheets]


def test_many_stages_stand_on_several_sheets_evenly(acme: Member, as_member: Browser) -> None:
    three_groups(acme)
    journey(acme, [f"s{number}" for number in range(16)])
    page = paper(as_member(acme))
    assert [len(sheet) for sheet in heads(page)] == [6, 6, 4]
    assert "Stages 7 to 12 of 16" in page
    assert "<script" not in page and "style=" not in page


def test_rows_and_variant_are_those_of_the_page(acme: Member, as_member: Browser) -> None:
    ground(acme)
    behind(acme)
    variant(acme, "billing", "visit")
    browser = as_member(acme)
    assert "For the van" not in paper(browser)
    page = paper(browser, "&rows=wait.goal&variant=short")
    assert heads(page) == [["Billing", "Visit"]]
    assert "For the van" in page and "1 hour" not in page
    assert "When do they come?" not in page
    assert browser.get("/o/acme/journey/paper?variant=unknown").status_code == 404


@pytest.mark.skipif(not printing.is_available(), reason="WeasyPrint is not here")
def test_the_file_is_a_pdf_on_a3(acme: Member, as_member: Browser) -> None:
    three_groups(acme)
    journey(acme, ["Booking", *(f"s{number}" for number in range(15))])
    answer = as_member(acme).get("/o/acme/journey.pdf?lang=en&rows=goal.moments")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    made = pypdfium2.PdfDocument(answer.data)
    assert [tuple(round(side) for side in sheet.get_size()) for sheet in made] == [(1191, 842)] * 3
    assert "Booking" in made[0].get_textpage().get_text_range()
    assert "attachment" in answer.headers["Content-Disposition"]


def test_without_a_journey_the_sheet_says_so(acme: Member, as_member: Browser) -> None:
    assert "The map of your journey will stand here." in paper(as_member(acme))
