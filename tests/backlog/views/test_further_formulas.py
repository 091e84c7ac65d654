"""ICE and WSJF through their pages."""

from __future__ import annotations

import re
from collections.abc import Callable

from flask.testing import FlaskClient

from feedback.backlog.actions import improvements as actions
from feedback.db import now
from tests.factories.backlog import ground, improvement, listed, said_and_proposed
from tests.factories.people import Member
from tests.factories.surveys import answered, asked, counted, opened, published

SignedIn = Callable[..., FlaskClient]
VIEWS = "/o/acme/backlog/views"


def page(client: FlaskClient, path: str) -> str:
    answer = client.get(path, headers={"Accept-Language": "en"})
    assert answer.status_code == 200, answer.status_code
    return re.sub(r"\s+", " ", answer.get_data(as_text=True))


def test_each_formula_says_what_goes_in_and_why_it_is_not_the_order(acme: Member, as_member: SignedIn) -> None:
    browser = as_member(acme)
    for path in ("ice", "wsjf"):
        assert "There is no order to look at yet." in page(browser, f"{VIEWS}/{path}")
    said_and_proposed(acme)
    ice, wsjf = page(browser, f"{VIEWS}/ice"), page(browser, f"{VIEWS}/wsjf")
    assert "Impact × confidence × ease" in ice
    assert "(Value + time presses + opens the way) ÷ job size" in wsjf
    for shown in (ice, wsjf):
        assert "Why it is not the order" in shown
        assert "Reduce waiting: Visit</a>" in shown
        assert shown.count("(effort not estimated yet)") == 2


def test_wsjf_says_which_part_is_missing(acme: Member, as_member: SignedIn) -> None:
    said_and_proposed(acme)
    browser = as_member(acme)
    before = page(browser, f"{VIEWS}/wsjf")
    assert "no improvement has a date" in before and "no improvement is noted as waiting" in before
    first, second = (line.improvement for line in listed(acme).lines[:2])
    acme.do(lambda: actions.change_improvement(second.id, needs_ids=[first.id], due_on=now().date()))
    after = page(browser, f"{VIEWS}/wsjf")
    assert "A part is missing" not in after
    assert 'data-label="Opens the way" class="num">3<' in after


def test_kano_says_how_to_ask_and_then_what_was_answered(acme: Member, as_member: SignedIn) -> None:
    browser = as_member(acme)
    assert "Nobody was asked how they would feel with something and without it." in page(browser, f"{VIEWS}/kano")
    ground(acme)
    number = improvement(acme, "visit")
    survey = opened(acme, published(acme, asked("call", "kano", "visit")), ["customers"])
    answered(survey, "customers", 9, call=["A"])
    counted(survey)
    shown = page(browser, f"{VIEWS}/kano")
    assert "<b>A delight: not missed where it lacks</b>" in shown
    assert 'data-label="Better with it" class="num">100% (' in shown
    assert f'href="/o/acme/backlog/{number}"' in shown
