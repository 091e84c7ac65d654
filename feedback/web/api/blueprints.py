"""A resource of the API: a blueprint whose views say what they take and give, and which documents itself."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from flask_smorest import Blueprint
from marshmallow import Schema, fields

from feedback.web.api.problems import PREFIX
from feedback.web.api.reading import Parser

View = Callable[..., Any]
Decorator = Callable[[View], View]
NAMED = "api_"
"""Blueprints of the API carry it before their name: pages of the same things have blueprints too."""


class Resource(Blueprint):  # type: ignore[misc]
    """`@get(rule)` first, `@token(scope)` below it, then `@takes`, `@gives`; the docstring is the documentation."""

    ARGUMENTS_PARSER = Parser()

    def get(self, rule: str, **options: Any) -> Decorator:
        return self._at(rule, "GET", options)

    def post(self, rule: str, **options: Any) -> Decorator:
        return self._at(rule, "POST", options)

    def patch(self, rule: str, **options: Any) -> Decorator:
        return self._at(rule, "PATCH", options)

    def delete(self, rule: str, **options: Any) -> Decorator:
        return self._at(rule, "DELETE", options)

    def _at(self, rule: str, method: str, options: dict[str, Any]) -> Decorator:
        chapter = self.name.removeprefix(NAMED)
        decorate: Decorator = self.route(rule, methods=[method], tags=[chapter], **options)
        return decorate

    def takes(self, schema: type[Schema] | Schema, **options: Any) -> Decorator:
        """The JSON body, read strictly and handed to the view as its first argument."""
        decorate: Decorator = self.arguments(schema, **options)
        return decorate

    def asks(self, schema: type[Schema] | Schema) -> Decorator:
        """The query values, read strictly and handed to the view as its first argument."""
        decorate: Decorator = self.arguments(schema, location="query")
        return decorate

    def gives(self, status: int, schema: type[Schema] | Schema | None = None, **options: Any) -> Decorator:
        """What the view returns, written by the schema with this status; a Response is sent as it is."""
        decorate: Decorator = self.response(status, schema, **options)
        return decorate

    def also(self, status: int, schema: type[Schema], description: str) -> Decorator:
        """Another status the view may answer with; stands above `gives`."""
        decorate: Decorator = self.alt_response(status, schema=schema, description=description)
        return decorate


def api_blueprint(name: str, description: str) -> Resource:
    """The blueprint of one resource below `/api/v1`; `name` heads its chapter in the documentation."""
    return Resource(NAMED + name, __name__, url_prefix=PREFIX, description=description)


@cache
def page_of(schema: type[Schema]) -> type[Schema]:
    """The schema of one page of a list of these."""
    name = schema.__name__.removesuffix("Schema") + "Page"
    return Schema.from_dict(
        {
            "items": fields.List(fields.Nested(schema), required=True),
            "next_cursor": fields.String(
                required=True, allow_none=True, metadata={"description": "Ask again with it; null: this was the last."}
            ),
        },
        name=name,
    )
