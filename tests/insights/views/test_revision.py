from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from flask.testing import FlaskClient

from feedback.db import now
from tests.factories import claims
from tests.factories.journeys import change, current
from tests.factories.people import Member, post
from tests.factories.runs import ground
from tests.insights.views.test_claims import shown

Browser = Callable[..., FlaskClient]
PAGE = "/o/acme/journey/revision"


def aged(of: Member, *stages: str) -> list[str]:
    """These stages were drawn long ago; what the page calls them."""
    then = now() - timedelta(days=800)
    old = [stage for stage in current(of) if stage.code in stages]
    for stage in old:
        change(of, stage, lambda one: setattr(one, "drawn_at", then))
    return [f"stage:{stage.id}" for stage in old]


def test_nothing_asks_of_a_map_just_drawn(acme: Member, as_member: Browser) -> None:
    ground(acme)
    browser = as_member(acme)
    assert "Nothing asks to be looked at again." in shown(browser, PAGE)
    assert "not confirmed for long" not in shown(browser, "/o/acme/")


def test_one_click_confirms_one_and_another_a_whole_stage(acme: Member, as_member: Browser) -> None:
    ground(acme)
    things = aged(acme, "booking", "visit", "billing")
    browser = as_member(acme)
    assert "3 of 6 statements of the map were not confirmed for more than 365 days." in shown(browser, PAGE)
    assert "3 statements of the map were not confirmed for long" in shown(browser, "/o/acme/")
    assert post(browser, f"{PAGE}/confirm", {"thing": things[0]}).status_code == 303
    assert "2 of 6 statements" in shown(browser, PAGE)
    assert post(browser, f"{PAGE}/confirm", {"thing": things}).status_code == 303
    assert "Nothing asks to be looked at again." in shown(browser, PAGE)


def test_claims_are_confirmed_too_and_strangers_are_not_found(acme: Member, globex: Member, as_member: Browser) -> None:
    ground(acme)
    ground(globex)
    claim, browser = claims.stated(acme, "visit", "They queue"), as_member(acme)
    assert post(browser, f"{PAGE}/confirm", {"thing": f"claim:{claim}"}).status_code == 303
    assert "Confirmed on" in shown(browser, f"/o/acme/journey/claims/{claim}")
    for thing in (f"stage:{current(globex)[0].id}", "stage:nonsense", "moon"):
        assert post(browser, f"{PAGE}/confirm", {"thing": thing}).status_code == 404


def test_the_half_life_is_set_here(acme: Member, as_member: Browser) -> None:
    ground(acme)
    then = now() - timedelta(days=40)
    change(acme, current(acme)[0], lambda one: setattr(one, "drawn_at", then))
    browser = as_member(acme)
    assert post(browser, f"{PAGE}/half-life", {"days": "30"}).status_code == 303
    assert "1 of 6 statements of the map were not confirmed for more than 30 days." in shown(browser, PAGE)
    refused = post(browser, f"{PAGE}/half-life", {"days": "3"})
    assert refused.status_code == 422
    assert "30 days" in shown(browser, PAGE)
