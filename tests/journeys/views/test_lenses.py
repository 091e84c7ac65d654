"""The lenses of the journey, placed through their page."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape

from flask import Flask
from flask.testing import FlaskClient

from feedback.journeys import queries
from feedback.journeys.queries.lenses import cut
from feedback.permissions import Role
from tests.factories.journeys import journey
from tests.factories.people import Member, member, post
from tests.statements import counted

SignedIn = Callable[..., FlaskClient]
EDIT = "/o/acme/journey/edit/lenses"
NAMES = {"part0_name_es": "Marketing", "part1_name_es": "Ventas", "part2_name_es": "Servicio"}


def page(client: FlaskClient, path: str = EDIT) -> str:
    answer = client.get(path, headers={"Accept-Language": "en"})
    assert answer.status_code == 200
    return unescape(answer.get_data(as_text=True))


def placed(of: Member, lens: str = "functional") -> dict[str, list[str]]:
    with of.at_work():
        codes = {stage.id: stage.code for stage in queries.stages()}
        return {part.code: sorted(codes[one] for one in part.stages) for part in cut(lens).parts}


def test_without_stages_it_says_what_to_do(acme: Member, as_member: SignedIn) -> None:
    assert "A lens groups the stages of the journey: draw them first." in page(as_member(acme))


def test_the_proposal_is_seen_and_corrected(acme: Member, as_member: SignedIn) -> None:
    journey(acme)
    browser = as_member(acme)
    shown = page(browser, f"{EDIT}?lens=functional")
    assert "This is our proposal" in shown and shown.count(" checked") == 3
    assert "“Visit” belongs to “Sales”" in shown
    given = {**NAMES, "part2_stages": ["visit", "billing"], "part1_order": "1", "part0_order": "2", "part2_order": "3"}
    answer = post(browser, f"{EDIT}?lens=functional", given)
    assert (answer.status_code, answer.location) == (303, f"{EDIT}?lens=functional")
    assert list(placed(acme).items()) == [("sales", []), ("marketing", []), ("service", ["billing", "visit"])]
    again = page(browser, f"{EDIT}?lens=functional")
    assert "This is our proposal" not in again and "This lens does not contain: Booking." in again
    assert "This is our proposal" in page(browser, f"{EDIT}?lens=goal")


def test_parts_are_added_renamed_and_removed(acme: Member, as_member: SignedIn) -> None:
    journey(acme)
    browser = as_member(acme)
    given = {**NAMES, "part0_remove": "y", "part1_name_es": "Mostrador", "new_name_es": "Reparto"}
    assert post(browser, f"{EDIT}?lens=functional", given).status_code == 303
    with acme.at_work():
        assert [part.name["es"] for part in cut("functional").parts] == ["Mostrador", "Servicio", "Reparto"]
    assert post(browser, f"{EDIT}/again", {"lens": "functional"}).status_code == 303
    assert list(placed(acme)) == ["marketing", "sales", "service"]


def test_what_is_wrong_keeps_everything_typed(acme: Member, as_member: SignedIn) -> None:
    journey(acme)
    browser = as_member(acme)
    given = {**NAMES, "part0_name_es": "", "part1_name_es": "Kept words", "part2_stages": ["booking"]}
    answer = post(browser, f"{EDIT}?lens=functional", given)
    shown = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'value="Kept words"' in shown and shown.count(" checked") == 1
    gone = {**NAMES, **{f"part{number}_remove": "y" for number in range(3)}}
    assert post(browser, f"{EDIT}?lens=functional", gone).status_code == 422
    with acme.at_work():
        assert not cut("functional").saved


def test_who_may_not_draw_does_not_place(app: Flask, acme: Member, as_member: SignedIn) -> None:
    browser = as_member(member(app, "acme", Role.ANALYST))
    assert browser.get(EDIT).status_code == 403
    assert as_member(acme).get(f"{EDIT}?lens=colour").status_code == 404
    assert post(as_member(acme), f"{EDIT}/again", {"lens": "goal"}).status_code == 404


def test_the_page_costs_the_same_for_one_stage_and_for_three(
    app: Flask, acme: Member, globex: Member, as_member: SignedIn
) -> None:
    journey(acme, stages=["booking"])
    journey(globex)
    found = []
    for owner, path in ((acme, EDIT), (globex, EDIT.replace("acme", "globex"))):
        browser = as_member(owner)
        browser.get(path)
        with counted(app) as seen:
            browser.get(path)
        found.append(len(seen))
    assert found[0] == found[1]
