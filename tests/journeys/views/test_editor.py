"""The journey as a whole, through its pages."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO

from flask import Flask
from flask.testing import FlaskClient

from feedback.accounts import queries as accounts
from feedback.journeys import actions, queries
from feedback.journeys.reader import LARGEST_FILE
from feedback.permissions import Role
from tests.factories.journeys import change, journey
from tests.factories.people import Member, member, post
from tests.statements import counted

SignedIn = Callable[..., FlaskClient]
EDIT = "/o/acme/journey/edit"
DRAWN = {"code": "repair", "name": {"es": "Reparación"}, "stages": [{"code": "visit", "name": {"es": "La visita"}}]}


def page(client: FlaskClient, path: str = EDIT) -> str:
    answer = client.get(path, headers={"Accept-Language": "en"})
    assert answer.status_code == 200
    return str(answer.get_data(as_text=True))


def upload(client: FlaskClient, content: bytes) -> tuple[int, str]:
    data = {"file": (BytesIO(content), "journey.json")}
    answer = post(client, f"{EDIT}/import", data, headers={"Accept-Language": "en"})
    return answer.status_code, answer.get_data(as_text=True)


def test_an_empty_editor_says_how_to_begin(acme: Member, as_member: SignedIn) -> None:
    browser = as_member(acme)
    assert "Give it a name and draw its stages" in page(browser)
    answer = post(browser, f"{EDIT}/name", {"name_es": "Una reparación", "name_en": ""})
    assert (answer.status_code, answer.location) == (303, EDIT)
    with acme.at_work():
        drawn = queries.journey()
        assert drawn is not None
        assert (drawn.code, drawn.name) == ("una-reparacion", {"es": "Una reparación"})
        assert [entry.act for entry in accounts.audit()] == ["journey.created"]
    assert "The journey has no stage yet." in page(browser)


def test_the_journey_is_renamed(acme: Member, as_member: SignedIn) -> None:
    journey(acme)
    browser = as_member(acme)
    assert 'value="La ruta"' in page(browser, f"{EDIT}/name")
    refused = post(browser, f"{EDIT}/name", {"name_es": " ", "name_en": "Kept"})
    assert refused.status_code == 422
    assert 'value="Kept"' in refused.get_data(as_text=True)
    assert post(browser, f"{EDIT}/name", {"name_es": "Otra", "name_en": "Other"}).status_code == 303
    assert "<h1>Other</h1>" in page(browser)


def test_stages_stand_in_order_with_their_touchpoints(acme: Member, as_member: SignedIn) -> None:
    stages = journey(acme)
    change(acme, stages[2], actions.retire_stage)
    shown = page(as_member(acme))
    assert shown.index(">Booking<") < shown.index(">Visit<") < shown.index("Off the map") < shown.index(">Billing<")
    assert shown.count("Call <span") == 2


def test_the_ends_of_the_list_cannot_be_moved_out_of_it(acme: Member, as_member: SignedIn) -> None:
    journey(acme)
    shown = page(as_member(acme))
    up = [name for name in ("Booking", "Visit", "Billing") if f"Move “{name}” up" in shown]
    down = [name for name in ("Booking", "Visit", "Billing") if f"Move “{name}” down" in shown]
    assert (up, down) == (["Visit", "Billing"], ["Booking", "Visit"])


def test_a_file_is_imported(acme: Member, as_member: SignedIn) -> None:
    browser = as_member(acme)
    assert "word_of_mouth" not in page(browser, f"{EDIT}/import")
    assert upload(browser, json.dumps(DRAWN).encode())[0] == 303
    assert "La visita" in page(browser)
    with acme.at_work():
        assert [entry.act for entry in accounts.audit()] == ["journey.imported"]


def test_what_is_wrong_in_a_file_is_named_by_its_place(acme: Member, as_member: SignedIn) -> None:
    browser = as_member(acme)
    status, shown = upload(browser, json.dumps({**DRAWN, "stages": [{"code": "a", "name": {}}]}).encode())
    assert status == 422
    assert "stages[0].name: " in shown
    for content in (b"not json", b" " * (LARGEST_FILE + 1), b""):
        assert upload(browser, content)[0] == 422
    assert post(browser, f"{EDIT}/import").status_code == 422
    with acme.at_work():
        assert queries.journey() is None


def test_what_was_taken_over_differently_is_said(acme: Member, as_member: SignedIn) -> None:
    browser = as_member(acme)
    upload(browser, json.dumps({**DRAWN, "colour": "red"}).encode())
    assert "colour: This is not known here" in page(browser)


def test_only_who_may_draw_reaches_the_editor(app: Flask, acme: Member, as_member: SignedIn) -> None:
    journey(acme)
    browser = as_member(member(app, "acme", Role.ANALYST))
    assert [browser.get(path).status_code for path in (EDIT, f"{EDIT}/name", f"{EDIT}/import")] == [403] * 3
    assert post(browser, f"{EDIT}/name", {"name_es": "Otra"}).status_code == 403


def test_the_editor_costs_the_same_for_one_stage_and_for_three(
    app: Flask, acme: Member, globex: Member, as_member: SignedIn
) -> None:
    journey(acme, stages=["booking"])
    journey(globex)
    one, three = as_member(acme), as_member(globex)
    for browser, path in ((one, EDIT), (three, EDIT.replace("acme", "globex"))):
        browser.get(path)
    with counted(app) as few:
        one.get(EDIT)
    with counted(app) as many:
        three.get(EDIT.replace("acme", "globex"))
    assert len(many) == len(few)
