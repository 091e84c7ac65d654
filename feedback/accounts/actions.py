"""Every write of accounts."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import current_app
from sqlalchemy import delete, select

from feedback.accounts import queries
from feedback.accounts.models import AuditEntry, Membership, Organisation, SignIn, User
from feedback.accounts.rules import code_of, keep_an_owner, languages_of
from feedback.addresses import email_of
from feedback.db import db, here, now
from feedback.errors import Conflict, NotFound, message
from feedback.permissions import Access, Role

SIGN_IN_DAYS = 14


def token_mac(token: str) -> str:
    """Keyed hash of a secret that only a browser or a mail holds; what the database keeps of it."""
    key = current_app.config["FEEDBACK"].secret_key.encode()
    return hmac.new(key, b"token:" + token.encode(), hashlib.sha256).hexdigest()


def create_organisation(*, code: str, name: str, languages: list[str]) -> Organisation:
    """A new organisation; Conflict where the code is taken."""
    if db.session.scalar(select(Organisation).where(Organisation.code == code_of(code))):
        raise Conflict(message("The code “%(code)s” is taken.", code=code))
    organisation = Organisation(code=code, name=name.strip(), languages=languages_of(languages))
    db.session.add(organisation)
    db.session.flush()
    return organisation


def delete_organisation(organisation: Organisation) -> None:
    """Remove an organisation and everything in it."""
    db.session.delete(organisation)


def create_user(*, email: str, name: str, password_hash: str | None, language: str | None = None) -> User:
    """A person with an account; Conflict where the address has one already."""
    address = email_of(email)
    if queries.user_by_email(address):
        raise Conflict(message("There is already an account for this address."))
    user = User(email=address, name=name.strip(), password_hash=password_hash, language=language)
    db.session.add(user)
    db.session.flush()
    return user


def set_password(user: User, password_hash: str) -> None:
    """Change the password and end every session of the person."""
    user.password_hash = password_hash
    end_sessions(user.id)


def disable(user: User) -> None:
    """The person can no longer sign in, and is signed out everywhere at once."""
    user.disabled_at = now()
    end_sessions(user.id)


def enable(user: User) -> None:
    user.disabled_at = None


def add_member(*, user: User, role: Role) -> Membership:
    """Make a person a member of this organisation, or change the role they have."""
    membership = db.session.scalar(select(Membership).where(Membership.user_id == user.id))
    if membership is None:
        membership = Membership(organisation_id=here(), user_id=user.id, role=role.value)
        db.session.add(membership)
    else:
        change_role(membership, role)
    return membership


def change_role(membership: Membership, role: Role) -> None:
    """Give a member another role; Conflict where nobody would be owner any more."""
    keep_an_owner(_roles(), membership.user_id, role.value)
    membership.role = role.value


def remove_member(membership: Membership) -> None:
    """Take a person out of this organisation; Conflict for the last owner."""
    keep_an_owner(_roles(), membership.user_id, None)
    db.session.delete(membership)


def _roles() -> dict[object, str]:
    return {row.user_id: row.role for row in queries.members()}


def member(user_id: UUID) -> Membership:
    found = db.session.scalar(select(Membership).where(Membership.user_id == user_id))
    if found is None:
        raise NotFound()
    return found


def sign_in(user: User, *, replaces: str | None = None) -> str:
    """Start a session and end the one this browser had; the token is given once, the database keeps its hash."""
    if replaces:
        sign_out(replaces)
    token = secrets.token_urlsafe(32)
    db.session.add(SignIn(user_id=user.id, token_mac=token_mac(token), expires_at=now() + timedelta(days=SIGN_IN_DAYS)))
    return token


def sign_out(token: str) -> None:
    db.session.execute(delete(SignIn).where(SignIn.token_mac == token_mac(token)))


def end_sessions(user_id: UUID) -> None:
    db.session.execute(delete(SignIn).where(SignIn.user_id == user_id))


def prefer(user_id: UUID, *, language: str | None = None, theme: str | None = None) -> None:
    """Remember how a person reads: language, light or dark. Mails to them speak this language too."""
    user = db.session.get_one(User, user_id)
    user.language = language or user.language
    user.theme = theme or user.theme


def record(access: Access | None, act: str, subject: str, detail: Mapping[str, Any] | None = None) -> None:
    """Add to the audit log of this organisation; counts and names of things, never what somebody answered."""
    user_id = access.user_id if access else None
    db.session.add(AuditEntry(user_id=user_id, act=act, subject=subject, detail=dict(detail or {})))
