"""Stages and the touchpoints on their page."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from flask.testing import FlaskClient

from feedback.journeys import actions
from tests.factories.journeys import change, current, journey
from tests.factories.people import Member, post
from tests.journeys.views.test_editor import EDIT, page

SignedIn = Callable[..., FlaskClient]
TYPED = {"name_es": "La espera", "name_en": "The wait", "goal_es": "Saber cuándo", "goal_en": "", "feeling": "2"}


def codes(of: Member) -> list[str]:
    return [stage.code for stage in current(of)]


def test_a_stage_is_added_at_the_end(acme: Member, as_member: SignedIn) -> None:
    journey(acme)
    answer = post(as_member(acme), f"{EDIT}/stages/new", {**TYPED, "silent": "y"})
    made = current(acme)[-1]
    assert (answer.status_code, answer.location) == (303, f"{EDIT}/stages/{made.id}")
    assert (made.code, made.name, made.goal) == (
        "la-espera",
        {"es": "La espera", "en": "The wait"},
        {"es": "Saber cuándo"},
    )
    assert (made.silent, made.assumed_feeling) == (True, 2)


def test_without_a_journey_there_is_no_stage_to_add(acme: Member, as_member: SignedIn) -> None:
    assert as_member(acme).get(f"{EDIT}/stages/new").status_code == 404


def test_what_cannot_be_is_refused_with_everything_typed_still_there(acme: Member, as_member: SignedIn) -> None:
    [stage] = journey(acme, stages=["visit"])
    browser = as_member(acme)
    for path in (f"{EDIT}/stages/new", f"{EDIT}/stages/{stage.id}"):
        for wrong in ({"name_es": ""}, {"name_en": "x" * 121}, {"goal_en": "x" * 501}, {"feeling": "6"}):
            answer = post(browser, path, {**TYPED, "goal_es": "Typed with care", **wrong})
            assert answer.status_code == 422, wrong
            assert "Typed with care" in answer.get_data(as_text=True)
    assert [one.name for one in current(acme)] == [{"es": "Visit", "en": "Visit"}]


def test_a_stage_is_changed_and_keeps_its_row(acme: Member, as_member: SignedIn) -> None:
    [stage] = journey(acme, stages=["visit"])
    answer = post(as_member(acme), f"{EDIT}/stages/{stage.id}", {**TYPED, "feeling": ""})
    assert (answer.status_code, answer.location) == (303, f"{EDIT}#stage-visit")
    [changed] = current(acme)
    assert (changed.id, changed.code, changed.name["es"], changed.assumed_feeling) == (
        stage.id,
        "visit",
        "La espera",
        None,
    )


def test_a_feeling_drawn_between_two_words_stays_a_choice(acme: Member, as_member: SignedIn) -> None:
    [stage] = journey(acme, stages=["visit"])
    change(acme, stage, actions.change_stage, name=stage.name, goal={}, silent=False, assumed_feeling=3.8)
    browser = as_member(acme)
    assert '<option selected value="3.8">3.8: as drawn now</option>' in page(browser, f"{EDIT}/stages/{stage.id}")
    assert post(browser, f"{EDIT}/stages/{stage.id}", {**TYPED, "feeling": "3.8"}).status_code == 303
    assert current(acme)[0].assumed_feeling == 3.8
    assert "supposed feeling: Good (3.8 of 5)" in page(browser)


def test_stages_are_moved_by_buttons(acme: Member, as_member: SignedIn) -> None:
    stages = journey(acme)
    answer = post(as_member(acme), f"{EDIT}/stages/{stages[2].id}/move", {"direction": "up"})
    assert (answer.status_code, answer.location) == (303, f"{EDIT}#stage-billing")
    assert codes(acme) == ["booking", "billing", "visit"]


def test_a_stage_goes_off_the_map_and_comes_back(acme: Member, as_member: SignedIn) -> None:
    stages = journey(acme)
    browser = as_member(acme)
    assert post(browser, f"{EDIT}/stages/{stages[0].id}/retire").status_code == 303
    assert codes(acme) == ["visit", "billing"]
    assert "This stage is off the map." in page(browser, f"{EDIT}/stages/{stages[0].id}")
    assert post(browser, f"{EDIT}/stages/{stages[0].id}/restore").status_code == 303
    assert codes(acme) == ["visit", "billing", "booking"]


def test_a_touchpoint_is_added_on_the_page_of_its_stage(acme: Member, as_member: SignedIn) -> None:
    [stage] = journey(acme, stages=["visit"])
    browser, path = as_member(acme), f"{EDIT}/stages/{stage.id}/touchpoints"
    refused = post(browser, path, {"name_es": "", "name_en": "Kept", "channel": "shop"})
    shown = refused.get_data(as_text=True)
    assert refused.status_code == 422
    assert 'value="Kept"' in shown
    assert 'value="Visit"' in shown
    answer = post(browser, path, {"name_es": "Mostrador", "name_en": "", "channel": "shop"})
    assert (answer.status_code, answer.location) == (303, f"{EDIT}/stages/{stage.id}#h-touchpoints")
    assert [(one.code, one.channel) for one in current(acme)[0].touchpoints] == [
        ("call", "phone"),
        ("mostrador", "shop"),
    ]


def test_a_silent_stage_with_contacts_is_pointed_out(acme: Member, as_member: SignedIn) -> None:
    [stage] = journey(acme, stages=["visit"])
    browser, path = as_member(acme), f"{EDIT}/stages/{stage.id}"
    assert "drawn as silent" not in page(browser, path)
    post(browser, path, {**TYPED, "silent": "y"})
    assert "drawn as silent" in page(browser, path)


def test_stages_of_another_organisation_do_not_exist(acme: Member, globex: Member, as_member: SignedIn) -> None:
    [theirs] = journey(globex, stages=["visit"])
    browser = as_member(acme)
    for wrong in (theirs.id, uuid4()):
        assert browser.get(f"{EDIT}/stages/{wrong}").status_code == 404
        for act in ("move", "retire", "restore", "touchpoints"):
            assert post(browser, f"{EDIT}/stages/{wrong}/{act}").status_code == 404
    assert codes(globex) == ["visit"]


def test_names_are_shown_as_text(acme: Member, as_member: SignedIn) -> None:
    [stage] = journey(acme, stages=["visit"])
    payload = '"><img src=x onerror=alert(1)>'
    texts = {"es": payload, "en": payload}
    change(acme, stage, actions.change_stage, name=texts, goal=texts, silent=False, assumed_feeling=None)
    browser = as_member(acme)
    for path in (EDIT, f"{EDIT}/stages/{stage.id}"):
        assert "<img src=x" not in page(browser, path)
