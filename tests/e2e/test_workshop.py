"""Co-creating the map: two people with a phone and no account, and the one who leads, who sees it come."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from feedback.cocreation.loading.content import EMAIL, PASSWORD
from tests.e2e.serving import Installation
from tests.e2e.visiting import Visitors, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("example")]

HOME = "/o/clima-sur"
ANSWERS = "Nadie dice a qué hora vienen"
WAITS = "Esperé toda la mañana"


def opened(leader: Page, address: str) -> str:
    """A workshop on the map, opened from the journey; the path that people join by."""
    leader.goto(f"{address}{HOME}/journey/workshops/new")
    leader.get_by_role("button", name="Open the workshop").click()
    expect(leader.locator("#board")).to_contain_text("No note has come in yet.")
    return urlsplit(leader.locator("#workshop-link").input_value()).path


def wrote(person: Page, text: str, moment: str) -> None:
    """One note on the second stage, without a script."""
    person.select_option("#stage", index=2)
    person.fill("#text", text)
    person.locator(f"input[name=moment][value={moment}]").check()
    person.get_by_role("button", name="Poner mi nota").last.click()
    expect(person.locator("main")).to_contain_text(text)


def test_a_map_is_drawn_together(example: Installation, visitors: Visitors) -> None:
    leader = visitors.desk()
    sign_in(leader, example.address, EMAIL, PASSWORD)
    path = opened(leader, example.address)

    ana, luis = visitors.phone(), visitors.phone()
    for person in (ana, luis):
        person.goto(example.address + path)
        assert person.context.cookies() == []
    ana.fill("#text", ANSWERS)
    ana.get_by_role("button", name="Poner mi nota").last.click()
    expect(ana.get_by_role("alert")).to_contain_text("Elige primero en qué parte de la ruta ocurre.")
    expect(ana.locator("#text")).to_have_value(ANSWERS)
    wrote(ana, ANSWERS, "pain")

    first = leader.locator("#board").get_by_label(ANSWERS)
    expect(first).to_be_visible()
    first.check()
    leader.fill("#title", "They wait without knowing")
    wrote(luis, WAITS, "pain")
    second = leader.locator("#board").get_by_label(WAITS)
    expect(second).to_be_visible()
    expect(leader.locator("#live-news")).to_have_text("New notes have come in: 2 now.")
    expect(first).to_be_checked()
    expect(leader.locator("#title")).to_have_value("They wait without knowing")

    second.check()
    leader.get_by_role("button", name="Group the ticked notes").click()
    leader.get_by_role("link", name="They wait without knowing", exact=True).click()
    leader.get_by_role("button", name="Claim it on the map").click()
    leader.get_by_role("link", name="It became a claim of the map").click()
    expect(leader.locator("main")).to_contain_text("They wait without knowing")

    leader.go_back()
    leader.get_by_role("link", name="El mapa de").or_(leader.get_by_role("link", name="The map of")).first.click()
    leader.get_by_role("button", name="Declare the moment").click()
    expect(leader.get_by_role("status").first).to_contain_text("The moment is on the map.")
    leader.get_by_role("button", name="Take back the moment").click()
    leader.get_by_role("button", name="Close the workshop").click()
    answer = luis.goto(luis.url)
    assert answer and answer.status == 410
    expect(luis.locator("main")).to_contain_text(WAITS)
