"""The OpenAPI document: whole, true, and without anything of anybody's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import schemathesis
from flask import Flask

from feedback.web.api.problems import PREFIX

METHODS = ("get", "post", "patch", "put", "delete")


def document(app: Flask) -> dict[str, Any]:
    answer = app.test_client().get(f"{PREFIX}/openapi.json")
    assert answer.status_code == 200
    return answer.json  # type: ignore[no-any-return]


def operations(app: Flask) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in document(app)["paths"].items():
        for method in METHODS:
            if method in methods:
                yield method, path, methods[method]


def test_every_route_of_the_api_is_in_it_and_nothing_else(app: Flask) -> None:
    routed = set()
    for rule in app.url_map.iter_rules():
        guard = getattr(app.view_functions[rule.endpoint], "guard", None)
        if guard and guard.kind == "token":
            path = rule.rule.replace("<uuid:", "{").replace("<int:", "{").replace("<", "{").replace(">", "}")
            routed |= {(method.lower(), path) for method in rule.methods or () if method not in {"HEAD", "OPTIONS"}}
    assert {(method, path) for method, path, _ in operations(app)} == routed


def test_every_operation_says_what_it_is_and_which_scope_it_needs(app: Flask) -> None:
    for method, path, operation in operations(app):
        place = f"{method} {path}"
        assert operation["summary"], place
        (needed,) = operation["security"]
        scopes = {"get": ["read"]}.get(method)
        assert needed["token"] in ([scopes] if scopes else [["write"], ["events"]]) or path.startswith(
            "/api/v1/service-events"
        ), place
        assert operation["responses"]["default"] == {"$ref": "#/components/responses/DEFAULT_ERROR"}, place
        assert [status for status in operation["responses"] if status.startswith("2")], place


def test_what_can_be_sent_twice_takes_a_key(app: Flask) -> None:
    for method, path, operation in operations(app):
        keys = [one for one in operation.get("parameters", ()) if one.get("name") == "Idempotency-Key"]
        assert len(keys) == (method == "post"), (method, path)


def test_bodies_are_closed(app: Flask) -> None:
    written = document(app)["components"]["schemas"]
    taken = 0
    for method, path, operation in operations(app):
        if "requestBody" in operation:
            reference = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"]
            schema = written[reference.rpartition("/")[2]]
            assert schema["additionalProperties"] is False, (method, path)
            taken += 1
    assert taken > 0


def test_the_document_is_valid(app: Flask) -> None:
    schema = schemathesis.openapi.from_wsgi(f"{PREFIX}/openapi.json", app)
    schema.validate()
    found = list(schema.get_all_operations())
    assert [str(one.err()) for one in found if not hasattr(one, "ok")] == []
    assert len(found) == len(list(operations(app)))
