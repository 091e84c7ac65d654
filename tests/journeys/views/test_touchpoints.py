"""One contact, through its page."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from flask.testing import FlaskClient

from tests.factories.journeys import current, journey, touchpoint
from tests.factories.people import Member, post
from tests.journeys.views.test_editor import EDIT, page

SignedIn = Callable[..., FlaskClient]


def test_a_touchpoint_is_changed(acme: Member, as_member: SignedIn) -> None:
    [stage] = journey(acme, stages=["visit"])
    browser, path = as_member(acme), f"{EDIT}/stages/{stage.id}/touchpoints/{touchpoint(acme, stage)}"
    assert '<option selected value="shop">' in page(browser, path)
    refused = post(browser, path, {"name_es": "", "name_en": "Kept", "channel": "web"})
    assert refused.status_code == 422
    assert 'value="Kept"' in refused.get_data(as_text=True)
    answer = post(browser, path, {"name_es": "Página", "name_en": "", "channel": "web"})
    assert (answer.status_code, answer.location) == (303, f"{EDIT}/stages/{stage.id}#h-touchpoints")
    assert [(one.name, one.channel) for one in current(acme)[0].touchpoints][1] == ({"es": "Página"}, "web")


def test_touchpoints_move_and_are_removed(acme: Member, as_member: SignedIn) -> None:
    [stage] = journey(acme, stages=["visit"])
    browser, path = as_member(acme), f"{EDIT}/stages/{stage.id}/touchpoints/{touchpoint(acme, stage)}"
    assert post(browser, f"{path}/move", {"direction": "up"}).status_code == 303
    assert [one.code for one in current(acme)[0].touchpoints] == ["mostrador", "call"]
    assert post(browser, f"{path}/remove").status_code == 303
    assert post(browser, f"{path}/remove").status_code == 404
    assert [one.code for one in current(acme)[0].touchpoints] == ["call"]


def test_a_touchpoint_is_only_found_under_its_own_stage(acme: Member, globex: Member, as_member: SignedIn) -> None:
    first, second, _ = journey(acme)
    [theirs] = journey(globex, stages=["visit"])
    mine, foreign = touchpoint(acme, first), touchpoint(globex, theirs)
    browser = as_member(acme)
    for stage_id, touchpoint_id in ((second.id, mine), (theirs.id, foreign), (first.id, foreign), (first.id, uuid4())):
        path = f"{EDIT}/stages/{stage_id}/touchpoints/{touchpoint_id}"
        assert browser.get(path).status_code == 404
        assert post(browser, f"{path}/remove").status_code == 404
    assert len(current(globex)[0].touchpoints) == 2
