"""In which language a page speaks."""

from __future__ import annotations

import pytest
from flask import Flask, g
from flask.testing import FlaskClient
from flask_babel import get_locale, gettext

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


def test_a_choice_is_kept(client: FlaskClient, acme: Member) -> None:
    sign_in(client, acme)
    assert post(client, "/reading", {"language": "en"}).status_code == 303
    assert spoken(client, "/o/acme/settings", asks="es") == "en"


def test_portuguese_is_for_respondents_only(client: FlaskClient) -> None:
    """Their pages are complete in it; those of members are not, and are not offered half."""
    assert spoken(client, "/login?lang=pt") == "es"
    assert spoken(client, "/s/nothing/nobody?lang=pt") == "pt"
    assert spoken(client, "/s/nothing/nobody", asks="pt-BR") == "pt"


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
