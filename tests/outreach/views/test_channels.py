"""The pages of channels: every way to pass a link on, and what is refused."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable, Iterator
from urllib.parse import urlencode

import pypdfium2
import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from pyzbar.pyzbar import decode

from feedback import printing
from feedback.permissions import Role
from feedback.surveys.queries import surveys
from tests.factories.groups import three_groups
from tests.factories.journeys import journey
from tests.factories.people import Member, member, post
from tests.factories.surveys import Opened, asked, closed, opened, published, standard
from tests.statements import counted as statements

SignedIn = Callable[..., FlaskClient]
CHANNELS = "/o/acme/outreach/channels"
ENGLISH = {"Accept-Language": "en"}
needs_pdf = pytest.mark.skipif(not printing.is_available(), reason="the extra pdf is not installed")


@pytest.fixture
def ground(acme: Member) -> Member:
    three_groups(acme)
    journey(acme, ("booking", "visit"))
    return acme


@pytest.fixture
def survey(ground: Member) -> Opened:
    questions = [*standard(), asked("book", "csat", "booking"), asked("branch", "hidden")]
    return opened(ground, published(ground, *questions), ["customers"])


@pytest.fixture
def anonymous(ground: Member) -> Opened:
    questions = [*standard(), asked("branch", "hidden")]
    return opened(ground, published(ground, *questions, title="Inside"), ["employees"])


def path_of(survey: Opened, group: str = "customers", more: str = "") -> str:
    return f"{CHANNELS}/{survey.code}/{group}{more}"


def page(browser: FlaskClient, path: str, status: int = 200) -> str:
    answer = browser.get(path, headers=ENGLISH)
    assert answer.status_code == status, path
    return str(answer.get_data(as_text=True))


def codes(picture: Image.Image) -> Iterator[str]:
    for found in decode(picture.convert("L")):
        yield found.data.decode()


def test_before_a_survey_is_open_it_says_what_to_do(ground: Member, as_member: SignedIn) -> None:
    shown = page(as_member(ground), CHANNELS)
    assert "No survey is open." in shown
    assert 'href="/o/acme/surveys/new"' in shown


def test_every_open_link_stands_with_the_way_to_its_channels(
    ground: Member, survey: Opened, as_member: SignedIn
) -> None:
    shown = page(as_member(ground), CHANNELS)
    for more in ("", "?stage=booking", "?stage=visit"):
        assert f'value="http://localhost/s/{survey.code}/customers{more}"' in shown
        assert f'href="{path_of(survey, more=more)}"' in shown


def test_one_link_in_every_form(ground: Member, survey: Opened, as_member: SignedIn) -> None:
    shown = page(as_member(ground), path_of(survey, more="?stage=visit"))
    url = f"http://localhost/s/{survey.code}/customers?stage=visit"
    assert f'value="{url}"' in shown
    for address in ("qr.svg?stage=visit", "qr.png?stage=visit", "sheet/table?stage=visit&amp;in=es", "sheet/badge?"):
        assert f'href="{path_of(survey)}/{address}' in shown
    assert 'href="https://wa.me/?text=Acme%20would' in shown
    assert 'href="sms:?&amp;body=Acme%20would' in shown
    assert "data-survey=&#34;http" in shown or "data-survey=&quot;http" in shown
    assert "As an SMS it is" in shown


@pytest.mark.parametrize("format", ["svg", "png"])
def test_the_code_is_downloaded(ground: Member, survey: Opened, as_member: SignedIn, format: str) -> None:
    answer = as_member(ground).get(path_of(survey, more=f"/qr.{format}?stage=visit"))
    assert answer.status_code == 200
    assert answer.mimetype == {"svg": "image/svg+xml", "png": "image/png"}[format]
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    if format == "png":
        picture = Image.open(io.BytesIO(answer.data))
        assert list(codes(picture)) == [f"http://localhost/s/{survey.code}/customers?stage=visit"]


def test_each_name_gets_a_link_that_says_so(ground: Member, survey: Opened, as_member: SignedIn) -> None:
    browser = as_member(ground)
    asked_for = urlencode({"value": "branch", "names": "Norte\nSur <b>"})
    shown = page(browser, path_of(survey, more=f"?{asked_for}"))
    links = [html.unescape(one) for one in re.findall(r'value="(http://localhost/s/[^"]+\?v=[^"]+)"', shown)]
    assert len(links) == 2
    assert "Sur &lt;b&gt;" in shown
    picture = browser.get(path_of(survey, more="/qr.png?" + urlencode({"value": "branch", "name": "Norte"})))
    assert list(codes(Image.open(io.BytesIO(picture.data)))) == links[:1]
    stored = browser.get(links[0].removeprefix("http://localhost"))
    assert stored.status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [{"value": "branch", "names": ""}, {"value": "shop", "names": "Norte"}, {"value": "branch", "names": "x" * 101}],
)
def test_a_list_that_cannot_be_keeps_what_was_typed(
    ground: Member, survey: Opened, as_member: SignedIn, wrong: dict[str, str]
) -> None:
    shown = page(as_member(ground), path_of(survey, more=f"?{urlencode(wrong)}"), 422)
    assert "error-summary" in shown
    assert wrong["names"] in shown
    assert "?v=" not in shown


def test_an_anonymous_survey_says_why_it_takes_no_names(ground: Member, anonymous: Opened, as_member: SignedIn) -> None:
    browser = as_member(ground)
    shown = page(browser, path_of(anonymous, "employees"))
    assert "An anonymous survey takes no values with its links" in shown
    assert "Make the links" not in shown
    names = urlencode({"value": "branch", "names": "Ana"})
    for more in (f"?{names}", f"/sheet/badge?{names}", "/qr.png?" + urlencode({"value": "branch", "name": "Ana"})):
        assert "An anonymous survey" in page(browser, path_of(anonymous, "employees", more), 409)


def test_a_questionnaire_without_a_place_for_names_says_how_to_make_one(ground: Member, as_member: SignedIn) -> None:
    survey = opened(ground, published(ground, *standard()), ["customers"])
    shown = page(as_member(ground), path_of(survey))
    assert "Value that comes with the link" in shown
    assert "Make the links" not in shown


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ("?stage=nowhere", 404),
        ("/qr.gif", 404),
        ("/qr.png?name=Norte&value=shop", 404),
        ("/sheet/poster", 404),
        ("/sheet/poster.pdf", 404),
        ("/sheet/badge?names=Norte&value=shop", 404),
        ("/sheet/badge?names=&value=branch", 422),
    ],
)
def test_what_there_is_not(ground: Member, survey: Opened, as_member: SignedIn, more: str, status: int) -> None:
    page(as_member(ground), path_of(survey, more=more), status)


def test_a_group_that_is_not_asked_and_a_survey_that_is_over(
    ground: Member, survey: Opened, as_member: SignedIn
) -> None:
    browser = as_member(ground)
    page(browser, path_of(survey, "suppliers"), 404)
    closed(survey)
    page(browser, path_of(survey), 410)
    page(browser, path_of(survey, more="/qr.svg"), 410)


@pytest.mark.parametrize(("kind", "faces"), [("table", 2), ("invoice", 5), ("badge", 8)])
def test_a_sheet_prints_from_the_browser(
    ground: Member, survey: Opened, as_member: SignedIn, kind: str, faces: int
) -> None:
    shown = page(as_member(ground), path_of(survey, more=f"/sheet/{kind}?in=es&stage=visit"))
    assert shown.count('class="card"') == faces
    assert '<main lang="es"' in shown
    assert '<html lang="en">' in shown
    assert "Your visit (es)" in shown
    assert f'href="{path_of(survey)}?in=es&amp;stage=visit"' in shown


def test_an_address_cannot_make_the_way_back_lead_elsewhere(
    ground: Member, survey: Opened, as_member: SignedIn
) -> None:
    orders = urlencode({"_scheme": "javascript", "_external": "1", "organisation": "globex", "kind": "x", "code": "x"})
    shown = page(as_member(ground), path_of(survey, more=f"/sheet/badge?{orders}"))
    assert f'<a href="{path_of(survey)}">' in shown
    assert "javascript:" not in shown


@needs_pdf
def test_a_sheet_as_a_file_has_a_page_per_name(ground: Member, survey: Opened, as_member: SignedIn) -> None:
    names = urlencode({"value": "branch", "names": "Norte\nSur", "in": "en"})
    answer = as_member(ground).get(path_of(survey, more=f"/sheet/table.pdf?{names}"))
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    made = pypdfium2.PdfDocument(answer.data)
    assert [tuple(round(side) for side in sheet.get_size()) for sheet in made] == [(595, 842)] * 2
    read = [set(codes(sheet.render(scale=4).to_pil())) for sheet in made]
    assert [len(one) for one in read] == [1, 1]
    assert read[0] != read[1]


def test_where_no_pdf_can_be_made_the_page_says_how_to_print(
    ground: Member, survey: Opened, as_member: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "find_spec", lambda name: None)
    monkeypatch.setattr(printing, "is_available", printing.is_available.__wrapped__)
    browser = as_member(ground)
    assert "This installation makes no PDF files itself" in page(browser, path_of(survey, more="/sheet/badge"))
    page(browser, path_of(survey, more="/sheet/badge.pdf"), 404)


def origins(survey: Opened) -> list[str]:
    with survey.of.at_work():
        return list(surveys.survey(survey.code).embed_origins)


def test_websites_are_allowed_and_what_is_none_is_refused(ground: Member, survey: Opened, as_member: SignedIn) -> None:
    browser = as_member(ground)
    address = path_of(survey, more="/embedding?stage=visit")
    answer = post(browser, address, {"origins": "https://shop.example\nhttps://www.example"})
    assert (answer.status_code, answer.location) == (303, path_of(survey, more="?stage=visit#h-embed"))
    assert origins(survey) == ["https://shop.example", "https://www.example"]
    assert "https://shop.example\nhttps://www.example</textarea>" in page(browser, path_of(survey))
    answer = post(browser, address, {"origins": "https://shop.example/path"})
    assert answer.status_code == 422
    assert "https://shop.example/path</textarea>" in answer.get_data(as_text=True)
    assert origins(survey) == ["https://shop.example", "https://www.example"]
    assert post(browser, address, {"origins": ""}).status_code == 303
    assert origins(survey) == []


def test_who_may_only_look_changes_nothing(app: Flask, ground: Member, survey: Opened, as_member: SignedIn) -> None:
    browser = as_member(member(app, "acme", Role.VIEWER))
    assert "Save the websites" not in page(browser, path_of(survey))
    assert post(browser, path_of(survey, more="/embedding"), {"origins": "https://x.example"}).status_code == 403


def test_the_list_costs_the_same_for_one_survey_and_for_three(app: Flask, ground: Member, as_member: SignedIn) -> None:
    browser = as_member(ground)
    costs = []
    for number in range(3):
        opened(ground, published(ground, *standard(), title=f"Visit {number}"), ["customers", "employees"])
        with statements(app) as seen:
            page(browser, CHANNELS)
        costs.append(len(seen))
    assert costs[0] == costs[2]


def test_a_hostile_title_stays_text_on_every_page(ground: Member, as_member: SignedIn) -> None:
    title = "</script></textarea><script>alert(1)</script>\u2028"
    survey = opened(ground, published(ground, *standard(), title=title), ["customers"])
    browser = as_member(ground)
    for more in ("", "/sheet/table?in=en", "/sheet/badge?in=en"):
        shown = page(browser, path_of(survey, more=more))
        assert "<script>alert" not in shown
        assert "&lt;script&gt;alert(1)" in shown
    [pasted] = re.findall(r'<textarea[^>]* id="snippet"[^>]*>(.*?)</textarea>', page(browser, path_of(survey)), re.S)
    assert html.unescape(pasted).count("</script>") == 1
    picture = browser.get(path_of(survey, more="/qr.svg"))
    assert "\n" not in picture.headers["Content-Disposition"]
