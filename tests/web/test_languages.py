"""In which language a page speaks."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask, g
from flask.testing import FlaskClient
from flask_babel import get_locale, gettext

from feedback.web.templating import day, month, number, percent
from tests.factories.people import Member, post, sign_in


def spoken(client: FlaskClient, path: str = "/login", **headers: str) -> str:
    page = client.get(path, headers={"Accept-Language": headers.get("asks", "")}).get_data(as_text=True)
    return page.partition('<html lang="')[2][:2]


@pytest.mark.parametrize(("asks", "language"), [("", "es"), ("en-GB", "en"), ("de, en;q=0.5", "en"), ("de", "es")])
def test_the_browsers_language_or_the_default(client: FlaskClient, asks: str, language: str) -> None:
    assert spoken(client, asks=asks) == language


def test_what_the_address_asks_for_comes_first(client: FlaskClient) -> None:
    assert spoken(client, "/login?lang=en", asks="es") == "en"
    assert spoken(client, "/login?lang=xx", asks="es") == "es"


def test_a_choice_is_kept_with_the_account(app: Flask, client: FlaskClient, acme: Member) -> None:
    """Another browser of the same person speaks it too; a language we do not speak changes nothing."""
    sign_in(client, acme)
    assert post(client, "/reading", {"language": "pt"}).status_code == 303
    assert spoken(client, "/o/acme/settings", asks="es") == "pt"
    post(client, "/reading", {"language": "xx"})
    other = app.test_client()
    sign_in(other, acme)
    assert spoken(other, "/o/acme/settings", asks="es") == "pt"


@pytest.mark.parametrize("path", ["/login", "/s/nothing/nobody", "/forgot-password"])
def test_members_and_respondents_are_spoken_to_in_portuguese(client: FlaskClient, path: str) -> None:
    assert spoken(client, f"{path}?lang=pt") == "pt"
    assert spoken(client, path, asks="pt-BR") == "pt"


def test_numbers_and_dates_are_written_as_in_brazil(app: Flask) -> None:
    with app.test_request_context("/?lang=pt"):
        assert (number(1234.5, 1), percent(0.824)) == ("1.234,5", "82%")
        assert (day(date(2026, 3, 4)), month(date(2026, 3, 4))) == ("4 de março de 2026", "março de 2026")


@pytest.mark.parametrize(
    ("code", "locale", "yes"),
    [
        ("es-MX", "es_MX", "Sí"),
        ("pt-BR", "pt_BR", "Sim"),
        ("en-x03", "en", "Yes"),
        ("es-informal", "es", "Sí"),
        ("zh-Hans", "zh_Hans", "Yes"),
        ("kri", "en", "Yes"),
        ("und", "en_US", "Yes"),
    ],
)
def test_a_questionnaire_may_be_in_any_language(app: Flask, code: str, locale: str, yes: str) -> None:
    """Its pages speak the nearest language there is, and never fail for want of one."""
    with app.test_request_context("/"):
        g.language = code
        assert str(get_locale()) == locale
        assert gettext("Yes") == yes
