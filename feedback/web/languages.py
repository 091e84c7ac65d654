"""In which language a page speaks, and how its numbers and dates are written."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale, UnknownLocaleError
from flask import Flask, current_app, g, has_request_context, request, session
from flask_babel import Babel
from flask_login import current_user

INTERFACE = ("es", "en", "pt")
"""Languages our pages, mails and reports are complete in, in the order they are offered."""
NAMES = {"es": "Español", "en": "English", "pt": "Português"}


def init(app: Flask) -> None:
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = "translations"
    Babel(app, locale_selector=language, default_locale=app.config["FEEDBACK"].default_language)


def language() -> str:
    """The reader's language: chosen on the page, chosen before, of the account, of the browser, default."""
    if not has_request_context():
        return str(current_app.config["FEEDBACK"].default_language)
    if forced := g.get("language"):
        return _spoken(str(forced))
    return _asked() or _browser()


@lru_cache(maxsize=512)
def _spoken(code: str) -> str:
    """The language as Babel writes it; questionnaires name more of them than it knows, and those read English."""
    for known in (code, code.partition("-")[0]):
        try:
            return str(Locale.parse(known, sep="-"))
        except (ValueError, UnknownLocaleError):
            continue
    return "en"


def _asked() -> str | None:
    asked = request.args.get("lang")
    if asked not in INTERFACE and not g.get("no_cookies"):
        asked = session.get("language") or getattr(current_user, "language", None)
    return asked if asked in INTERFACE else None


def _browser() -> str:
    default = current_app.config["FEEDBACK"].default_language
    return request.accept_languages.best_match(INTERFACE) or str(default)
