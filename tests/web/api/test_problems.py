"""Errors of calls: RFC 9457, whatever went wrong, and never a page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from feedback.errors import Conflict, StorageAway, TooMany, message
from feedback.web.api import Caller, problem
from tests.factories.callers import system
from tests.factories.people import Member

PARTS = {"type", "title", "status", "detail", "code", "request_id"}


def test_a_problem_says_what_where_and_which_call(acme: Member) -> None:
    answer = system(acme).post("/groups", {"kind": "plant"})
    body = answer.json
    assert answer.content_type == "application/problem+json"
    assert set(body) == {*PARTS, "errors"}
    assert body["type"] == "http://localhost/api/docs#invalid"
    assert (body["title"], body["status"], body["code"]) == ("Unprocessable Entity", 422, "invalid")
    assert body["request_id"] == answer.headers["X-Request-Id"]
    assert {one["field"] for one in body["errors"]} == {"kind", "name"}


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nothing-like-this", 404, "not_found"),
        ("GET", "/groups/nothing", 404, "not_found"),
        ("GET", "/groups/a\0b", 404, "not_found"),
        ("DELETE", "/groups", 405, "method_not_allowed"),
    ],
)
def test_every_way_to_miss_is_a_problem(acme: Member, method: str, path: str, status: int, code: str) -> None:
    answer = system(acme).call(method, path)
    assert (answer.status_code, answer.content_type) == (status, "application/problem+json")
    assert (answer.json["code"], set(answer.json)) == (code, PARTS)


def test_its_sentence_is_in_the_language_one_accepts(acme: Member) -> None:
    crm = system(acme)
    said = {
        language: crm.call("GET", "/groups/nothing", Accept_Language=language).json["detail"]
        for language in ("en", "es", "fr")
    }
    assert said["en"] == said["fr"] == "There is nothing here, or it is not yours to see."
    assert said["es"] == "Aquí no hay nada, o no es tuyo."


def test_errors_that_say_when_to_come_back(app: Flask) -> None:
    with app.test_request_context("/api/v1/groups"):
        for error, status, wait in ((TooMany(message("Wait."), 7), 429, "7"), (StorageAway(), 503, "10")):
            answer = problem(error)
            assert (answer.status_code, answer.headers["Retry-After"]) == (status, wait)
        assert "Retry-After" not in problem(Conflict(message("No."))).headers


def test_a_bug_is_a_problem_without_its_reason(make_app: Callable[..., Flask]) -> None:
    app = make_app()
    app.config["PROPAGATE_EXCEPTIONS"] = False

    class Broken:
        def caller(self, secret: str) -> Caller | None:
            raise RuntimeError("the secret of the database")

    app.extensions["feedback.callers"] = Broken()
    answer = app.test_client().get("/api/v1/groups", headers={"Authorization": "Bearer x"})
    assert (answer.status_code, answer.json["code"]) == (500, "unexpected")
    assert "secret" not in answer.get_data(as_text=True)


def test_pages_keep_their_pages(app: Flask) -> None:
    answer = app.test_client().get("/nothing-like-this")
    assert (answer.status_code, answer.mimetype) == (404, "text/html")
