"""The tone check while somebody types, with a script and without one."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from feedback.cocreation.loading.content import EMAIL, PASSWORD
from tests.e2e.serving import Installation
from tests.e2e.visiting import Visitors, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("example")]

HOME = "/o/clima-sur"
BLAME = "Los clientes no leen los correos"


def signed_in(example: Installation, page: Page) -> Page:
    sign_in(page, example.address, EMAIL, PASSWORD)
    return page


def test_it_answers_after_a_pause_and_follows_the_choice_beside_it(example: Installation, visitors: Visitors) -> None:
    page = signed_in(example, visitors.desk())
    page.goto(f"{example.address}{HOME}/evidence/notes/new")
    page.fill("#text", BLAME)
    found = page.locator("#text-tone")
    expect(found).to_contain_text("clientes no leen")
    page.select_option("#kind", "complaint")
    expect(found).to_be_empty()
    page.select_option("#kind", "observation")
    expect(found).to_contain_text("If many people do not read a thing")
    page.fill("#text", "El aviso no se lee bien en el teléfono")
    expect(found).to_be_empty()


def test_without_a_script_the_button_does_it_and_keeps_what_was_typed(
    example: Installation, visitors: Visitors
) -> None:
    page = signed_in(example, visitors.phone())
    page.goto(f"{example.address}{HOME}/backlog/new")
    page.fill("#title_es", BLAME)
    page.get_by_role("button", name="Revisar la redacción").click()
    expect(page.locator("#title_es-tone u")).to_have_text("clientes no leen")
    expect(page.locator("#title_es")).to_have_value(BLAME)
    expect(page.locator(".error-summary")).to_have_count(0)
