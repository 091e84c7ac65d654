"""Every kind of question in a real browser: in every state, language, size and theme, by keyboard and by touch."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import cycle
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page

from feedback.surveys.canonical import as_json
from tests.e2e.serving import Installation
from tests.e2e.visiting import DESK, PHONE, Visitors
from tests.factories.questionnaires import DOES_NOT_APPLY, LANGUAGES, TYPED, WRONG, every_kind

pytestmark = pytest.mark.browser

Sent = Mapping[str, Sequence[str]]
Scheme = Literal["light", "dark"]
STATES: Mapping[str, Sent | None] = {"empty": None, "typed": TYPED, "wrong": WRONG, "na": DOES_NOT_APPLY}
AXE = Axe().axe_script
SIZES = {"phone": PHONE, "desk": DESK}
NARROW = {"width": 320, "height": 700}
LEAST_TARGET = 24
"""Pixels, WCAG 2.2 success criterion 2.5.8."""
SEND = """([sent]) => {
  const own = document.getElementById("answer")
  const form = document.createElement("form")
  form.method = "post"
  form.action = own.action
  const id = own.querySelector("[name=submission_id]").value
  for (const [name, values] of Object.entries({submission_id: [id], ...sent}))
    for (const value of values) form.append(Object.assign(document.createElement("textarea"), {name, value}))
  document.body.append(form)
  form.submit()
}"""
SIZES_OF_TARGETS = """() => [...document.querySelectorAll(
  ".cell, .pick, .none, main button, main select, main textarea, main .txt, main .day")]
  .filter((one) => one.offsetParent !== null && !one.closest(".sr"))
  .map((one) => [one.outerHTML.slice(0, 90), Math.min(one.offsetWidth, one.offsetHeight)])"""
FINDINGS = """(rules) => axe.run(document, {resultTypes: ["violations"], ...rules})
  .then((found) => found.violations.map((one) => [one.id, one.nodes.map((node) => node.html)]))"""
"""What is right need not be written down: that takes axe longer than looking."""
NOT_CONTRAST = {"rules": {"color-contrast": {"enabled": False}}}
OF_COLOUR = {"runOnly": ["color-contrast", "link-in-text-block"]}
"""What of axe depends on the colours: the rest was asked in the other theme."""
COLOURS = {
    *(("phone", state, lang) for state, lang in zip(STATES, cycle(LANGUAGES), strict=False)),
    *(("desk", state, lang) for state, lang in zip(STATES, cycle((*LANGUAGES[1:], LANGUAGES[0])), strict=False)),
}
"""Where contrast is asked for, which takes axe longer than all the rest: every state at both sizes, in one language
each. Colours belong to the state and the theme, whatever the words are."""


@pytest.fixture(scope="module")
def address(installation: Installation, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The open link of an identified survey that asks every kind of question."""
    file = tmp_path_factory.mktemp("kinds") / "every.json"
    file.write_text(json.dumps(as_json(every_kind())), "utf-8")
    run = installation.command
    run("organisation", "add", "kinds", "--name", "Clima Sur", "--languages", "es,en,pt")
    run("group", "add", "people", "--organisation", "kinds", "--kind", "customer", "--name", "People", "--size", "50")
    code = json.loads(run("survey", "import", str(file), "--organisation", "kinds", "--json"))["questionnaire"]
    opened = json.loads(
        run("survey", "open", code, "--organisation", "kinds", "--group", "people", "--mode", "identified", "--json")
    )
    return f"{installation.address}{opened['links'][0]['url'][opened['links'][0]['url'].index('/s/') :]}"


def show(page: Page, address: str, state: str, lang: str) -> None:
    """The form in one state: as it comes, or as it comes back with what was sent."""
    page.goto(f"{address}?lang={lang}")
    sent = STATES[state]
    if sent is not None:
        # Asking for a language stores nothing and shows everything again; an error does so without being asked.
        also = {} if state == "wrong" else {"lang": [lang]}
        with page.expect_navigation():
            page.evaluate(SEND, [{**sent, **also}])


def looks(state: str, lang: str) -> list[tuple[str, Scheme, dict[str, Any]]]:
    """What axe is asked of one state: size, theme and rules."""
    asked: list[tuple[str, Scheme, dict[str, Any]]] = []
    for size in SIZES:
        if (size, state, lang) in COLOURS:
            asked += [(size, "light", {}), (size, "dark", OF_COLOUR)]
        elif size == "phone":
            asked.append((size, "light", NOT_CONTRAST))
    return asked


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_state_is_sound(address: str, visitors: Visitors, lang: str, state: str) -> None:
    """What axe finds on a phone and at a desk, and whether a narrow phone scrolls sideways or has tiny targets."""
    page = visitors.desk(viewport=PHONE)
    show(page, address, state, lang)
    assert page.locator("main").get_attribute("data-state") == "form"
    assert (page.locator(".q.bad").count() > 0) == (state == "wrong")
    page.evaluate(AXE)
    for size, scheme, rules in looks(state, lang):
        page.set_viewport_size(SIZES[size])
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        assert page.evaluate(FINDINGS, rules) == [], f"{scheme} on a {size}"
    hits_everything_on_a_narrow_phone(page)


def hits_everything_on_a_narrow_phone(page: Page) -> None:
    page.set_viewport_size(NARROW)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    targets: list[tuple[str, float]] = page.evaluate(SIZES_OF_TARGETS)
    assert len(targets) > 100
    assert [(html, size) for html, size in targets if size < LEAST_TARGET] == []


def question(page: Page, field: str) -> Locator:
    return page.locator(".q", has=page.locator(f"[name^='{field}.'], [name='{field}']")).first


def places(page: Page, field: str) -> dict[str, str]:
    """What a ranking would send."""
    found: dict[str, str] = page.evaluate(
        """(field) => Object.fromEntries([...new FormData(document.getElementById("answer"))]
          .filter(([name, value]) => name.startsWith(field + ".") && value)
          .map(([name, value]) => [name.slice(field.length + 1), value]))""",
        field,
    )
    return found


@pytest.mark.parametrize("way", ["keyboard", "touch"])
def test_a_ranking_needs_no_dragging(address: str, visitors: Visitors, way: str) -> None:
    page = visitors.page(viewport=PHONE, has_touch=True)
    show(page, address, "empty", "en")
    ranking = question(page, "ranking")

    def press(name: str) -> None:
        button = ranking.get_by_role("button", name=name, exact=True)
        if way == "touch":
            button.tap()
        else:
            button.focus()
            page.keyboard.press("Enter")

    press("How fast it was: Choose as number 1")
    press("The price: Choose as number 2")
    press("How people treated you: Choose as number 3")
    assert places(page, "ranking") == {"speed": "1", "price": "2", "care": "3"}
    press("Move up: How people treated you")
    assert places(page, "ranking") == {"speed": "1", "care": "2", "price": "3"}
    assert ranking.locator("[aria-live]").inner_text() == "How people treated you: Place 2"
    press("Take out of the order: How fast it was")
    assert places(page, "ranking") == {"care": "1", "price": "2"}
    press("How fast it was: Choose as number 3")
    press("How clear the promise is: Choose as number 4")
    assert places(page, "ranking") == {"care": "1", "price": "2", "speed": "3", "clear": "4"}


def test_the_focus_stays_where_somebody_is_working(address: str, visitors: Visitors) -> None:
    page = visitors.desk()
    show(page, address, "typed", "en")
    question(page, "ranking").get_by_role("button", name="Move down: How fast it was", exact=True).press("Enter")
    page.keyboard.press("Enter")
    assert places(page, "ranking") == {"price": "1", "care": "2", "speed": "3", "clear": "4"}
    page.keyboard.press("Enter")
    # It is the last now and cannot go further down: the focus waits at the next button of the same option.
    focused: Any = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert focused == "Take out of the order: How fast it was"


def test_a_long_list_is_searched_by_keyboard(address: str, visitors: Visitors) -> None:
    page = visitors.desk()
    show(page, address, "empty", "en")
    box = question(page, "country").get_by_role("combobox")
    box.focus()
    page.keyboard.type("PERU")
    assert question(page, "country").get_by_role("option").all_inner_texts() == ["Perú"]
    assert box.get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    marked = page.locator(f"[id='{box.get_attribute('aria-activedescendant')}']")
    assert (marked.inner_text(), marked.get_attribute("aria-selected")) == ("Perú", "true")
    page.keyboard.press("Enter")
    assert (box.input_value(), box.get_attribute("aria-expanded")) == ("Perú", "false")
    assert value_of(page, "country") == "perú"
    page.keyboard.press("Control+a")
    page.keyboard.type("zzz")
    assert question(page, "country").locator("[aria-live]").inner_text() == "No option has these letters."
    page.keyboard.press("Tab")
    assert (box.input_value(), value_of(page, "country")) == ("Perú", "perú")
    box.fill("")
    page.keyboard.press("Tab")
    assert value_of(page, "country") == ""


def test_a_long_list_is_searched_by_touch(address: str, visitors: Visitors) -> None:
    page = visitors.page(viewport=PHONE, has_touch=True)
    show(page, address, "empty", "es")
    country = question(page, "country")
    country.get_by_role("combobox").tap()
    assert country.get_by_role("option").count() == 15
    country.get_by_role("option", name="Chile").tap()
    assert value_of(page, "country") == "chile"
    assert country.get_by_role("listbox").is_hidden()


def value_of(page: Page, field: str) -> str:
    found: str = page.evaluate("(field) => new FormData(document.getElementById('answer')).get(field)", field)
    return found


def test_without_scripts_both_are_lists_of_the_browser(address: str, visitors: Visitors) -> None:
    page = visitors.phone()
    page.goto(f"{address}?lang=es")
    question(page, "country").locator("select").select_option("chile")
    question(page, "ranking").locator("select").first.select_option("2")
    assert question(page, "ranking").locator("select").count() == 4
    assert page.get_by_role("combobox", name="¿En qué país vives?").input_value() == "chile"
