"""The form of a file of people: what it proposes, what it takes over, what it refuses."""

from __future__ import annotations

from flask import Flask

from feedback.stakeholders.file_forms import Offer, mapping_form, region_choices, roles
from feedback.stakeholders.rules.columns import ONCE, SEGMENT, Recipe
from feedback.stakeholders.rules.importing import look_at

FILE = b"Mail;Zona\nana@b.es;norte\n"


def offer() -> Offer:
    return Offer(look_at(FILE, "a.csv"), {"Mail": "email", "Zona": SEGMENT}, "ES")


def test_a_new_form_shows_what_the_file_seems_to_be(app: Flask) -> None:
    with app.test_request_context():
        form = mapping_form(offer())
        assert form.chosen() == {"Mail": "email", "Zona": SEGMENT}
        assert (form.encoding.data, form.delimiter.data, form.region.data) == ("utf-8", ";", "ES")
        assert form.sheet is None
        assert dict(form.encoding.choices).keys() >= {"utf-8", "cp1252"}


def test_what_was_sent_wins_over_what_was_proposed(app: Flask) -> None:
    sent = {"role_1": "ignore", "region": "PT", "consent": "yes", "seen": offer().seen}
    with app.test_request_context(method="POST", data=sent):
        form = mapping_form(offer())
        recipe = form.recipe(offer().look)
        assert recipe == Recipe({"Mail": "email", "Zona": "ignore"}, "PT", True, "utf-8", ";", None)
        assert form.stale is False


def test_what_was_said_of_other_columns_is_not_taken_for_these(app: Flask) -> None:
    with app.test_request_context(method="POST", data={"role_0": "name", "role_1": "name", "seen": "another"}):
        form = mapping_form(offer())
        assert form.chosen() == {"Mail": "email", "Zona": SEGMENT}
        assert form.stale is True
        assert form.validate() is False


def test_every_role_is_offered_and_countries_by_name(app: Flask) -> None:
    with app.test_request_context(headers={"Accept-Language": "en"}):
        assert {role for role, _ in roles()} == {"ignore", SEGMENT, *ONCE}
        named = dict(region_choices())
        assert (named["ES"], next(iter(named))) == ("Spain", "AF")
