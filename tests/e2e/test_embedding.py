"""The form in a page of another site, in a browser that blocks third-party cookies (cases 34 and 35)."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserType, Page, expect
from sqlalchemy import func, select

from feedback import config as configuration
from feedback import create_app
from feedback.db import db
from feedback.surveys.actions import surveys
from feedback.surveys.embedding import snippet
from feedback.surveys.models import Response
from feedback.surveys.queries import surveys as launched
from tests.e2e.serving import Installation
from tests.factories import groups, journeys, people
from tests.factories import surveys as made
from tests.factories.surveys import Opened

pytestmark = pytest.mark.browser

HEARD = "window.heard = []; addEventListener('message', (event) => heard.push([event.origin, event.data]));"


class Shop(ThreadingHTTPServer):
    """Somebody's own website, under another name than ours; `page` is all there is."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Page)
        self.page = ""

    @property
    def origin(self) -> str:
        return f"http://localhost:{self.server_address[1]}"


class _Page(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        assert isinstance(self.server, Shop)
        self.wfile.write(self.server.page.encode() if self.path == "/" else b"")

    def log_message(self, *arguments: Any) -> None:
        """Nobody reads along."""


@contextmanager
def shop() -> Iterator[Shop]:
    server = Shop()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def shops() -> Iterator[tuple[Shop, Shop]]:
    """One that the survey lists, and one that it does not."""
    with shop() as ours, shop() as evil:
        yield ours, evil


@pytest.fixture(scope="module")
def served(
    tmp_path_factory: pytest.TempPathFactory, template: Path, shops: tuple[Shop, Shop]
) -> Iterator[tuple[Installation, Opened]]:
    installation = Installation(tmp_path_factory.mktemp("embedding"))
    installation.begin_with(template)
    owner = people.owner(create_app(configuration.load(installation.environ)), "acme")
    groups.three_groups(owner)
    journeys.journey(owner)
    survey = made.opened(owner, made.published(owner), ["customers"])
    owner.do(lambda: surveys.allow_embedding(launched.survey(survey.code), [shops[0].origin]))
    installation.start()
    yield installation, survey
    installation.stop()


@pytest.fixture
def asked(served: tuple[Installation, Opened], shops: tuple[Shop, Shop]) -> tuple[Installation, Opened]:
    """The installation and its survey, which stands in the pages of both shops."""
    installation, survey = served
    for one in shops:
        code = snippet(installation.address, f"{installation.address}/s/{survey.code}/customers?stage=visit", "Ask")
        one.page = f"<!doctype html><title>Shop</title><script>{HEARD}</script><main>{code}</main>"
    return served


@pytest.fixture(scope="module")
def strict(browser_type: BrowserType, browser_type_launch_args: dict[str, Any]) -> Iterator[Browser]:
    """A browser of its own that gives third parties no cookies."""
    arguments = [*browser_type_launch_args["args"], "--test-third-party-cookie-phaseout"]
    browser = browser_type.launch(executable_path=browser_type_launch_args["executable_path"], args=arguments)
    yield browser
    browser.close()


@pytest.fixture
def page(strict: Browser) -> Iterator[Page]:
    context = strict.new_context(locale="es-ES")
    page = context.new_page()
    page.set_default_timeout(20_000)
    yield page
    context.close()


def test_a_page_of_another_site_takes_an_answer(
    asked: tuple[Installation, Opened], shops: tuple[Shop, Shop], page: Page
) -> None:
    installation, survey = asked
    page.goto(shops[0].origin)
    frame = page.frame_locator("iframe[title=Ask]")
    expect(frame.locator("main[data-state=form]")).to_be_visible()
    page.wait_for_function("heard.length > 0")
    inside = int(frame.locator("html").evaluate("one => Math.ceil(one.getBoundingClientRect().height)"))
    page.wait_for_function("height => document.querySelector('iframe').height === String(height)", arg=inside)
    frame.locator("label", has_text="9").first.click()
    frame.locator("textarea").fill("Tardaron mucho con mi pedido secreto.")
    frame.locator("main button.go").click()
    expect(frame.locator("main[data-state=thanks]")).to_be_visible()
    with survey.of.at_work():
        assert db.session.scalar(select(func.count()).select_from(Response)) == 1
    assert page.context.cookies() == []
    heard = page.evaluate("heard")
    assert {origin for origin, _ in heard} == {installation.address}
    assert {frozenset(said) for _, said in heard} == {frozenset({"type", "height"})}
    assert {said["type"] for _, said in heard} == {"feedback:height"}
    assert all(isinstance(said["height"], int) for _, said in heard)


def test_a_page_that_is_not_listed_shows_nothing_and_is_told_nothing(
    asked: tuple[Installation, Opened], shops: tuple[Shop, Shop], page: Page
) -> None:
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto(shops[1].origin)
    page.wait_for_selector("iframe[title=Ask]")
    page.wait_for_timeout(1_000)
    assert any("frame-ancestors" in text for text in refused)
    assert page.frame_locator("iframe[title=Ask]").locator("main").count() == 0
    assert page.evaluate("heard") == []


def test_words_from_elsewhere_are_ignored(
    asked: tuple[Installation, Opened], shops: tuple[Shop, Shop], page: Page
) -> None:
    """Neither the form nor the page around it listens to anybody but the other."""
    ours, evil = shops
    evil.page = (
        "<!doctype html><title>Evil</title><script>"
        "const frames = () => Array.from({length: parent.length}, (_, n) => parent[n]);"
        "const others = () => [parent, ...frames()].filter((one) => one !== self);"
        "setInterval(() => { for (const one of others()) {"
        " one.postMessage({type: 'feedback:hello'}, '*'); one.postMessage({type: 'feedback:height', height: 9}, '*');"
        "} }, 50); addEventListener('message', () => parent.postMessage('told', '*'));</script>"
    )
    ours.page += f'<iframe src="{evil.origin}" title="Evil"></iframe>'
    page.goto(ours.origin)
    frame = page.frame_locator("iframe[title=Ask]")
    expect(frame.locator("main[data-state=form]")).to_be_visible()
    page.wait_for_timeout(1_000)
    heard = page.evaluate("heard")
    assert [said for origin, said in heard if origin == evil.origin and said == "told"] == []
    tried = [said["type"] for origin, said in heard if origin == evil.origin]
    assert {"feedback:hello", "feedback:height"} == set(tried)
    assert int(page.locator("iframe[title=Ask]").get_attribute("height") or 0) > 100
