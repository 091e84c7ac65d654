"""Filling in the pages of a questionnaire in a real browser, by what is there to press and to type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from playwright.sync_api import Locator, Page

Sent = Mapping[str, Sequence[str]]


def fill(page: Page, values: Sent) -> list[str]:
    """Answer whatever this page asks; returns the fields that were filled in."""
    ranked = sorted((value[0], name) for name, value in values.items() if _is_ranked(page, name))
    for _, name in ranked:
        page.locator(f".ranked:has([name='{name}']) button.put").click()
    done = [name for _, name in ranked]
    for name, chosen in values.items():
        fields = page.locator(f"#answer [name='{name}']")
        if name not in done and fields.count():
            _fill(page, fields, chosen)
            done.append(name)
    return done


def _is_ranked(page: Page, name: str) -> bool:
    """Whether scripts have made buttons of this place."""
    return page.locator(f".ranks.live [name='{name}']").count() > 0


def _fill(page: Page, fields: Locator, chosen: Sequence[str]) -> None:
    kind = fields.first.evaluate("one => one.tagName === 'INPUT' ? one.type : one.tagName")
    if kind in ("radio", "checkbox"):
        for value in chosen:
            box = fields.and_(page.locator(f"[value='{value}']"))
            if box.count():
                box.check(force=True)
    elif kind == "SELECT":
        _select(page, fields, chosen[0])
    elif kind != "hidden":
        fields.first.fill(chosen[0])


def _select(page: Page, field: Locator, value: str) -> None:
    if field.is_visible():
        field.select_option(value)
        return
    words = field.locator(f"option[value='{value}']").inner_text()
    search = page.locator(".combo").filter(has=page.locator("[role=combobox]")).locator("input").first
    search.fill(words)
    page.get_by_role("option", name=words, exact=True).click()


def contents(page: Page) -> dict[str, list[str]]:
    """Everything the form would send now, without what is hidden in it."""
    found: list[list[str]] = page.evaluate(
        """() => [...new FormData(document.getElementById("answer"))]
          .filter(([name]) => !["submission_id", "page"].includes(name))"""
    )
    kept: dict[str, list[str]] = {}
    for name, value in found:
        kept.setdefault(name, []).append(value.replace("\r\n", "\n"))
    return kept
