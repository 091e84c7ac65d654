"""The page behind the link that ends mails: opening it changes nothing, since mail scanners open every link."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from flask import g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from feedback.db import inside
from feedback.errors import message
from feedback.surveys.language import page_language
from feedback.surveys.presenting import tongue
from feedback.web import limits
from feedback.web.guards import act
from feedback.web.languages import INTERFACE, language

MISSES, WINDOW = 30, 60


class Reader(Protocol):
    """Whose link it is, of which organisation, in which language, and whether the mails came to an end."""

    @property
    def subject_id(self) -> UUID: ...
    @property
    def organisation_id(self) -> UUID: ...
    @property
    def organisation_name(self) -> str: ...
    @property
    def lang(self) -> str | None: ...
    @property
    def out(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Leaving:
    """One kind of mails that their readers end: who is behind a token, what ends and resumes them, and the page."""

    endpoint: str
    template: str
    reader: Callable[[str], Reader | None]
    leave: Callable[[UUID], object]
    come_back: Callable[[UUID], object]

    def page(self, token: str) -> ResponseReturnValue:
        """Whether the mails come or not, with one button that changes it."""
        found = self.reader(token)
        return _unknown() if found is None else self._page(found, token)

    def change(self, token: str) -> ResponseReturnValue:
        """No more, at once; with `again`, mails again. A mail program posts by itself (RFC 8058): no redirect."""
        found = self.reader(token)
        if found is None:
            return _unknown()
        with inside(found.organisation_id):
            act(self.come_back if "again" in request.form else self.leave, found.subject_id)
        if "button" in request.form:
            return redirect(url_for(self.endpoint, token=token, lang=request.args.get("lang")), 303)
        return self.page(token)

    def _page(self, found: Reader, token: str) -> str:
        accepted = [found.lang] if found.lang else list(request.accept_languages.values())
        lang = g.language = page_language(INTERFACE, language(), request.args.get("lang"), accepted)
        return render_template(
            self.template,
            organisation_name=found.organisation_name,
            lang=lang,
            languages=[tongue(code) for code in INTERFACE],
            out=found.out,
            address=url_for(self.endpoint, token=token, lang=lang),
        )


def _unknown() -> ResponseReturnValue:
    """The same for a link that was never ours and a person who is gone; guessing ends after some misses."""
    refusal = message("Too many links that lead nowhere. Try again in a minute.")
    limits.hit("unsubscribe", MISSES, WINDOW, limits.visitor(), refuse=refusal)
    asked, accepted = request.args.get("lang"), request.accept_languages.values()
    lang = g.language = page_language(INTERFACE, language(), asked, accepted)
    shown = {"organisation_name": "", "lang": lang, "languages": [], "state": "unknown"}
    return make_response(render_template("answer/message.html", **shown), 404)
