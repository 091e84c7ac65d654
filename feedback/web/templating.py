"""What templates may use: messages, content texts, numbers and dates in the reader's language, slots."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from babel.dates import format_skeleton
from babel.numbers import format_decimal
from flask import Flask, g, url_for
from flask_babel import format_date, get_locale, gettext, ngettext
from markupsafe import Markup

from feedback import slots
from feedback.db import now, text_in
from feedback.errors import Message
from feedback.permissions import Permission
from feedback.web.languages import INTERFACE, NAMES

HARD_SPACE = "\u00a0"
MINUS = "\u2212"


def init(app: Flask) -> None:
    app.jinja_options = {**app.jinja_options, "trim_blocks": True, "lstrip_blocks": True}
    app.jinja_env.filters.update(
        say=say, text=text, spoken=spoken, number=number, percent=percent, age=age, day=day, month=month, signed=signed
    )
    app.jinja_env.globals.update(
        slot=slot, may=may, Permission=Permission, interface_languages=INTERFACE, language_names=NAMES, asset=asset
    )
    app.context_processor(lambda: {"language": language_code(), "access": g.get("access")})


def language_code() -> str:
    locale = get_locale()
    return locale.language if locale else "en"


def say(sentence: Message | str | None) -> str:
    """A message in the reader's language; its parameters may be messages or texts themselves."""
    if sentence is None:
        return ""
    if isinstance(sentence, str):
        return sentence
    params = {name: _param(value) for name, value in sentence.params.items()}
    return str(gettext(sentence.id, **params) if params else gettext(sentence.id))


def _param(value: object) -> object:
    if isinstance(value, Message):
        return say(value)
    if isinstance(value, dict):
        return text(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return number(value)
    if isinstance(value, float):
        return number(value, 1)
    return value


def text(texts: dict[str, str] | None) -> str:
    """A content text in the reader's language, else in one it has."""
    return text_in(texts, language_code(), "es", "en")


def spoken(texts: dict[str, str] | None, wanted: str = "") -> str:
    """The same for everyone's eyes and ears: what is in another language than the page (or `wanted`) says in which."""
    wanted = wanted or language_code()
    code = next((code for code in (wanted, "es", "en", *(texts or ())) if texts and texts.get(code)), wanted)
    shown = (texts or {}).get(code, "")
    return shown if code == wanted else Markup('<span lang="{}">{}</span>').format(code, shown)


def number(value: float | int | None, decimals: int = 0) -> str:
    """1.204 and 4,4 in Spanish, 1,204 and 4.4 in English; a real minus sign."""
    if value is None:
        return ""
    # What rounds to nothing has no sign.
    return _written(str(get_locale() or "en"), round(value, decimals) or 0, decimals)


@lru_cache(maxsize=4096)
def _written(locale: str, value: float, decimals: int) -> str:
    """A page of figures writes the same few hundred numbers again and again."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return str(format_decimal(value, pattern, locale)).replace("-", MINUS)


def signed(value: float, decimals: int = 1) -> str:
    """A difference, with its sign."""
    return ("+" if round(value, decimals) > 0 else "") + number(value, decimals)


def percent(share: float | None, decimals: int = 0) -> str:
    """A share 0..1 as 82 % (Spanish, hard space) or 82% (English, Portuguese)."""
    if share is None:
        return ""
    space = HARD_SPACE if language_code() == "es" else ""
    return f"{number(share * 100, decimals)}{space}%"


def age(moment: datetime | date | None) -> str:
    """How long ago, in the largest unit that fits."""
    if moment is None:
        return ""
    then = moment.date() if isinstance(moment, datetime) else moment
    days = (now().date() - then).days
    if days <= 0:
        return str(gettext("today"))
    if days < 14:
        return str(ngettext("%(num)s day ago", "%(num)s days ago", days))
    if days < 60:
        return str(ngettext("%(num)s week ago", "%(num)s weeks ago", days // 7))
    return str(ngettext("%(num)s month ago", "%(num)s months ago", days // 30))


def day(moment: datetime | date | None) -> str:
    return str(format_date(_local(moment), "long")) if moment else ""


def month(moment: datetime | date | None) -> str:
    return str(format_skeleton("yMMMM", _local(moment), locale=get_locale() or "en")) if moment else ""


def _local(moment: datetime | date) -> date:
    return moment.astimezone(UTC).date() if isinstance(moment, datetime) else moment


def slot(name: str, **context: Any) -> Markup:
    """What higher slices put into this place of the page."""
    return Markup("").join(Markup(filler(**context)) for filler in slots.fillers(name))


def may(permission: str) -> bool:
    """Whether the reader's role has the permission, for showing or leaving out a button."""
    access = g.get("access")
    return bool(access and access.may(Permission(permission)))


def asset(filename: str) -> str:
    """Address of one of our static files."""
    return url_for("static", filename=filename)
