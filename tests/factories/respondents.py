"""People who answer without a browser: what the page holds is posted back, with what they type and the button."""

from __future__ import annotations

import html
import re
from typing import Any
from urllib.parse import urlsplit

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

_HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')


class Respondent:
    """One person at one link. `page` is what they see, `status` its status; `hidden` what its form carries along."""

    def __init__(self, client: FlaskClient, path: str, **headers: str) -> None:
        self.client, self.path, self.headers = client, path, headers
        self.see(client.get(path, headers=headers))

    def see(self, answer: TestResponse) -> None:
        self.answer, self.status = answer, answer.status_code
        self.page = answer.get_data(as_text=True)
        self.hidden = {name: html.unescape(value) for name, value in _HIDDEN.findall(self.page)}

    @property
    def action(self) -> str:
        found = re.search(r'<form[^>]*action="([^"]+)"', self.page)
        return html.unescape(found.group(1)) if found else self.path

    @property
    def state(self) -> str:
        found = re.search(r'<main data-state="(\w+)"', self.page)
        return found.group(1) if found else ""

    @property
    def place(self) -> str:
        """“Page 2 of 3” as the page says it."""
        found = re.search(r'<p id="place">([^<]+)</p>', self.page)
        return found.group(1) if found else ""

    def go(self, move: str = "", **fields: Any) -> TestResponse:
        """Press a button; `fields` are what is typed on this page, dots as double underscores."""
        typed = {name.replace("__", "."): value for name, value in fields.items()}
        pressed = {"move": move} if move else {}
        self.see(self.client.post(self.action, data={**self.hidden, **typed, **pressed}, headers=self.headers))
        return self.answer

    def next(self, **fields: Any) -> TestResponse:
        return self.go("next", **fields)

    def back(self, **fields: Any) -> TestResponse:
        return self.go("back", **fields)

    def finish(self, **fields: Any) -> TestResponse:
        return self.go("finish", **fields)

    def asks(self, field: str) -> bool:
        return f'name="{field}"' in self.page or f'name="{field}.' in self.page

    def shows(self, text: str) -> bool:
        return html.escape(text, quote=True).replace("&#x27;", "&#39;") in self.page

    def resume_link(self) -> str:
        """Path and query of the link on the page that says the answers are saved."""
        found = re.search(r'<p class="link"><a href="([^"]+)"', self.page)
        assert found, self.page
        parts = urlsplit(html.unescape(found.group(1)))
        return f"{parts.path}?{parts.query}"
