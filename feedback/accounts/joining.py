"""Links that are good once: joining an organisation, and setting a new password."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any

from sqlalchemy import update

from feedback import jobs
from feedback.accounts import actions, queries
from feedback.accounts.models import AccountLink
from feedback.addresses import email_of
from feedback.db import db, here, inside, now
from feedback.errors import Gone, NotFound, message
from feedback.permissions import Role
from feedback.web.addresses import absolute

VALID = {"invite": timedelta(days=7), "reset": timedelta(hours=2)}


def invite(*, email: str, name: str, role: Role, lang: str = "") -> str:
    """Invite somebody to this organisation; returns the link, and mails it where mail is set up.

    `lang` is the language of whoever invites: the mail speaks it where the address has no account yet.
    """
    address = email_of(email)
    token = _new_link("invite", address, organisation=True, role=role)
    link = absolute("accounts.join", token=token)
    given: dict[str, Any] = {"kind": "invite", "to": address, "link": link, "name": name.strip(), "lang": lang}
    jobs.add("accounts.mail", organisation_id=here(), **given)
    actions.record(None, "member.invited", name.strip(), {"role": role.value})
    return link


def send_reset(email: str) -> None:
    """Mail a link to set a new password, where the address has an account; older links end."""
    address = email_of(email)
    user = queries.user_by_email(address)
    if user is None or user.disabled_at is not None:
        return
    token = _new_link("reset", address)
    jobs.add(
        "accounts.mail", organisation_id=None, kind="reset", to=address, link=absolute("accounts.reset", token=token)
    )


def _new_link(kind: str, email: str, *, organisation: bool = False, role: Role | None = None) -> str:
    older = update(AccountLink).where(AccountLink.kind == kind, AccountLink.email == email)
    if not organisation:
        db.session.execute(older.values(expires_at=now()))
    token = secrets.token_urlsafe(32)
    link = AccountLink(kind=kind, email=email, token_mac=actions.token_mac(token), expires_at=now() + VALID[kind])
    if organisation:
        link.organisation_id, link.role = here(), role.value if role else None
    db.session.add(link)
    return token


def open_link(token: str, kind: str) -> AccountLink:
    """The link this token belongs to; NotFound for a token of another kind, Gone once used or too old."""
    link = queries.link_by_mac(actions.token_mac(token), kind)
    if link is None:
        raise NotFound()
    if link.used_at is not None:
        raise Gone(message("This link was already used."))
    if link.expires_at < now():
        raise Gone(message("This link is too old. Ask for a new one."))
    return link


def use_link(token: str, kind: str, *, password_hash: str, name: str, language: str | None = None) -> None:
    """Set the password of the person the link names, make them a member where it invites; spends the link.

    A new account gets the `language` the page was read in.
    """
    link = open_link(token, kind)
    spent = update(AccountLink).where(AccountLink.id == link.id, AccountLink.used_at.is_(None)).values(used_at=now())
    if db.session.execute(spent).rowcount != 1:  # type: ignore[attr-defined]
        raise Gone(message("This link was already used."))
    user = queries.user_by_email(link.email)
    if user is None:
        known_as = name.strip() or link.email
        user = actions.create_user(email=link.email, name=known_as, password_hash=password_hash, language=language)
    else:
        actions.set_password(user, password_hash)
    if link.organisation_id and link.role:
        with inside(link.organisation_id):
            actions.add_member(user=user, role=Role(link.role))
