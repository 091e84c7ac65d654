"""The form of a group."""

from __future__ import annotations

from typing import Any

from flask import Flask

from feedback.stakeholders.forms import SegmentForm, group_form
from feedback.stakeholders.queries import groups as queries
from tests.factories.groups import group
from tests.factories.people import Member

ENGLISH = {"Accept-Language": "en"}


def posting(app: Flask, **data: str) -> Any:
    return app.test_request_context(method="POST", data=data, headers=ENGLISH)


def test_a_new_group_starts_with_what_the_link_says(app: Flask, acme: Member) -> None:
    above = group(acme)
    with acme.at_work(), app.test_request_context(headers=ENGLISH):
        form = group_form(queries.possible_parents(), start={"kind": "supplier", "parent": str(above.id)})
        assert [field.name for field in form][:6] == ["name_es", "name_en", "kind", "size", "parent", "code"]
        assert (form.kind.data, form.parent.data) == ("supplier", str(above.id))
        assert form.parent.choices == [("", "No other group: it stands on its own"), (str(above.id), "Customers")]


def test_a_code_is_asked_for_only_once(app: Flask, acme: Member) -> None:
    with acme.at_work(), app.test_request_context(headers=ENGLISH):
        made = queries.group(group(acme).id)
        form = group_form([], made)
        assert "code" not in form
        assert (form["name_es"].data, form.size.data) == ("Clientes", "100")


def test_what_was_typed_is_read_as_the_action_takes_it(app: Flask, acme: Member) -> None:
    with acme.at_work(), posting(app, name_es=" Familias ", name_en="", kind="customer", size="1.200", parent=""):
        form = group_form([])
        assert form.values({"en": "Families", "pt": "Famílias"}) == {
            "name": {"es": "Familias", "pt": "Famílias"},
            "kind": "customer",
            "size": 1200,
            "parent_id": None,
        }


def test_what_belongs_to_another_form_is_left_alone(app: Flask, acme: Member) -> None:
    made = group(acme)
    with acme.at_work(), posting(app, name_es="Otra cosa", attribute="region"):
        form = group_form([], queries.group(made.id), sent=False)
        assert form["name_es"].data == "Clientes"
        assert SegmentForm().attribute.data == "region"
