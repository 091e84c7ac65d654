"""Every read of accounts. Sign-in happens before any organisation is known, so it reads everywhere."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import bindparam, select

from feedback.accounts.models import AccountLink, AuditEntry, Membership, Organisation, SignIn, User
from feedback.db import db, everywhere, here, now
from feedback.errors import UnknownName, message
from feedback.permissions import Access, Role
from feedback.statements import Prepared
from feedback.web.remembering import once_a_page


def organisation_named(code: str) -> Organisation:
    """The organisation with this code, for the command line; UnknownName where there is none."""
    found = db.session.scalar(select(Organisation).where(Organisation.code == code))
    if found is None:
        raise UnknownName(message("There is no organisation “%(code)s”.", code=code))
    return found


def organisation() -> Organisation:
    """The organisation this request or job works in: one read for a page."""
    return once_a_page("organisation", _organisation)


def _organisation() -> Organisation:
    return db.session.scalars(select(Organisation).where(Organisation.id == here())).one()


def user_by_email(email: str) -> User | None:
    return db.session.scalar(select(User).where(User.email == email.strip().lower()))


class Person(NamedTuple):
    """Somebody with an account, as every page needs them."""

    id: UUID
    name: str
    email: str
    language: str | None
    theme: str | None


_SIGNED_IN = Prepared(
    select(*(getattr(User, name) for name in Person._fields))
    .join(SignIn, SignIn.user_id == User.id)
    .where(SignIn.token_mac == bindparam("token_mac"), SignIn.expires_at > bindparam("now"), User.disabled_at.is_(None))
)
_MEMBER = Prepared(
    select(Membership.organisation_id, Membership.role)
    .join(Organisation, Organisation.id == Membership.organisation_id)
    .where(Membership.user_id == bindparam("user_id"), Organisation.code == bindparam("code"))
)


def anybody() -> bool:
    """Whether one person at least has an account in this installation."""
    return db.session.scalar(select(User.id).limit(1)) is not None


def user_of_token(token_mac: str) -> Person | None:
    """Who is signed in with this session; None once it ended or the account was disabled."""
    rows = _SIGNED_IN.in_session({"token_mac": token_mac, "now": now()})
    return Person(*rows[0]) if rows else None


def access_of(user_id: UUID, organisation_code: str) -> Access | None:
    """What the person may do in the organisation; None for strangers and unknown codes alike."""
    rows = _MEMBER.in_session({"user_id": user_id, "code": organisation_code})
    return Access(user_id, rows[0][0], Role(rows[0][1])) if rows else None


def organisations_of(user_id: UUID) -> list[Organisation]:
    """The organisations a person is a member of, by name."""
    with everywhere():
        return list(
            db.session.scalars(
                select(Organisation)
                .join(Membership, Membership.organisation_id == Organisation.id)
                .where(Membership.user_id == user_id)
                .order_by(Organisation.name)
            )
        )


def members() -> list[Membership]:
    """The members of this organisation, by name."""
    rows = db.session.scalars(select(Membership)).all()
    return sorted(rows, key=lambda row: row.user.name.lower())


def people() -> dict[UUID, str]:
    """Names of the members by user id: for owners, deciders, authors."""
    return {row.user_id: row.user.name for row in members()}


def link_by_mac(token_mac: str, kind: str) -> AccountLink | None:
    return db.session.scalar(select(AccountLink).where(AccountLink.token_mac == token_mac, AccountLink.kind == kind))


def audit(limit: int = 100) -> list[AuditEntry]:
    """The newest audit entries of this organisation."""
    return list(db.session.scalars(select(AuditEntry).order_by(AuditEntry.at.desc()).limit(limit)))
