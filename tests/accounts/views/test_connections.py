"""Settings, Connections: tokens through the real page; what calls do with them is tested in tests/web/api."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from feedback.accounts.models import ApiToken, AuditEntry
from feedback.db import db
from feedback.permissions import Role
from tests.factories.callers import System, system
from tests.factories.people import Member, member, post
from tests.statements import counted

SignedIn = Callable[[Member], FlaskClient]
PAGE = "/o/acme/settings/connections"
FORM = {"name": "CRM", "scopes": ["read", "events"], "days": "90"}


def secrets_on(page: str) -> list[str]:
    return re.findall(r"fb_[A-Za-z0-9_-]{43}", page)


def kept(of: Member) -> ApiToken:
    with of.at_work():
        return db.session.scalars(select(ApiToken)).one()


def test_a_token_is_shown_once_and_only_its_hash_is_kept(as_member: SignedIn, acme: Member) -> None:
    client = as_member(acme)
    made = post(client, PAGE, FORM)
    (secret,) = secrets_on(made.get_data(as_text=True))
    assert made.status_code == 200
    row = kept(acme)
    assert (row.name, row.scopes, row.prefix, row.user_id) == ("CRM", ["read", "events"], secret[:8], acme.user_id)
    assert row.expires_at is not None
    assert secret not in repr(vars(row))
    page = client.get(PAGE).get_data(as_text=True)
    assert secrets_on(page) == []
    assert f"<code>{secret[:8]}…</code>" in page
    assert System(acme.app.test_client(), secret, row.id).get("/groups").status_code == 200


def test_what_is_wrong_stands_at_its_field_with_everything_typed(as_member: SignedIn, acme: Member) -> None:
    client = as_member(acme)
    system(acme, name="CRM")
    for data in (FORM, {**FORM, "name": "Other", "scopes": []}, {**FORM, "name": " "}, {**FORM, "scopes": ["all"]}):
        refused = post(client, PAGE, data)
        page = refused.get_data(as_text=True)
        assert (refused.status_code, secrets_on(page)) == (422, [])
        assert f'value="{data["name"]}"' in page
    assert kept(acme).name == "CRM"


def test_a_revoked_token_stays_listed_and_calls_no_more(as_member: SignedIn, acme: Member) -> None:
    crm, client = system(acme), as_member(acme)
    assert crm.get("/groups").status_code == 200
    answer = post(client, f"{PAGE}/{crm.token_id}/revoke")
    assert (answer.status_code, answer.location) == (303, PAGE)
    assert crm.get("/groups").status_code == 401
    assert crm.secret[:8] in client.get(PAGE).get_data(as_text=True)
    assert post(client, f"{PAGE}/{crm.token_id}/revoke").status_code == 303
    with acme.at_work():
        acts = [row.act for row in db.session.scalars(select(AuditEntry))]
    assert sorted(acts) == ["token.made", "token.revoked"]


@pytest.mark.parametrize("role", [Role.MANAGER, Role.ANALYST, Role.VIEWER])
def test_only_owners_connect_systems(app: Flask, as_member: SignedIn, acme: Member, role: Role) -> None:
    crm, client = system(acme), as_member(member(app, "acme", role))
    assert client.get(PAGE).status_code == 403
    assert post(client, PAGE, FORM).status_code == 403
    assert post(client, f"{PAGE}/{crm.token_id}/revoke").status_code == 403
    assert "settings/connections" not in client.get("/o/acme/settings").get_data(as_text=True)
    assert crm.get("/groups").status_code == 200


def test_tokens_of_others_are_neither_listed_nor_revoked(as_member: SignedIn, acme: Member, globex: Member) -> None:
    theirs, client = system(globex, name="Their warehouse"), as_member(acme)
    assert "Their warehouse" not in client.get(PAGE).get_data(as_text=True)
    assert post(client, f"{PAGE}/{theirs.token_id}/revoke").status_code == 404
    assert theirs.get("/groups").status_code == 200


def test_more_tokens_take_no_more_queries(as_member: SignedIn, acme: Member) -> None:
    client, counts = as_member(acme), []
    for number in (1, 2, 3):
        system(acme, name=f"System {number}")
        with counted(acme.app) as statements:
            assert client.get(PAGE).status_code == 200
        counts.append(len(statements))
    assert counts[0] == counts[2]
