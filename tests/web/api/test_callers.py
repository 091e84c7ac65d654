"""Who may call: case 56, and the cookies of case 32."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from feedback.accounts import actions
from feedback.accounts.models import ApiToken, Membership, User
from feedback.accounts.tokens import actions as tokens
from feedback.db import db, now
from feedback.permissions import Role
from feedback.web.api import token
from tests.dump import state
from tests.factories import groups
from tests.factories.callers import System, system
from tests.factories.people import Member, member

SignedIn = Callable[[Member], FlaskClient]
NEW = {"kind": "employee", "name": {"es": "Conductores"}}


def refused(answer: object, status: int, code: str) -> None:
    assert (answer.status_code, answer.json["code"], answer.mimetype) == (status, code, "application/problem+json")  # type: ignore[attr-defined]


def test_a_token_reads_and_writes_its_own_organisation(acme: Member, globex: Member) -> None:
    ours, theirs = system(acme), system(globex)
    groups.group(acme, code="shops")
    assert [one["code"] for one in ours.get("/groups").json["items"]] == ["shops"]
    assert theirs.get("/groups").json["items"] == []
    nothing, foreign = theirs.get("/groups/nothing"), theirs.get("/groups/shops")
    refused(foreign, 404, "not_found")
    assert {**foreign.json, "request_id": ""} == {**nothing.json, "request_id": ""}


def test_a_scope_allows_what_it_says(acme: Member) -> None:
    reader, writer = system(acme, "read", name="reader"), system(acme, "write", name="writer")
    before = state(acme.app)
    refused(reader.post("/groups", NEW), 403, "no_scope")
    assert {**state(acme.app), "api_token": ""} == {**before, "api_token": ""}
    refused(writer.get("/groups"), 403, "no_scope")
    assert reader.get("/groups").status_code == 200
    assert writer.post("/groups", NEW).status_code == 201


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic {secret}", "{secret}", "Bearer {secret}x"])
def test_only_the_header_counts_and_only_whole(acme: Member, header: str) -> None:
    secret = system(acme).secret
    client = acme.app.test_client()
    sent = {"Authorization": header.format(secret=secret)} if header else {}
    for path in ("/api/v1/groups", f"/api/v1/groups?token={secret}", f"/api/v1/groups?access_token={secret}"):
        answer = client.get(path, headers=sent)
        refused(answer, 401, "no_token")
        assert answer.headers["WWW-Authenticate"] == 'Bearer realm="feedback"'


def test_what_the_database_keeps_is_no_token(acme: Member) -> None:
    crm = system(acme)
    with acme.at_work():
        row = db.session.scalars(select(ApiToken)).one()
    assert crm.secret not in repr(vars(row))
    for stolen in (row.token_mac, row.prefix, str(row.id)):
        refused(System(crm.client, stolen, None).get("/groups"), 401, "no_token")


def test_a_token_ends_with_its_day_its_maker_and_its_revocation(app: Flask, acme: Member) -> None:
    colleague = member(app, "acme", Role.OWNER, "second@acme.example")
    over = system(acme, name="over", expires_at=now() - timedelta(seconds=1))
    good = system(acme, name="good", expires_at=now() + timedelta(hours=1))
    of_nobody = system(acme, name="command line", by_member=False)
    theirs, revoked = system(colleague, name="theirs"), system(acme, name="revoked")
    assert [one.get("/groups").status_code for one in (over, good, of_nobody, theirs, revoked)] == [
        401,
        200,
        200,
        200,
        200,
    ]
    acme.do(tokens.revoke, revoked.token_id, by=None)
    refused(revoked.get("/groups"), 401, "no_token")
    acme.do(lambda: actions.disable(db.session.scalars(select(User).where(User.id == colleague.user_id)).one()))
    refused(theirs.get("/groups"), 401, "no_token")
    acme.do(lambda: actions.enable(db.session.scalars(select(User).where(User.id == colleague.user_id)).one()))
    assert theirs.get("/groups").status_code == 200
    left = select(Membership).where(Membership.user_id == colleague.user_id)
    acme.do(lambda: actions.remove_member(db.session.scalars(left).one()))
    refused(theirs.get("/groups"), 401, "no_token")
    assert good.get("/groups").status_code == 200


def test_a_member_is_no_caller(as_member: SignedIn, acme: Member) -> None:
    """Case 32: cookies are ignored, so no page of anybody's can call in a member's name."""
    client, before = as_member(acme), state(acme.app)
    refused(client.get("/api/v1/groups"), 401, "no_token")
    refused(client.post("/api/v1/groups", json=NEW), 401, "no_token")
    assert state(acme.app) == before


def test_a_call_reads_and_sets_no_cookie(acme: Member) -> None:
    answer = system(acme).get("/groups")
    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert answer.headers["Cache-Control"] == "no-store"
    assert [name for name, _ in answer.headers if name.startswith("Access-Control")] == []


def test_the_day_of_use_is_written_once(acme: Member) -> None:
    crm = system(acme)

    def used() -> object:
        with acme.at_work():
            return db.session.scalar(select(ApiToken.used_on))

    assert used() is None
    crm.get("/groups")
    first, written = used(), state(acme.app)
    assert first == now().date()
    crm.get("/groups")
    assert state(acme.app) == written


def test_calls_are_counted_per_token(make_app: Callable[..., Flask]) -> None:
    from tests.factories.people import owner

    acme = owner(make_app(API_LIMIT="3"), "acme")
    busy, other = system(acme, name="busy"), system(acme, name="other")
    assert [busy.get("/groups").status_code for _ in range(4)] == [200, 200, 200, 429]
    answer = busy.get("/groups")
    refused(answer, 429, "too_many")
    assert 0 < int(answer.headers["Retry-After"]) <= 61
    assert other.get("/groups").status_code == 200


def test_a_scope_that_does_not_exist_guards_nothing() -> None:
    with pytest.raises(ValueError, match="everything"):
        token("everything")
