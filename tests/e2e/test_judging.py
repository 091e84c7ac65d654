"""What was found readable once is not asked again; what looks different is."""

from __future__ import annotations

import pytest

from tests.e2e.judging import Judge
from tests.e2e.visiting import Visitors

pytestmark = pytest.mark.browser

PAGE = "data:text/html,<!doctype html><html lang=en><title>One</title><main><h1>One</h1><div {}><p {}>Two</p></div>"
UNREADABLE = [
    ("", "style=color:silver"),
    ("style=background:dimgray", ""),
    ("style=opacity:.3", ""),
    ("style=background:rgb(0,0,0,.8)", "style=position:relative"),
]


def test_a_text_is_asked_again_where_it_or_what_it_stands_in_looks_different(visitors: Visitors) -> None:
    page = visitors.desk()
    judge = Judge(page)
    for asked in (2, 0):
        page.goto(PAGE.format("", ""))
        assert judge.findings() == []
        assert page.locator("[data-ask]").count() == asked
    for around, own in UNREADABLE * 2:
        page.goto(PAGE.format(around, own))
        assert ["color-contrast" in one for one in judge.findings()] == [True, True], (around, own)
