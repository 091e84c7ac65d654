"""People and organisations."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer

from feedback.accounts import actions, passwords, queries
from feedback.db import enter, inside, writing
from feedback.errors import UnknownName
from feedback.permissions import Role
from tests.installation import repeated

PASSWORD = "correct horse battery"
_hashes: dict[str, str] = {}


@dataclass(frozen=True)
class Member:
    """A person in one organisation, by what tests need of them."""

    app: Flask
    organisation: str
    organisation_id: UUID
    user_id: UUID
    email: str
    role: Role

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """An app context inside the organisation, for calling actions and queries directly."""
        with self.app.app_context(), inside(self.organisation_id):
            yield

    def do(self, action: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Run one action in a write transaction, and return what it returns."""
        with self.at_work(), writing() as session:
            result = action(*args, **kwargs)
            session.flush()
            session.expunge_all() if session.new else None
            return result


def owner(app: Flask, code: str) -> Member:
    return member(app, code, Role.OWNER)


@repeated
def member(app: Flask, code: str, role: Role, email: str | None = None) -> Member:
    """A member of the organisation, which is made where it does not exist."""
    address = email or f"{role.value}@{code}.example"
    with app.app_context():
        enter(None)
        with writing():
            organisation = _organisation(code)
            user = queries.user_by_email(address) or actions.create_user(
                email=address, name=f"{role.value.title()} of {code}", password_hash=_hash()
            )
            with inside(organisation.id):
                actions.add_member(user=user, role=role)
            made = Member(app, code, organisation.id, user.id, address, role)
        return made


def _organisation(code: str) -> Any:
    try:
        return queries.organisation_named(code)
    except UnknownName:
        return actions.create_organisation(code=code, name=code.title(), languages=["es", "en"])


def _hash() -> str:
    """One Argon2 hash for all: it is slow on purpose."""
    if PASSWORD not in _hashes:
        _hashes[PASSWORD] = passwords.hashed(PASSWORD)
    return _hashes[PASSWORD]


def csrf_of(page: str) -> str:
    """The CSRF token of a page's form."""
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert found, "no form on the page"
    return found.group(1)


def sign_in(client: FlaskClient, who: Member, password: str = "") -> FlaskClient:
    """Sign in: with a password through the real page, else as that page leaves a browser that was not signed in."""
    if password or client.get_cookie("feedback"):
        return _typed(client, who, password or PASSWORD)
    token = _session(who)
    with client.session_transaction() as session:
        session.update({"_user_id": token, "_fresh": True})
    return client


def _typed(client: FlaskClient, who: Member, password: str) -> FlaskClient:
    token = csrf_of(client.get("/login").get_data(as_text=True))
    answer = client.post("/login", data={"email": who.email, "password": password, "csrf_token": token})
    assert answer.status_code == 303, answer.status_code
    return client


@repeated
def _session(who: Member) -> str:
    with who.app.app_context(), writing():
        user = queries.user_by_email(who.email)
        assert user and user.disabled_at is None, "nobody who may sign in"
        return actions.sign_in(user)


def post(
    client: FlaskClient, path: str, data: dict[str, Any] | None = None, page: str | None = None, **kwargs: Any
) -> Any:
    """Post a form as a browser does: with the token of the page the form stands on (default: any page)."""
    token = csrf_of(client.get(page).get_data(as_text=True)) if page else _token(client)
    return client.post(path, data={**(data or {}), "csrf_token": token}, **kwargs)


def _token(client: FlaskClient) -> str:
    """What any page would give this browser."""
    with client.session_transaction() as session:
        kept = session.setdefault("csrf_token", secrets.token_hex(20))
    key = client.application.secret_key
    return str(URLSafeTimedSerializer(key, salt="wtf-csrf-token").dumps(kept))
