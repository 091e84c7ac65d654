from __future__ import annotations

from collections.abc import Callable
from html import unescape

import pytest
from flask.testing import FlaskClient

from feedback.insights.views import sentences
from tests.factories import surveys
from tests.factories.heard import answered_about, heard
from tests.factories.people import Member
from tests.factories.runs import ground

Browser = Callable[..., FlaskClient]


def shown(client: FlaskClient, query: str = "") -> str:
    answer = client.get(f"/o/acme/themes/sentences?lang=en&{query}")
    assert answer.status_code == 200
    return unescape(answer.get_data(as_text=True))


def test_sentences_by_theme_stage_group_and_feeling(acme: Member, as_member: Browser) -> None:
    ground(acme)
    heard(acme, "customers", "waiting", "neg", "visit", n=1, text="One at the visit.")
    heard(acme, "employees", "noise", "pos", None, n=1, text="One without a stage.")
    browser = as_member(acme)
    every = shown(browser)
    assert "One at the visit." in every and "One without a stage." in every
    for query in ("theme=waiting", "stage=visit", "group=customers", "feeling=neg"):
        page = shown(browser, query)
        assert "One at the visit." in page and "One without a stage." not in page
    assert "One without a stage." in shown(browser, "stage=none")
    assert "No sentence fits." in shown(browser, "theme=waiting&feeling=pos")


@pytest.mark.parametrize("query", ["theme=x", "stage=x", "group=x", "feeling=x", "page=0", "page=x", "page=-1"])
def test_what_an_address_names_must_exist(acme: Member, as_member: Browser, query: str) -> None:
    ground(acme)
    assert as_member(acme).get(f"/o/acme/themes/sentences?{query}").status_code == 404


def test_pages_keep_what_was_asked(acme: Member, as_member: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sentences, "PAGE", 2)
    ground(acme)
    heard(acme, "customers", "waiting", n=3)
    browser = as_member(acme)
    first = shown(browser, "theme=waiting&feeling=neg")
    assert "1 to 2 of 3" in first
    assert "/o/acme/themes/sentences?theme=waiting&feeling=neg&page=2" in first
    assert "3 to 3 of 3" in shown(browser, "theme=waiting&feeling=neg&page=2")


def test_what_people_wrote_is_shown_as_text(acme: Member, as_member: Browser) -> None:
    ground(acme)
    heard(acme, "customers", "waiting", n=1, text="<script>alert(1)</script> {{7*7}}")
    page = as_member(acme).get("/o/acme/themes/sentences").get_data(as_text=True)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{7*7}}" in page
    assert "<script>alert" not in page


def test_the_answers_to_one_question_of_one_survey(acme: Member, as_member: Browser) -> None:
    ground(acme)
    opened = surveys.opened(acme, surveys.published(acme), ["customers"], mode="identified")
    answered_about(opened, "customers", 1, text="Written as an answer.")
    heard(acme, "customers", n=1, text="Written in a review.")
    browser = as_member(acme)
    page = shown(browser, f"survey={opened.code}&question=text")
    assert "Written as an answer." in page and "Written in a review." not in page
    assert "Answers to “text?”, Your visit, version 1." in page
    results = browser.get(f"/o/acme/surveys/{opened.code}/results?lang=en").get_data(as_text=True)
    assert f"/o/acme/themes/sentences?survey={opened.code}&amp;question=text" in results
    for query in (
        f"survey={opened.code}&question=nps",
        f"survey={opened.code}",
        "survey=x&question=text",
        "question=text",
    ):
        assert browser.get(f"/o/acme/themes/sentences?{query}").status_code == 404
