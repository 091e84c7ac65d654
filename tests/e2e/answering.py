"""Answering over HTTP, with nothing but what the page itself offers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

PATIENCE = 30


class _Stay(HTTPRedirectHandler):
    """A 303 is the answer, not a reason to go on."""

    def redirect_request(self, *args: object, **kwargs: object) -> None:
        return None


_opener: OpenerDirector = build_opener(_Stay)


@dataclass(frozen=True)
class Reply:
    status: int
    location: str
    body: str


def fetch(url: str, fields: Mapping[str, str] | None = None) -> Reply:
    """GET, or POST these fields; what a server answers in whatever status, never followed."""
    data = urlencode(fields).encode() if fields is not None else None
    try:
        with _opener.open(Request(url, data=data, headers={"Accept-Language": "es"}), timeout=PATIENCE) as answer:
            return Reply(answer.status, "", answer.read().decode())
    except HTTPError as refused:
        with refused:
            return Reply(refused.code, refused.headers.get("Location", ""), refused.read().decode())


@dataclass
class Form(HTMLParser):
    """The answering form of a page: where it posts to, and its fields in their order."""

    page: str
    action: str = ""
    hidden: dict[str, str] = field(default_factory=dict)
    values: dict[str, list[str]] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        kind = given.get("type", "")
        if tag == "form":
            self.action = given["action"]
        elif tag == "textarea" or kind == "text":
            self.texts.append(given["name"])
        elif kind == "hidden":
            self.hidden[given["name"]] = given["value"]
        elif kind in ("radio", "checkbox") and given["value"]:
            self.values.setdefault(given["name"], []).append(given["value"])

    def filled(self, place: int, text: str) -> dict[str, str]:
        """Every choice answered with the option at this place (beyond the last it begins anew), every text alike."""
        chosen = {name: options[place % len(options)] for name, options in self.values.items()}
        own_words = {name: text for name in self.texts if not name.endswith(".other")}
        return {**self.hidden, **chosen, **own_words}


def open_form(url: str) -> Form:
    reply = fetch(url)
    assert reply.status == 200, f"{url}: {reply.status}"
    return Form(reply.body)


def answer(url: str, place: int, text: str) -> str:
    """Open the page, fill it in, send it; returns the receipt code."""
    form = open_form(url)
    reply = fetch(urljoin(url, form.action), form.filled(place, text))
    assert reply.status == 303, f"{url}: {reply.status}"
    found = re.search(r"/r/([0-9A-Z-]+)", reply.location)
    assert found, reply.location
    return found.group(1)
