"""Sheets with QR codes: printed by the browser and by WeasyPrint, laid on a table, and read back."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from urllib.parse import urlencode

import pypdfium2
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page
from pyzbar.pyzbar import ZBarSymbol, decode

from feedback import printing
from feedback.cocreation.loading.content import EMAIL, PASSWORD
from tests.e2e.serving import Installation
from tests.e2e.visiting import Visitors, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("example")]

ON_A_PAGE = {"table": 2, "invoice": 5, "badge": 8}
DOTS_PER_INCH = 300


@pytest.fixture(scope="module")
def page(example: Installation, browser: Browser) -> Iterator[Page]:
    """A page of somebody who is signed in, the same in every test."""
    with Visitors(browser) as people:
        page = people.desk()
        sign_in(page, example.address, EMAIL, PASSWORD)
        yield page


@pytest.fixture(scope="module")
def first_channel(page: Page, example: Installation) -> tuple[str, str]:
    """The page of the first open link, and the link itself."""
    page.goto(f"{example.address}/o/clima-sur/outreach/channels")
    row = page.locator("main tbody tr").first
    url = row.locator("input").input_value()
    row.get_by_role("link").first.click()
    assert page.locator("#link").input_value() == url
    return page.url, url


def sheet_of(channel: str, kind: str) -> str:
    path, _, query = channel.partition("?")
    return f"{path}/sheet/{kind}?{'&'.join(filter(None, (query, urlencode({'in': 'es'}))))}"


def read_back(pdf: bytes) -> list[list[str]]:
    """What a decoder finds on each page of a print, at the resolution of an office printer."""
    return [list(_found(one.render(scale=DOTS_PER_INCH / 72).to_pil())) for one in pypdfium2.PdfDocument(pdf)]


def _found(image: Image.Image) -> Iterator[str]:
    """A camera sees one code at a time. Of eight on one image zbar takes corners of several for one, now and then:
    what was read is covered, and the rest is looked at again."""
    while codes := decode(image, symbols=[ZBarSymbol.QRCODE]):
        for code in codes:
            yield code.data.decode()
            left, top, width, height = code.rect
            image.paste("white", (left, top, left + width, top + height))


def is_a4(pdf: bytes) -> bool:
    sizes: Sequence[tuple[float, float]] = [one.get_size() for one in pypdfium2.PdfDocument(pdf)]
    return {(round(width), round(height)) for width, height in sizes} == {(595, 842)}


@pytest.mark.parametrize("kind", ON_A_PAGE)
def test_what_the_browser_prints_is_read_back(page: Page, first_channel: tuple[str, str], kind: str) -> None:
    channel, url = first_channel
    page.goto(sheet_of(channel, kind))
    printed = page.pdf(prefer_css_page_size=True, print_background=True)
    assert is_a4(printed)
    assert read_back(printed) == [[url] * ON_A_PAGE[kind]]


@pytest.mark.skipif(not printing.is_available(), reason="the extra pdf is not installed")
@pytest.mark.parametrize("kind", ON_A_PAGE)
def test_what_the_product_prints_is_read_back(
    page: Page, example: Installation, first_channel: tuple[str, str], kind: str
) -> None:
    channel, url = first_channel
    page.goto(sheet_of(channel, kind))
    file = page.locator("header a[href*='.pdf']").get_attribute("href")
    answer = page.request.get(f"{example.address}{file}")
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    assert is_a4(answer.body())
    assert read_back(answer.body()) == [[url] * ON_A_PAGE[kind]]


def test_the_code_that_is_downloaded_opens_the_questionnaire(
    page: Page, first_channel: tuple[str, str], visitors: Visitors
) -> None:
    """The SVG as a browser draws it, photographed, decoded, and followed on a phone."""
    channel, url = first_channel
    path, _, query = channel.partition("?")
    svg = page.request.get(f"{path}/qr.svg?{query}").text()
    sheet = visitors.desk()
    sheet.set_content(f"<!doctype html><title>QR</title>{svg.partition('?>')[2]}")
    picture = sheet.locator("svg").screenshot()
    [found] = decode(Image.open(io.BytesIO(picture)))
    assert found.data.decode() == url
    phone = visitors.phone()
    answer = phone.goto(url)
    assert answer and answer.status == 200
    assert phone.locator("main[data-state=form]").count() == 1
