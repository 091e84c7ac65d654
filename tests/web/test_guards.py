"""Who reaches a page: strangers are sent to sign in, outsiders find nothing, roles are asked."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback.permissions import Role
from tests.factories.people import Member, member, post

SignedIn = Callable[[Member], FlaskClient]
PAGES = ("", "groups", "evidence", "surveys", "outreach", "themes", "journey", "backlog", "programme", "settings")


@pytest.mark.parametrize("organisation", ["acme", "nobody"])
def test_who_is_not_signed_in_is_sent_to_sign_in_and_back(client: FlaskClient, acme: Member, organisation: str) -> None:
    for page in PAGES:
        path = f"/o/{organisation}/{page}?x=1"
        answer = client.get(path)
        assert answer.status_code == 303, path
        target = urlsplit(answer.location)
        assert (target.path, parse_qs(target.query)) == ("/login", {"next": [path]})


def test_a_form_is_not_sent_again_after_signing_in(client: FlaskClient, acme: Member) -> None:
    answer = post(client, "/o/acme/settings/name", {"name": "Mallory"}, page="/login")
    assert (answer.status_code, answer.location) == (303, "/login")


def test_others_and_nothing_are_the_same_page(as_member: SignedIn, acme: Member, globex: Member) -> None:
    client = as_member(acme)
    for page in (*PAGES, "nothing/of/the/kind"):
        pages = [client.get(f"/o/{organisation}/{page}") for organisation in ("globex", "nobody")]
        assert [answer.status_code for answer in pages] == [404, 404], page
        bodies = [answer.get_data(as_text=True).replace(answer.headers["X-Request-Id"], "") for answer in pages]
        assert bodies[0] == bodies[1], page


def test_a_role_without_the_permission_is_told_so(app: Flask, acme: Member, as_member: SignedIn) -> None:
    client = as_member(member(app, "acme", Role.VIEWER))
    assert client.get("/o/acme/backlog").status_code == 200
    assert post(client, "/o/acme/settings/name", {"name": "Mine"}).status_code == 403
    assert client.get("/o/acme/groups/new").status_code == 403
