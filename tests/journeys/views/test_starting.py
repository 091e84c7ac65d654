"""Beginning with the twelve steps, through the pages."""

from __future__ import annotations

from collections.abc import Callable

from flask.testing import FlaskClient

from feedback.journeys.queries import functions
from tests.factories.journeys import current, journey
from tests.factories.people import Member, post
from tests.journeys.views.test_editor import EDIT, page

SignedIn = Callable[..., FlaskClient]
STEPS = f"{EDIT}/steps"


def test_an_empty_journey_offers_the_twelve_steps(acme: Member, as_member: SignedIn) -> None:
    journey(acme, stages=())
    browser = as_member(acme)
    assert f'href="{STEPS}"' in page(browser)
    shown = page(browser, STEPS)
    assert "Feel the need" in shown
    assert shown.count("checked") == 7
    answer = post(browser, STEPS, {"codes": ["care", "management"]})
    assert (answer.status_code, answer.location) == (303, EDIT)
    assert [stage.name["es"] for stage in current(acme)][-1] == "Volver o irse"
    with acme.at_work():
        assert [one.code for one in functions.functions()] == ["care", "management"]
    assert f'href="{STEPS}"' not in page(browser)


def test_what_is_drawn_is_not_drawn_over(acme: Member, as_member: SignedIn) -> None:
    browser = as_member(acme)
    assert browser.get(STEPS).status_code == 404
    journey(acme, stages=["visit"])
    assert post(browser, STEPS, {"codes": []}).status_code == 409
    assert post(browser, STEPS, {"codes": ["nothing"]}).status_code == 422
    assert [stage.code for stage in current(acme)] == ["visit"]
