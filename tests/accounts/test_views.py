"""Signing in and out through the real pages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback.accounts import actions, passwords, queries
from feedback.db import db
from feedback.web.limits import limiter
from tests.factories.people import PASSWORD, Member, csrf_of, post, sign_in

SignedIn = Callable[[Member], FlaskClient]


def attempt(client: FlaskClient, email: str, password: str, **kwargs: object) -> object:
    token = csrf_of(client.get("/login").get_data(as_text=True))
    return client.post("/login", data={"email": email, "password": password, "csrf_token": token}, **kwargs)


def test_signing_in_leads_where_one_wanted_to_go(client: FlaskClient, acme: Member) -> None:
    answer = client.get("/o/acme/settings")
    assert (answer.status_code, answer.location) == (303, "/login?next=%2Fo%2Facme%2Fsettings")
    token = csrf_of(client.get(answer.location).get_data(as_text=True))
    data = {"email": acme.email.upper(), "password": PASSWORD, "csrf_token": token}
    answer = client.post(answer.location, data=data)
    assert (answer.status_code, answer.location) == (303, "/o/acme/settings")
    assert client.get("/o/acme/settings").status_code == 200


FIRST_PERSON = "feedback user add --organisation acme --role owner"


def test_where_nobody_has_an_account_the_sign_in_page_says_how_the_first_one_is_made(client: FlaskClient) -> None:
    assert FIRST_PERSON in client.get("/login").get_data(as_text=True)


def test_where_somebody_has_an_account_it_says_nothing_of_that(client: FlaskClient, acme: Member) -> None:
    assert FIRST_PERSON not in client.get("/login").get_data(as_text=True)


def test_a_colleague_is_invited_as_a_viewer_unless_somebody_says_more(acme: Member, as_member: SignedIn) -> None:
    assert '<option selected value="viewer">' in as_member(acme).get("/o/acme/settings").get_data(as_text=True)


def test_an_organisation_that_does_not_exist_also_asks_to_sign_in(client: FlaskClient) -> None:
    assert client.get("/o/nowhere/settings").status_code == 303


def test_known_and_unknown_addresses_are_refused_alike(
    app: Flask, client: FlaskClient, acme: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Case 1, throttle off: same words, same work, no session."""
    monkeypatch.setattr(limiter, "enabled", False)
    verified: list[str] = []
    real = passwords._hasher.verify

    class Counting:
        def verify(self, stored: str, password: str) -> bool:
            verified.append(stored[:25])
            return real(stored, password)

        hash = passwords._hasher.hash

    monkeypatch.setattr(passwords, "_hasher", Counting())
    bodies = []
    for email in (acme.email, "nobody@acme.example"):
        for _ in range(3):
            answer = attempt(client, email, "wrong password")
            assert answer.status_code == 401
            assert "Correo o contraseña incorrectos" in answer.get_data(as_text=True) or "incorrect" in answer.get_data(
                as_text=True
            )
            bodies.append(_without_typed(answer.get_data(as_text=True), email))
    assert len(set(bodies)) == 1
    assert len(verified) == 6
    assert len(set(verified)) == 1
    assert client.get("/o/acme/settings").status_code == 303


def _without_typed(page: str, email: str) -> str:
    import re

    return re.sub(r'value="[^"]*"', "", page.replace(email, ""))


def test_the_eleventh_wrong_password_has_to_wait(client: FlaskClient, acme: Member) -> None:
    """Case 3: forged forwarding headers change nothing; the right password works once the window has passed."""
    for number in range(10):
        headers = {"X-Forwarded-For": f"10.0.0.{number}"}
        assert attempt(client, acme.email, "wrong password", headers=headers).status_code == 401
    answer = attempt(client, acme.email, PASSWORD, headers={"X-Forwarded-For": "10.9.9.9"})
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 301
    limiter.reset()
    assert attempt(client, acme.email, PASSWORD).status_code == 303


def test_signing_in_makes_a_new_session_and_ends_the_old_one(app: Flask, client: FlaskClient, acme: Member) -> None:
    """Case 4."""
    sign_in(client, acme)
    old = client.get_cookie("feedback")
    sign_in(client, acme)
    new = client.get_cookie("feedback")
    assert old.value != new.value
    stale = app.test_client()
    stale.set_cookie("feedback", old.value)
    assert stale.get("/o/acme/settings").status_code == 303
    assert client.get("/o/acme/settings").status_code == 200


@pytest.mark.parametrize("ending", ["sign_out", "password", "disabled"])
def test_a_copied_cookie_ends_with_the_session(app: Flask, client: FlaskClient, acme: Member, ending: str) -> None:
    """Case 5, a to c."""
    sign_in(client, acme)
    copy = app.test_client()
    copy.set_cookie("feedback", client.get_cookie("feedback").value)
    assert copy.get("/o/acme/settings").status_code == 200
    if ending == "sign_out":
        post(client, "/logout")
    elif ending == "password":
        data = {"current": PASSWORD, "password": "another long password"}
        assert post(client, "/account", data).status_code == 303
        assert client.get("/o/acme/settings").status_code == 200
    else:
        acme.do(lambda: actions.disable(queries.user_by_email(acme.email)))
    assert copy.get("/o/acme/settings").status_code == 303


def test_a_lowered_role_counts_at_once(app: Flask, client: FlaskClient, acme: Member) -> None:
    """Case 5, d."""
    from feedback.permissions import Role
    from tests.factories.people import member

    second = member(app, "acme", Role.OWNER, "second@acme.example")
    sign_in(client, second)
    assert post(client, "/o/acme/settings/name", {"name": "Acme & Co"}).status_code == 303
    acme.do(lambda: actions.change_role(actions.member(second.user_id), Role.VIEWER))
    assert post(client, "/o/acme/settings/name", {"name": "Nothing"}).status_code == 403
    with acme.at_work():
        assert queries.organisation().name == "Acme & Co"


def test_there_is_no_setup_page_and_no_sign_up(client: FlaskClient) -> None:
    """Case 9: accounts come from the command line or an invitation."""
    for path in ("/setup", "/install", "/signup", "/register"):
        assert client.get(path).status_code == 404
        assert client.post(path).status_code in (400, 404)


NEXT = ["//evil", "/\\evil", "/\t/evil", " //evil", "\x01//evil", "https:evil", "http:///evil", "javascript:alert(1)",
        "https://good@evil", "https://good.evil"]  # fmt: skip


@pytest.mark.parametrize("target", NEXT)
def test_next_never_leads_away(client: FlaskClient, acme: Member, target: str) -> None:
    """Case 44."""
    token = csrf_of(client.get("/login").get_data(as_text=True))
    data = {"email": acme.email, "password": PASSWORD, "csrf_token": token}
    answer = client.post("/login", query_string={"next": target}, data=data)
    assert (answer.status_code, answer.location) == (303, "/")


def test_the_last_owner_stays(as_member: SignedIn, acme: Member) -> None:
    """Case 21."""
    client = as_member(acme)
    answer = post(client, f"/o/acme/settings/members/{acme.user_id}", {"role": "viewer"})
    assert answer.status_code == 409
    with acme.at_work():
        assert db.session.scalar(db.select(actions.Membership.role)) == "owner"


def test_an_invitation_makes_a_member_with_the_role_it_was_issued_with(
    app: Flask, as_member: SignedIn, acme: Member
) -> None:
    """Cases 6 and 21: good once, the role is not in the link."""
    import re

    page = post(
        as_member(acme),
        "/o/acme/settings/members",
        {"email": "new@acme.example", "name": "New", "role": "viewer"},
    ).get_data(as_text=True)
    link = re.search(r"http://localhost(/join/[\w-]+)", page).group(1)
    guest = app.test_client()
    token = csrf_of(guest.get(link).get_data(as_text=True))
    data = {"name": "New Person", "password": "a password of mine", "role": "owner", "csrf_token": token}
    assert guest.post(link + "?role=owner", data=data).status_code == 303
    assert guest.post(link, data=data).status_code == 410
    with acme.at_work():
        roles = {row.user.email: row.role for row in queries.members()}
    assert roles == {acme.email: "owner", "new@acme.example": "viewer"}
