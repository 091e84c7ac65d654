"""A questionnaire with every kind of question, walked to its end; and everything that goes wrong on the way."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from feedback.surveys.canonical import as_json
from tests.e2e.filling import contents, fill
from tests.e2e.serving import Installation
from tests.e2e.visiting import DESK, PHONE, Visitors
from tests.factories.questionnaires import TYPED, every_kind

pytestmark = pytest.mark.browser

SIZES = {"phone": PHONE, "desktop": DESK}
WORDS = {
    "es": {"next": "Seguir", "send": "Enviar mi respuesta", "back": "Atrás", "page": "Página 2 de", "other": "English"},
    "en": {"next": "Continue", "send": "Send my answer", "back": "Back", "page": "Page 2 of", "other": "Español"},
}
STORY = "Llamar antes, y <b>avisar</b> de la demora."


@dataclass
class Site:
    """A served installation, the links of its surveys, and what became of the answers."""

    installation: Installation
    folder: Path

    def open(self, name: str, document: dict[str, Any], *more: str) -> str:
        """The path of a survey of this questionnaire, new at each name."""
        file = self.folder / f"{name}.json"
        file.write_text(json.dumps({**document, "title": {"es": name, "en": name}}), "utf-8")
        run = self.installation.command
        code = json.loads(run("survey", "import", str(file), "--organisation", "walk", "--json"))["questionnaire"]
        target = ("--organisation", "walk", "--group", "people", *(more or ("--mode", "identified")))
        url = json.loads(run("survey", "open", code, *target, "--json"))["links"][0]["url"]
        return self.installation.address + str(url[url.index("/s/") :])

    def responses(self, link: str) -> list[frozenset[tuple[Any, ...]]]:
        """The answers of each response to a survey, as they are stored."""
        code = link.split("/s/")[1].split("/")[0]
        asked = """SELECT r.id, q.code, a.part, a.number, a.choice, t.text FROM response r
            JOIN survey s ON s.id = r.survey_id LEFT JOIN answer a ON a.response_id = r.id
            LEFT JOIN question q ON q.id = a.question_id
            LEFT JOIN answer_text t
            ON (t.response_id, t.question_id, t.position) = (a.response_id, a.question_id, a.position)
            WHERE s.code = ?"""
        with closing(sqlite3.connect(self.installation.folder / "var" / "feedback.db")) as database:
            rows = database.execute(asked, (code,)).fetchall()
        found: dict[str, set[tuple[Any, ...]]] = {}
        for response, *answer in rows:
            found.setdefault(response, set()).add(tuple(answer))
        return [frozenset(answers) for answers in found.values()]


@pytest.fixture(scope="module")
def site(installation: Installation, tmp_path_factory: pytest.TempPathFactory) -> Site:
    run = installation.command
    run("organisation", "add", "walk", "--name", "Clima Sur", "--languages", "es,en")
    run("group", "add", "people", "--organisation", "walk", "--kind", "customer", "--name", "People", "--size", "50")
    return Site(installation, tmp_path_factory.mktemp("walk"))


@pytest.fixture(scope="module")
def every(site: Site) -> str:
    return site.open("every", as_json(every_kind(layout="section")))


@pytest.fixture
def short(site: Site, request: pytest.FixtureRequest) -> str:
    """Three pages: yes or no, a text, a mark; a survey of its own for each test."""
    return site.open(re.sub(r"\W+", " ", request.node.name)[:60], short_document())


def short_document(**parts: Any) -> dict[str, Any]:
    def asked(number: int, code: str, kind: str, es: str, en: str) -> dict[str, Any]:
        identity = f"00000000-0000-4000-8000-00000000000{number}"
        return {"id": identity, "code": code, "kind": kind, "text": {"es": es, "en": en}}

    questions = [
        asked(1, "sure", "yesno", "¿Volverías?", "Would you come back?"),
        asked(2, "story", "longtext", "¿Qué mejorarías?", "What would you improve?"),
        asked(3, "mark", "rating", "¿Cómo fue?", "How was it?"),
    ]
    sections = [{"id": "10000000-0000-4000-8000-000000000001", "title": {}, "questions": questions}]
    return {"languages": ["es", "en"], "base_language": "es", "layout": "question", "sections": sections, **parts}


# --- four walks -----------------------------------------------------------------------------------

WALKS = (("phone", "es", True), ("phone", "en", False), ("desktop", "es", False), ("desktop", "en", True))
"""Every size with every language, every language with and without scripts, and scripts at every size."""


@pytest.mark.parametrize(("size", "lang", "scripts"), WALKS)
def test_every_kind_is_answered_to_the_end(
    site: Site, every: str, visitors: Visitors, size: str, lang: str, scripts: bool
) -> None:
    page = visitors.page(viewport=SIZES[size], locale=lang, java_script_enabled=scripts, has_touch=size == "phone")
    page.goto(every)
    words, filled = WORDS[lang], []
    for number in range(1, 5):
        expect(page.locator(f"main[data-page='{number}']")).to_be_visible()
        assert page.locator("html").get_attribute("lang") == lang
        filled += fill(page, TYPED)
        if number == 2:
            the_language_may_change_here(page, words)
        page.get_by_role("button", name=words["send" if number == 4 else "next"], exact=True).last.click()
    expect(page.locator("main[data-state=thanks]")).to_be_visible()
    assert re.fullmatch(r"[0-9A-Z-]{14}", page.locator(".code").inner_text().strip())
    assert set(filled) == set(TYPED)
    stored = set(site.responses(every))
    assert len(stored) == 1, "each walk stores the same"


def the_language_may_change_here(page: Page, words: dict[str, str]) -> None:
    """On page 2, and everything typed is still there in the other language and in this one."""
    assert page.title().startswith(words["page"])
    typed = contents(page)
    assert typed
    here = page.locator("html").get_attribute("lang")
    for name in (words["other"], WORDS["en" if here == "es" else "es"]["other"]):
        page.get_by_role("button", name=name).click()
        expect(page.get_by_role("button", name=name)).to_have_count(0)
        assert contents(page) == typed
    assert page.locator("html").get_attribute("lang") == here


# --- what goes wrong ------------------------------------------------------------------------------


def to_the_text(page: Page, link: str) -> None:
    page.goto(link)
    page.locator("label.cell", has_text="Sí").click()
    page.get_by_role("button", name="Seguir", exact=True).last.click()
    expect(page.locator("textarea")).to_be_visible()


def to_the_end(page: Page, link: str) -> None:
    to_the_text(page, link)
    page.locator("textarea").fill(STORY)
    page.get_by_role("button", name="Seguir", exact=True).last.click()
    page.locator("label.cell").nth(3).click()


def send(page: Page) -> None:
    page.get_by_role("button", name="Enviar mi respuesta").last.click()


def thanked(page: Page) -> str:
    expect(page.locator("main[data-state=thanks]")).to_be_visible()
    return page.locator(".code").inner_text().strip()


@pytest.fixture
def person(visitors: Visitors) -> Page:
    return visitors.phone(java_script_enabled=True)


def test_without_a_network_the_page_stays_and_sends_when_it_is_back(
    site: Site, short: str, person: Page, visitors: Visitors
) -> None:
    to_the_end(person, short)
    person.context.set_offline(True)
    send(person)
    state = person.locator(".saved")
    expect(state).to_have_attribute("data-state", "waiting")
    expect(state).to_contain_text("Todavía no se ha enviado")
    assert person.locator("input:checked").count() == 1
    person.context.set_offline(False)
    thanked(person)
    assert len(site.responses(short)) == 1
    only_the_network_failed(visitors)


def test_an_answer_whose_thanks_were_lost_is_sent_again_and_stored_once(
    site: Site, short: str, person: Page, visitors: Visitors
) -> None:
    to_the_end(person, short)
    lost: list[int] = []

    def lose(route: Route) -> None:
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch(max_redirects=0).status)
            route.abort("connectionreset")
        else:
            route.continue_()

    person.route("**/s/**", lose)
    send(person)
    thanked(person)
    assert lost == [303]
    assert len(site.responses(short)) == 1
    only_the_network_failed(visitors)


def only_the_network_failed(visitors: Visitors) -> None:
    """The browser itself says that a request failed; nothing else is wrong."""
    assert [problem for problem in visitors.problems if "net::ERR_" not in problem] == []
    visitors.problems.clear()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_double_tap_sends_once(site: Site, short: str, visitors: Visitors, scripts: bool) -> None:
    page = visitors.phone(java_script_enabled=scripts)
    to_the_end(page, short)
    page.get_by_role("button", name="Enviar mi respuesta").last.dblclick(no_wait_after=True)
    thanked(page)
    assert len(site.responses(short)) == 1


@pytest.mark.parametrize("way", ["the page's button", "the browser's"])
def test_back_loses_nothing(short: str, person: Page, way: str) -> None:
    to_the_text(person, short)
    person.locator("textarea").fill(STORY)
    if way == "the browser's":
        person.go_back()
    else:
        person.get_by_role("button", name="Atrás").click()
    expect(person.locator("main[data-page='1']")).to_be_visible()
    expect(person.locator("input[value=yes]")).to_be_checked()
    person.get_by_role("button", name="Seguir", exact=True).last.click()
    expect(person.locator("textarea")).to_have_value(STORY)


def test_a_reload_in_the_middle_loses_nothing_that_was_sent_on(short: str, person: Page) -> None:
    to_the_end(person, short)
    person.reload()
    expect(person.locator("main[data-page='3']")).to_be_visible()
    person.get_by_role("button", name="Atrás").click()
    expect(person.locator("textarea")).to_have_value(STORY)


def test_back_after_the_thanks_shows_an_empty_form(short: str, person: Page) -> None:
    """On a device that is passed on, nobody finds the answers of the one before, nor sends theirs as a repetition."""
    to_the_end(person, short)
    submission = person.locator("[name=submission_id]").input_value()
    send(person)
    thanked(person)
    person.go_back()
    expect(person.locator("main[data-page='1']")).to_be_visible()
    assert person.locator("input:checked").count() == 0
    assert person.locator("[name=submission_id]").input_value() != submission


def test_two_tabs_are_two_answers(site: Site, short: str, visitors: Visitors) -> None:
    first, second = visitors.phone(java_script_enabled=True), visitors.phone(java_script_enabled=True)
    for page in (first, second):
        to_the_end(page, short)
    codes = set()
    for page in (first, second):
        send(page)
        codes.add(thanked(page))
    assert (len(codes), len(site.responses(short))) == (2, 2)


@pytest.mark.parametrize("scripts", [True, False])
def test_closing_while_the_page_is_open_gives_back_what_was_typed(
    site: Site, short: str, visitors: Visitors, scripts: bool
) -> None:
    page = visitors.phone(java_script_enabled=scripts)
    to_the_text(page, short)
    page.locator("textarea").fill(STORY)
    site.installation.command("survey", "close", short.split("/s/")[1].split("/")[0])
    page.get_by_role("button", name="Seguir", exact=True).last.click()
    expect(page.locator("main[data-state=closed]")).to_be_visible()
    expect(page.locator(".kept")).to_contain_text(STORY)
    expect(page.locator(".kept")).to_contain_text("Sí")
    assert site.responses(short) == []


# --- going on later -------------------------------------------------------------------------------


def test_saved_on_one_device_and_finished_on_another(site: Site, short: str, visitors: Visitors) -> None:
    phone, desk = visitors.phone(), visitors.desk()
    to_the_text(phone, short)
    phone.locator("textarea").fill(STORY)
    phone.get_by_role("button", name="Guardar y seguir más tarde").click()
    expect(phone.locator("main[data-state=saved]")).to_be_visible()
    desk.goto(phone.locator(".link a").get_attribute("href") or "")
    expect(desk.locator("main[data-page='2']")).to_be_visible()
    expect(desk.locator("textarea")).to_have_value(STORY)
    desk.get_by_role("button", name="Seguir", exact=True).last.click()
    send(desk)
    thanked(desk)
    assert len(site.responses(short)) == 1


KEPT = "() => [...Object.entries(localStorage), ...Object.entries(sessionStorage)].flat().join(' ')"


@pytest.fixture
def unnamed(site: Site) -> Iterator[Callable[[str], str]]:
    yield lambda name: site.open(name, short_document(layout="page"), "--mode", "anonymous")


def test_what_is_typed_stays_on_the_device_only_if_asked(unnamed: Callable[[str], str], person: Page) -> None:
    link = unnamed("kept on the device")
    person.goto(link)
    assert person.locator("[value=save]").count() == 0
    person.locator("textarea").fill(STORY)
    assert person.evaluate(KEPT) == ""
    person.get_by_label("Guardar mis respuestas en este dispositivo").check()
    person.locator("textarea").fill(STORY + " Gracias.")
    person.goto(link)
    expect(person.locator("textarea")).to_have_value(STORY + " Gracias.")
    person.get_by_role("button", name="Borrarlas de este dispositivo").click()
    assert person.evaluate(KEPT) == ""
    person.get_by_label("Guardar mis respuestas en este dispositivo").check()
    send(person)
    thanked(person)
    assert person.evaluate(KEPT) == ""
