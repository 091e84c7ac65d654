"""The pages that split a stage and merge several."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from flask.testing import FlaskClient

from tests.factories.journeys import current, journey
from tests.factories.lineage import codes
from tests.factories.people import Member, post
from tests.journeys.views.test_editor import EDIT, page

SignedIn = Callable[..., FlaskClient]
SPLIT = {"name_0_es": "La espera", "share_0": "60", "name_1_es": "La reparación", "share_1": "40", "note": "Two things"}


def test_a_split_is_proposed_in_equal_parts(acme: Member, as_member: SignedIn) -> None:
    [stage] = journey(acme, stages=["visit"])
    browser, path = as_member(acme), f"{EDIT}/stages/{stage.id}/split"
    assert page(browser, path).count('value="50"') == 2
    three = page(browser, f"{path}?parts=3")
    assert (three.count('value="34"'), three.count('value="33"')) == (1, 2)
    assert "“Call” belongs to" in three


def test_a_stage_is_split_on_its_page(acme: Member, as_member: SignedIn) -> None:
    _booking, visit, _ = journey(acme)
    browser, path = as_member(acme), f"{EDIT}/stages/{visit.id}/split"
    touchpoint = visit.touchpoints[0]
    answer = post(browser, path, {**SPLIT, f"touchpoint_{touchpoint.id.hex}": "1"})
    assert (answer.status_code, answer.location) == (303, EDIT)
    assert codes(acme) == ["booking", "la-espera", "la-reparacion", "billing"]
    assert [len(stage.touchpoints) for stage in current(acme)] == [1, 0, 1, 1]
    shown = page(browser, f"{EDIT}/stages/{visit.id}")
    assert "It was split into La espera, La reparación." in shown
    assert "Two things" in page(browser, f"{EDIT}/history")
    assert browser.get(path).status_code == 404


def test_a_split_that_cannot_be_keeps_what_was_typed(acme: Member, as_member: SignedIn) -> None:
    [stage] = journey(acme, stages=["visit"])
    browser, path = as_member(acme), f"{EDIT}/stages/{stage.id}/split"
    for wrong in ({"share_0": "70"}, {"share_1": "x"}, {"name_1_es": ""}, {"share_0": "0", "share_1": "100"}):
        answer = post(browser, path, {**SPLIT, **wrong})
        assert answer.status_code == 422, wrong
        assert "La espera" in answer.get_data(as_text=True)
    assert codes(acme) == ["visit"]


def test_stages_are_merged_on_their_page(acme: Member, as_member: SignedIn) -> None:
    journey(acme)
    browser, path = as_member(acme), f"{EDIT}/merge"
    assert '<input checked id="stages-1" name="stages" type="checkbox" value="visit">' in page(
        browser, f"{path}?stage=visit"
    )
    answer = post(browser, path, {"stages": ["booking", "visit"], "into": "new", "name_es": "Inicio"})
    assert (answer.status_code, answer.location) == (303, f"{EDIT}#stage-inicio")
    assert codes(acme) == ["inicio", "billing"]
    assert post(browser, path, {"stages": ["inicio", "billing"], "into": "first"}).status_code == 303
    assert codes(acme) == ["inicio"]
    assert "There is nothing to merge." in page(browser, path)


def test_a_merger_that_cannot_be_is_refused_on_the_page(acme: Member, as_member: SignedIn) -> None:
    journey(acme)
    browser, path = as_member(acme), f"{EDIT}/merge"
    for wrong, said in (
        ({"stages": ["booking", "billing"], "into": "first"}, "Only stages that follow each other can become one."),
        ({"stages": ["booking"], "into": "first"}, "Choose at least two stages to merge."),
        ({"stages": [], "into": "first"}, "Choose at least two stages to merge."),
        ({"stages": ["booking", "visit"], "into": "new", "name_es": ""}, "Write a name."),
    ):
        answer = post(browser, path, wrong, headers={"Accept-Language": "en"})
        assert answer.status_code == 422
        assert said in answer.get_data(as_text=True)
    assert codes(acme) == ["booking", "visit", "billing"]


def test_a_stage_is_retired_with_another_in_its_place(acme: Member, as_member: SignedIn) -> None:
    booking, visit, _ = journey(acme)
    browser = as_member(acme)
    assert post(browser, f"{EDIT}/stages/{booking.id}/retire", {"into": str(uuid4())}).status_code == 422
    assert post(browser, f"{EDIT}/stages/{booking.id}/retire", {"into": str(visit.id)}).status_code == 303
    assert codes(acme) == ["visit", "billing"]
    assert "What was said about it counts at “Visit”." in page(browser, f"{EDIT}/stages/{booking.id}")


def test_stages_of_others_are_not_split_or_merged(acme: Member, globex: Member, as_member: SignedIn) -> None:
    [theirs] = journey(globex, stages=["visit"])
    journey(acme, stages=["booking", "billing"])
    browser = as_member(acme)
    for wrong in (theirs.id, uuid4()):
        assert browser.get(f"{EDIT}/stages/{wrong}/split").status_code == 404
        assert post(browser, f"{EDIT}/stages/{wrong}/split", SPLIT).status_code == 404
    assert post(browser, f"{EDIT}/merge", {"stages": ["booking", "visit"], "into": "first"}).status_code == 422
    assert codes(globex) == ["visit"]
