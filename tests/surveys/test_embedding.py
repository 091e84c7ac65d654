"""In which pages the form may stand in a frame."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback.errors import Invalid
from feedback.surveys.actions import surveys
from feedback.surveys.embedding import MOST, origins_of, snippet
from feedback.surveys.queries import links
from feedback.surveys.queries import surveys as launched
from feedback.web.headers import POLICY
from tests.factories import groups, invitations, journeys
from tests.factories import surveys as made
from tests.factories.people import Member
from tests.factories.respondents import Respondent
from tests.factories.surveys import Opened


@pytest.mark.parametrize(
    ("typed", "origin"),
    [
        ("https://shop.example", "https://shop.example"),
        (" HTTPS://Shop.Example/ ", "https://shop.example"),
        ("https://shop.example:443", "https://shop.example"),
        ("https://shop.example:8443", "https://shop.example:8443"),
        ("http://localhost:8000", "http://localhost:8000"),
        ("https://peña.example", "https://xn--pea-8ma.example"),
        ("http://[::1]:80", "http://[::1]"),
    ],
)
def test_an_origin_is_written_as_a_browser_names_it(typed: str, origin: str) -> None:
    assert origins_of([typed, "", origin]) == [origin]


@pytest.mark.parametrize(
    "typed",
    [
        "shop.example",
        "*",
        "https://*.shop.example",
        "https://shop.example/page",
        "https://shop.example?x",
        "https://shop.example#x",
        "https://me@shop.example",
        "https://shop.example; script-src *",
        "https://shop.example https://evil.example",
        "https://shop.example\r\nX: y",
        "https://shop.example:99999",
        "https://",
        "javascript:alert(1)",
        "data:text/html,x",
        "https://" + "a" * 300 + ".example",
        "'self'",
        "null",
    ],
)
def test_nothing_else_gets_into_the_header(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        origins_of([typed])
    assert list(refused.value.fields) == ["origins"]


def test_not_more_than_a_header_holds() -> None:
    assert len(origins_of([f"https://s{n}.example" for n in range(MOST)])) == MOST
    with pytest.raises(Invalid):
        origins_of([f"https://s{n}.example" for n in range(MOST + 1)])


def test_a_title_cannot_leave_its_attribute() -> None:
    """Case 24."""
    code = snippet(
        "https://f.example", "https://f.example/s/x/y?stage=a&v=b", '"></script><script>alert(1)</script>\u2028'
    )
    assert code.count("<script") == 1 and code.count("</script>") == 1
    assert 'src="https://f.example/static/js/embed.js"' in code
    assert "stage=a&amp;v=b" in code


# --- through the page -------------------------------------------------------------------------------

SHOP = "https://shop.example"
FILLED = {"nps": "9", "csat": "4", "single": "b", "text": "Tardaron mucho."}
LISTED = POLICY.replace("frame-ancestors 'none'", f"frame-ancestors {SHOP} http://localhost:8000")


@pytest.fixture
def survey(acme: Member) -> Opened:
    groups.three_groups(acme)
    journeys.journey(acme)
    survey = made.opened(acme, made.published(acme), ["customers"])
    allow(survey, SHOP, "http://localhost:8000")
    return survey


def allow(survey: Opened, *origins: str) -> list[str]:
    kept: list[str] = survey.of.do(lambda: surveys.allow_embedding(launched.survey(survey.code), origins))
    links.forget_link(survey.code)
    return kept


def policy(client: FlaskClient, where: str) -> str:
    return client.get(where).headers["Content-Security-Policy"]


def test_only_the_form_in_a_frame_may_be_framed_and_only_there(client: FlaskClient, survey: Opened) -> None:
    """Case 34."""
    here = f"/s/{survey.code}/customers"
    guest = invitations.invited(survey, "customers")
    assert policy(client, f"{here}?embed=1") == LISTED
    assert policy(client, f"{here}/thanks?embed=1") == LISTED
    for other in (here, f"{here}?embed=2", f"{guest.path}?embed=1", "/s/x/y?embed=1", "/login?embed=1", "/r/x?embed=1"):
        assert policy(client, other) == POLICY


def test_where_nobody_is_listed_nobody_may(client: FlaskClient, survey: Opened) -> None:
    assert allow(survey) == []
    assert policy(client, f"/s/{survey.code}/customers?embed=1") == POLICY


def test_an_answer_in_a_frame_stays_in_it(client: FlaskClient, survey: Opened) -> None:
    someone = Respondent(client, f"/s/{survey.code}/customers?embed=1")
    assert f'data-origins="{SHOP} http://localhost:8000"' in someone.page
    assert "embed=1" in someone.action
    wrong = someone.go(**{**FILLED, "nps": "eleven"})
    assert (wrong.status_code, wrong.headers["Content-Security-Policy"]) == (422, LISTED)
    sent = someone.go(**FILLED)
    assert (sent.status_code, sent.location.endswith("&embed=1")) == (303, True)
    thanks = client.get(sent.location)
    assert thanks.headers["Content-Security-Policy"] == LISTED
    page = thanks.get_data(as_text=True)
    assert "framed.js" in page
    leaving = re.findall(r'<a [^>]*href="/[^"]*"[^>]*>', page)
    assert len(leaving) == 2 and all('target="_blank" rel="noopener"' in one for one in leaving), "the code, the foot"
    assert policy(client, sent.location.replace("&embed=1", "")) == POLICY
    assert policy(client, sent.location.replace("?thanks&", "?")) == POLICY


def test_without_a_frame_the_page_is_as_it_was(client: FlaskClient, survey: Opened) -> None:
    plain = Respondent(client, f"/s/{survey.code}/customers")
    framed = Respondent(client, f"/s/{survey.code}/customers?embed=1")
    again = Respondent(client, f"/s/{survey.code}/customers")
    assert ("framed.js" in plain.page, "framed.js" in framed.page, "framed.js" in again.page) == (False, True, False)
    assert ("data-origins" in plain.page, "data-origins" in framed.page) == (False, True)


def test_what_is_no_origin_is_refused_and_changes_nothing(app: Flask, survey: Opened) -> None:
    with pytest.raises(Invalid):
        allow(survey, "https://shop.example; script-src *")
    with survey.of.at_work():
        assert launched.survey(survey.code).embed_origins == [SHOP, "http://localhost:8000"]
