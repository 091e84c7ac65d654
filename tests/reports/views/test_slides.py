"""The report as slides: who gets them, and that they say what the report says."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient

from feedback.permissions import Role
from feedback.reports.downloads import TYPES
from tests.factories.backlog import said_and_proposed
from tests.factories.cycles import cycle
from tests.factories.people import Member, member
from tests.factories.programme import started
from tests.factories.slides import everything, opened, titles, words

SignedIn = Callable[..., FlaskClient]
REPORT, SLIDES = "/o/acme/reports", "/o/acme/reports/slides.pptx"
ENGLISH = {"Accept-Language": "en"}


def test_a_meeting_gets_the_report_with_its_cycle_as_slides(acme: Member, as_member: SignedIn) -> None:
    said_and_proposed(acme)
    started(acme, "visit", title={"en": "=1+1 <b>Tell</b> the hour"})
    cycle(acme, goal={"en": "No surprises"}, sponsor="Carmen")
    answer = as_member(acme).get(SLIDES, headers=ENGLISH)
    assert (answer.status_code, answer.mimetype) == (200, TYPES["pptx"])
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="Acme-report-of-20')
    show = opened(answer.data)
    assert "Cycle: Autumn" in words(show.slides[0])
    assert "Goal: No surprises" in words(show.slides[0])
    assert "=1+1 <b>Tell</b> the hour" in everything(show)
    assert titles(show)[-1] == "What we do not know"


def test_the_page_leads_there_for_whoever_may_take_files_out(app: Flask, acme: Member, as_member: SignedIn) -> None:
    assert 'href="/o/acme/reports/slides.pptx"' in as_member(acme).get(REPORT).get_data(as_text=True)
    viewer = as_member(member(app, "acme", Role.VIEWER))
    assert "slides.pptx" not in viewer.get(REPORT).get_data(as_text=True)
    assert viewer.get(SLIDES).status_code == 403
