"""The documentation for people: chapters with fields, examples and curl lines, on a page of our own files."""

from __future__ import annotations

import re

from flask import Flask
from flask.testing import FlaskClient

from feedback.web.api.describing import METHODS, Chapter, chapters, example_body
from feedback.web.api.documentation import document
from tests.factories import groups
from tests.factories.callers import system
from tests.factories.people import Member


def described(app: Flask) -> dict[str, Chapter]:
    with app.test_request_context():
        return {chapter.name: chapter for chapter in chapters(document())}


def test_an_operation_says_what_it_takes_and_gives(app: Flask) -> None:
    create = next(one for one in described(app)["groups"].operations if one.method == "POST")
    assert (create.path, create.scope, create.status) == ("/api/v1/groups", "write", "201")
    fields = {field.name: field for field in create.fields}
    assert (fields["kind"].required, fields["size"].required) == (True, False)
    assert fields["kind"].kind == "one of customer, employee, supplier, other"
    assert fields["Idempotency-Key"].place == "header"
    assert create.curl.startswith("curl -X POST http://localhost/api/v1/groups \\\n")
    assert '"code": "…"' in create.answer


def test_fields_within_fields_are_named_by_their_path(app: Flask) -> None:
    add = next(one for one in described(app)["evidence"].operations if one.method == "POST")
    assert {"items", "items[].text", "items[].group"} <= {field.name for field in add.fields}


def test_what_the_example_of_a_group_sends_is_taken(app: Flask, acme: Member) -> None:
    with app.test_request_context():
        written = document()
        body = example_body(written, written["paths"]["/api/v1/groups"]["post"])
    assert system(acme).post("/groups", body).status_code == 201


def test_what_the_example_of_evidence_sends_is_taken(app: Flask, acme: Member) -> None:
    groups.group(acme, code="customers")
    with app.test_request_context():
        written = document()
        body = example_body(written, written["paths"]["/api/v1/evidence"]["post"])
    assert system(acme).post("/evidence", body).status_code == 201


def test_the_page_names_everything_and_loads_nothing_from_elsewhere(app: Flask, client: FlaskClient) -> None:
    answer = client.get("/api/docs?lang=en")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    with app.test_request_context():
        paths = document()["paths"]
    for path, item in paths.items():
        for method in METHODS:
            if method in item:
                assert item[method]["summary"] in page.replace("&#39;", "'"), (method, path)
    loaded = re.findall(r'<(?:script|link|img|iframe)[^>]*(?:src|href)="([^"]+)"', page)
    assert [address for address in loaded if not address.startswith("/")] == []
    assert "<style" not in page
    assert "style=" not in page
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_every_code_of_an_error_leads_to_its_line(client: FlaskClient, acme: Member) -> None:
    page = client.get("/api/docs").get_data(as_text=True)
    problem = system(acme).get("/groups/nothing").json
    assert f'id="{problem["type"].partition("#")[2]}"' in page
