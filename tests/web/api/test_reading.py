"""Bodies that are refused, never misread: cases 61 and 64."""

from __future__ import annotations

import gzip
import json

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from feedback.web.api.reading import Malformed, strict_json
from tests.dump import state
from tests.factories.callers import System, system
from tests.factories.people import Member

GROUP = '{"kind": "employee", "name": {"es": "Conductores"}}'


def send(crm: System, body: bytes, content_type: str | None = "application/json", **headers: str) -> TestResponse:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    client: FlaskClient = crm.client
    sent = {"Authorization": f"Bearer {crm.secret}", **named}
    return client.post("/api/v1/groups", data=body, content_type=content_type, headers=sent)


HOSTILE = {
    "deep list": b"[" * 100_000 + b"]" * 100_000,
    "deep object": b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "rather deep": b"[" * 40 + b"]" * 40,
    "not a number": b'{"kind": "employee", "name": {"es": "x"}, "size": NaN}',
    "infinite": b'{"kind": "employee", "name": {"es": "x"}, "size": -Infinity}',
    "infinite by its digits": b'{"kind": "employee", "name": {"es": "x"}, "size": 1e999}',
    "a key twice": b'{"kind": "customer", "kind": "employee", "name": {"es": "x"}}',
    "a key twice, deeper": b'{"kind": "employee", "name": {"es": "x", "es": "y"}}',
    "5,000 digits": b'{"kind": "employee", "name": {"es": "x"}, "size": ' + b"9" * 5000 + b"}",
    "40 digits": b'{"kind": "employee", "name": {"es": "x"}, "size": ' + b"9" * 40 + b"}",
    "half a character": b'{"kind": "employee", "name": {"es": "\\ud800"}}',
    "NUL": b'{"kind": "employee", "name": {"es": "a\\u0000b"}}',
    "NUL in a name": b'{"kind": "employee", "name": {"e\\u0000": "x"}}',
    "not UTF-8": b'{"kind": "employee", "name": {"es": "\xff"}}',
    "UTF-16": GROUP.encode("utf-16"),
    "nothing": b"",
    "two values": b"{} {}",
    "cut off": GROUP.encode()[:-3],
    "packed": gzip.compress(GROUP.encode()),
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_a_body_that_is_no_clear_json_is_refused(acme: Member, body: bytes) -> None:
    crm = system(acme)
    crm.get("/groups")
    before = state(acme.app)
    answer = send(crm, body)
    assert (answer.status_code, answer.json["code"]) == (400, "malformed")
    assert state(acme.app) == before


@pytest.mark.parametrize("body", [b"[]", b'"x"', b"null", b"5", b"{}", b'{"size": 9223372036854775808}'])
def test_json_of_another_shape_is_invalid(acme: Member, body: bytes) -> None:
    answer = send(system(acme), body)
    assert (answer.status_code, answer.json["code"]) == (422, "invalid")


@pytest.mark.parametrize(
    "content_type", [None, "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "text/json"]
)
def test_only_json_is_read(acme: Member, content_type: str | None) -> None:
    assert send(system(acme), GROUP.encode(), content_type).status_code == 415


def test_packed_bodies_are_not_unpacked(acme: Member) -> None:
    bomb = gzip.compress(b" " * 50_000_000)
    answer = send(system(acme), bomb, Content_Encoding="gzip")
    assert (answer.status_code, answer.json["code"]) == (415, "unsupported_media_type")


def test_a_large_body_is_refused_unread(acme: Member) -> None:
    answer = send(system(acme), b" " * (8 * 1024 * 1024 + 1))
    assert (answer.status_code, answer.json["code"]) == (413, "too_large")


def test_fields_that_are_ours_to_set_are_listed_and_change_nothing(acme: Member) -> None:
    """Case 61."""
    crm = system(acme)
    crm.post("/groups", {"code": "staff", "kind": "employee", "name": {"es": "x"}})
    before = state(acme.app)
    ours = ("org_id", "organisation_id", "id", "created_at", "owner_id", "is_admin", "email_verified", "position")
    answer = crm.patch("/groups/staff", {"size": 4, **dict.fromkeys(ours, "x")})
    assert answer.status_code == 422
    assert answer.json["detail"] == f"Unknown fields: {', '.join(sorted(ours))}."
    assert sorted(one["field"] for one in answer.json["errors"]) == sorted(ours)
    assert state(acme.app) == before


def test_query_values_that_are_unknown_are_refused(acme: Member) -> None:
    answer = system(acme).get("/groups?sort=password")
    assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, "sort")


def test_a_field_within_a_field_is_named_by_its_path(acme: Member) -> None:
    answer = system(acme).post("/groups", {"kind": "employee", "name": {"es": 5}})
    assert [one["field"] for one in answer.json["errors"]] == ["name.es"]


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0")),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0")), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@given(VALUES)
def test_json_that_can_be_read_is_read_as_it_is(value: object) -> None:
    assert strict_json(json.dumps(value).encode()) == value


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    try:
        read = strict_json(raw)
    except Malformed:
        return
    assert read == json.loads(raw)
