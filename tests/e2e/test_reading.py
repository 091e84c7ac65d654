"""Reading comments and putting right what was read wrongly, by keyboard alone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from feedback.cocreation.loading.content import EMAIL, PASSWORD
from tests.e2e.serving import Installation
from tests.e2e.visiting import Visitors, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("example")]

READER = "/o/clima-sur/themes/reader"


def test_comments_are_reviewed_by_keyboard_alone(example: Installation, visitors: Visitors) -> None:
    page = visitors.desk()
    sign_in(page, example.address, EMAIL, PASSWORD)
    page.goto(f"{example.address}{READER}")
    region, words = page.locator(".reader"), page.locator(".reader .quote p")
    expect(region).to_be_focused()
    first = words.inner_text()

    page.keyboard.press("j")
    expect(words).not_to_have_text(first)
    second = words.inner_text()
    page.keyboard.press("ArrowUp")
    expect(words).to_have_text(first)
    page.keyboard.press("ArrowDown")
    expect(words).to_have_text(second)

    page.keyboard.press("?")
    expect(page.locator("details[data-key='?']")).to_have_attribute("open", "")
    page.keyboard.press("t")
    expect(page.locator("#r-theme")).to_be_focused()
    page.keyboard.press("Escape")
    expect(region).to_be_focused()

    pressed = page.locator("[aria-pressed='true'][data-key]")
    before = str(pressed.get_attribute("data-key"))
    after = "1" if before != "1" else "3"
    page.keyboard.press(after)
    expect(pressed).to_have_attribute("data-key", after)
    expect(words).to_have_text(second)
    expect(page.locator(".reader [role=status]")).to_have_text(re.compile("Reviewed: somebody"))

    page.locator(".form-select").first.focus()
    page.keyboard.press("u")
    expect(pressed).to_have_attribute("data-key", after)
    region.focus()
    page.keyboard.press("u")
    expect(pressed).to_have_attribute("data-key", before)
