"""A resource documents itself, and its lists have one shape."""

from __future__ import annotations

from marshmallow import Schema, fields

from feedback.web.api import api_blueprint, page_of


class ThingSchema(Schema):
    """A thing."""

    name = fields.String(required=True)


def test_a_page_of_things_has_a_name_of_its_own() -> None:
    schema = page_of(ThingSchema)
    assert schema is page_of(ThingSchema)
    assert schema.__name__ == "ThingPage"
    written = schema().dump({"items": [{"name": "a", "secret": "b"}], "next_cursor": None})
    assert written == {"items": [{"name": "a"}], "next_cursor": None}


def test_a_resource_stands_below_the_version_under_a_name_that_no_page_has() -> None:
    made = api_blueprint("things", "Things.")
    assert (made.name, made.url_prefix, made.description) == ("api_things", "/api/v1", "Things.")
