"""Every read of accounts. Sign-in happens before any organisation is known, so it reads everywhere."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from feedback.accounts.models import AccountLink, AuditEntry, Membership, Organisation, SignIn, User
from feedback.db import db, everywhere, here, now
from feedback.errors import UnknownName, message
from feedback.permissions import Access, Role


def organisation_named(code: str) -> Organisation:
    """The organisation with this code, for the command line; UnknownName where there is none."""
    found = db.session.scalar(select(Organisation).where(Organisation.code == code))
    if found is None:
        raise UnknownName(message("There is no organisation “%(code)s”.", code=code))
    return found


def organisation() -> Organisation:
    """The organisation this request or job works in."""
    return db.session.scalars(select(Organisation).where(Organisation.id == here())).one()


def user_by_email(email: str) -> User | None:
    return db.session.scalar(select(User).where(User.email == email.strip().lower()))


def user_of_token(token_mac: str) -> tuple[User, UUID] | None:
    """Who is signed in with this session, and the session's id; None once it ended or the account was disabled."""
    row = db.session.execute(
        select(User, SignIn.id)
        .join(SignIn, SignIn.user_id == User.id)
        .where(SignIn.token_mac == token_mac, SignIn.expires_at > now(), User.disabled_at.is_(None))
    ).first()
    return (row[0], row[1]) if row else None


def access_of(user_id: UUID, organisation_code: str) -> Access | None:
    """What the person may do in the organisation; None for strangers and unknown codes alike."""
    with everywhere():
        row = db.session.execute(
            select(Membership.organisation_id, Membership.role)
            .join(Organisation, Organisation.id == Membership.organisation_id)
            .where(Membership.user_id == user_id, Organisation.code == organisation_code)
        ).first()
    return Access(user_id, row[0], Role(row[1])) if row else None


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
