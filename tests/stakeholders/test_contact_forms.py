"""Forms of contacts: what they offer, and what they say of a person."""

from __future__ import annotations

from flask import Flask

from feedback.stakeholders.contact_forms import contact_form, filter_form, language_choices, language_name
from feedback.stakeholders.models import Contact, Segment
from feedback.stakeholders.queries.contacts import Wanted
from tests.factories.people import Member


def test_languages_are_named_in_the_readers_language(app: Flask) -> None:
    with app.test_request_context(headers={"Accept-Language": "en"}):
        assert [language_name(code) for code in ("es", "ja", None)] == ["Spanish", "ja", ""]
        assert [code for code, _ in language_choices("pt", "es")][:3] == ["pt", "es", "en"]


def test_a_filter_asks_only_for_what_is_offered(app: Flask) -> None:
    segments = [Segment(attribute="region", value="north=west")]
    with app.test_request_context("/?words= ana &speaks=en&state=bounced&segment=region%3Dnorth%3Dwest"):
        from flask import request

        form = filter_form(request.args, ["en"], segments)
        assert form.wanted() == Wanted("ana", "en", "bounced", ("region", "north=west"))
    with app.test_request_context("/?speaks=xx&state=all&segment=plan%3Dgold"):
        assert filter_form(request.args, ["en"], segments).wanted() == Wanted()


def test_a_contact_and_its_form_say_the_same(app: Flask, acme: Member) -> None:
    ana = Contact(name="Ana", email="ana@b.es", lang="ja", consent=False, segments={"region": "north", "plan": "a=b"})
    with app.test_request_context(), acme.at_work():
        form = contact_form(["es", "en"], ana)
        assert form.values() == {
            "name": "Ana",
            "email": "ana@b.es",
            "phone": None,
            "reference": None,
            "lang": "ja",
            "consent": False,
            "segments": {"region": "north", "plan": "a=b"},
        }
        assert "ja" in dict(form.lang.choices)
        assert "ja" not in dict(contact_form(["es"]).lang.choices)
