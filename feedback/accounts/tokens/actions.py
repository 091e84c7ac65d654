"""Tokens are made and shown once, kept as a keyed hash, and revoked at any time."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import update

from feedback.accounts.actions import record, token_mac
from feedback.accounts.models import ApiToken
from feedback.accounts.rules import scopes_of, token_name_of
from feedback.accounts.tokens import queries
from feedback.db import db, now
from feedback.errors import message
from feedback.names import refusal
from feedback.permissions import Access

START = "fb_"
SHOWN = 8
"""How many letters of a token are kept to recognise it by."""


def make(
    *, name: str, scopes: Iterable[str], by: Access | None, expires_at: datetime | None = None
) -> tuple[ApiToken, str]:
    """A new token and its secret, which nothing can show again; Invalid where the name was given before."""
    chosen, called = scopes_of(scopes), token_name_of(name)
    if queries.is_known(called):
        raise refusal("name", message("There is already a token “%(name)s”.", name=called))
    secret = START + secrets.token_urlsafe(32)
    made = ApiToken(
        name=called,
        prefix=secret[:SHOWN],
        token_mac=token_mac(secret),
        scopes=chosen,
        user_id=by.user_id if by else None,
        expires_at=expires_at,
    )
    db.session.add(made)
    db.session.flush()
    record(by, "token.made", called, {"scopes": chosen})
    return made, secret


def revoke(token_id: UUID, *, by: Access | None) -> ApiToken:
    """Calls with this token are refused from now on; NotFound for another organisation's."""
    token = queries.token(token_id)
    if token.revoked_at is None:
        token.revoked_at = now()
        record(by, "token.revoked", token.name)
    return token


def note_use(token_id: UUID) -> None:
    """Write down that the token was used today; not more exactly than that."""
    today = now().date()
    db.session.execute(update(ApiToken).where(ApiToken.id == token_id).values(used_on=today))
