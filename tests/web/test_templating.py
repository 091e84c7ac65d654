"""Messages, numbers and dates as the reader writes them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from flask import Flask

from feedback.errors import message
from feedback.web import templating


@pytest.fixture
def spanish(app: Flask) -> Iterator[None]:
    with app.test_request_context("/?lang=es"):
        yield


@pytest.fixture
def english(app: Flask) -> Iterator[None]:
    with app.test_request_context("/?lang=en"):
        yield


@pytest.mark.usefixtures("spanish")
def test_numbers_in_spanish() -> None:
    assert templating.number(12045.6, 1) == "12.045,6"
    assert templating.number(-3) == "\N{MINUS SIGN}3"
    assert templating.signed(0.25, 1) in ("+0,2", "+0,3")
    assert templating.percent(0.824) == "82\N{NO-BREAK SPACE}%"
    assert (templating.number(None), templating.percent(None), templating.day(None)) == ("", "", "")


@pytest.mark.usefixtures("english")
def test_numbers_in_english() -> None:
    assert templating.number(12045.6, 1) == "12,045.6"
    assert templating.percent(0.824) == "82%"
    assert templating.signed(-2) == "\N{MINUS SIGN}2.0"
    assert (templating.signed(-0.004, 2), templating.signed(0.004, 2), templating.number(-0.4)) == ("0.00", "0.00", "0")


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("then", "said"),
    [
        (date(2026, 11, 22), "today"),
        (date(2026, 12, 1), "today"),
        (date(2026, 11, 21), "1 day ago"),
        (date(2026, 11, 9), "13 days ago"),
        (datetime(2026, 11, 8, 23, tzinfo=UTC), "2 weeks ago"),
        (date(2026, 9, 23), "2 months ago"),
        (None, ""),
    ],
)
def test_how_long_ago(then: date | None, said: str) -> None:
    with time_machine.travel(datetime(2026, 11, 22, 12, tzinfo=UTC), tick=False):
        assert templating.age(then) == said


@pytest.mark.usefixtures("spanish")
def test_a_message_speaks_the_readers_language_with_what_is_in_it() -> None:
    inner = message("There is no organisation “%(code)s”.", code="acme")
    assert templating.say(inner) == "No hay ninguna organización «acme»."
    assert templating.say(message("%(what)s", what=inner)) == "No hay ninguna organización «acme»."
    assert templating.say(message("%(what)s", what={"es": "Visita", "en": "Visit"})) == "Visita"
    assert (templating.say(None), templating.say("as it is")) == ("", "as it is")


@pytest.mark.usefixtures("english")
def test_a_content_text_falls_back_to_a_language_it_has() -> None:
    assert templating.text({"es": "Visita", "en": "Visit"}) == "Visit"
    assert templating.text({"es": "Visita", "pt": "Visita (pt)"}) == "Visita"
    assert (templating.text({"pt": "Visita (pt)"}), templating.text({}), templating.text(None)) == (
        "Visita (pt)",
        "",
        "",
    )


@pytest.mark.usefixtures("spanish")
def test_days_are_written_out() -> None:
    assert templating.day(date(2026, 11, 22)) == "22 de noviembre de 2026"
    assert templating.day(datetime(2026, 11, 22, 23, 59, tzinfo=UTC)) == "22 de noviembre de 2026"
    assert templating.month(date(2026, 11, 22)) == "noviembre de 2026"


@pytest.mark.usefixtures("english")
def test_a_text_in_another_language_says_in_which() -> None:
    assert templating.spoken({"es": "Sí", "en": "Yes"}) == "Yes"
    assert templating.spoken({"pt": "<Sim>"}) == '<span lang="pt">&lt;Sim&gt;</span>'
    assert templating.spoken({"en": "Yes", "es": "Sí"}, "pt") == '<span lang="es">Sí</span>'
    assert (templating.spoken({}), templating.spoken(None)) == ("", "")
