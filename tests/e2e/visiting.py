"""People with a browser, and what must never happen while they look."""

from __future__ import annotations

from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Page, Request

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 800}
PATIENCE = 20_000
"""Milliseconds a page may take on a busy machine."""


class Visitors:
    """Opens browser contexts and keeps what went wrong in them."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.problems: list[str] = []
        self._contexts: list[BrowserContext] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for context in self._contexts:
            context.close()
        if kind is None:
            assert self.problems == []

    def desk(self, **options: Any) -> Page:
        """A page of somebody at a desk who reads English."""
        return self.page(**{"viewport": DESK, "locale": "en-GB", **options})

    def phone(self, **options: Any) -> Page:
        """A page on a phone that speaks Spanish and runs no scripts."""
        return self.page(
            **{"viewport": PHONE, "locale": "es-ES", "java_script_enabled": False, "has_touch": True, **options}
        )

    def page(self, **options: Any) -> Page:
        # Colours are judged where they end, not half-way through a transition.
        context = self.browser.new_context(**{"reduced_motion": "reduce", **options})
        context.set_default_timeout(PATIENCE)
        self._contexts.append(context)
        return self.beside(context)

    def beside(self, context: BrowserContext) -> Page:
        """Another tab of somebody who is here already, and signed in where they are."""
        page = context.new_page()
        page.on("console", self._console)
        page.on("pageerror", lambda error: self._note(page, f"script failed: {error}"))
        page.on("dialog", lambda dialog: self._dialog(page, dialog))
        page.on("request", self._request)
        return page

    def _note(self, page: Page, what: str) -> None:
        self.problems.append(f"{urlsplit(page.url).path}: {what}")

    def _console(self, message: ConsoleMessage) -> None:
        """Errors, among them what the Content-Security-Policy stopped; not the status of a page that is asked for."""
        if message.type in ("error", "warning") and "the server responded with a status of" not in message.text:
            self.problems.append(f"{message.location.get('url')}: console {message.type}: {message.text}")

    def _dialog(self, page: Page, dialog: Dialog) -> None:
        self._note(page, f"dialog: {dialog.message}")
        dialog.dismiss()

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname != "127.0.0.1":
            self.problems.append(f"asked elsewhere: {request.url}")


def sign_in(page: Page, address: str, email: str, password: str) -> None:
    """Through the sign-in page, to where it leads."""
    page.goto(f"{address}/login")
    page.locator("input[name=email]").fill(email)
    page.locator("input[name=password]").fill(password)
    page.locator("main form button, form button.btn-primary").last.click()
    page.wait_for_url(lambda url: "/login" not in url)
