"""The history of the map, how it looked, and the file."""

from __future__ import annotations

import json
from collections.abc import Callable

from flask.testing import FlaskClient

from feedback.journeys import actions
from tests.factories.journeys import change, journey
from tests.factories.people import Member
from tests.journeys.views.test_editor import EDIT, page

SignedIn = Callable[..., FlaskClient]
HISTORY = f"{EDIT}/history"


def test_without_a_change_the_history_says_so(acme: Member, as_member: SignedIn) -> None:
    assert "Nothing has changed yet." in page(as_member(acme), HISTORY)
    assert as_member(acme).get(f"{HISTORY}/1").status_code == 404
    assert as_member(acme).get(f"{EDIT}/export.json").status_code == 404


def test_every_version_says_what_it_changed_and_how_the_map_was(acme: Member, as_member: SignedIn) -> None:
    _, visit, billing = journey(acme)
    said = {"goal": {"es": "Nada"}, "silent": True, "assumed_feeling": 2}
    change(acme, visit, actions.change_stage, name={"es": "La espera", "en": "The wait"}, **said)
    change(acme, billing, actions.retire_stage)
    browser = as_member(acme)
    shown = page(browser, HISTORY)
    for told in (
        "“Visit” is new on the map.",
        "“Visit” is called “The wait” now.",
        "What is drawn of “The wait” changed.",
        "“Billing” is no longer on the map.",
        "A stage went off the map",
    ):
        assert told in shown
    before, after = page(browser, f"{HISTORY}/3"), page(browser, f"{HISTORY}/5")
    assert ("Billing" in before, "Visit" in before, "The wait" in before) == (True, True, False)
    assert ("Billing" in after, "The wait" in after, "supposed feeling: Bad" in after) == (False, True, True)
    assert '<form method="post" action="/o/acme/journey' not in before
    assert browser.get(f"{HISTORY}/6").status_code == 404


def test_the_journey_is_saved_as_a_file(acme: Member, as_member: SignedIn) -> None:
    journey(acme)
    answer = as_member(acme).get(f"{EDIT}/export.json")
    assert answer.mimetype == "application/json"
    assert answer.headers["Content-Disposition"].startswith("attachment; ")
    assert [stage["code"] for stage in json.loads(answer.data)["stages"]] == ["booking", "visit", "billing"]


def test_versions_of_others_do_not_exist(acme: Member, globex: Member, as_member: SignedIn) -> None:
    journey(globex)
    journey(acme, stages=["visit"])
    assert as_member(acme).get(f"{HISTORY}/2").status_code == 404
