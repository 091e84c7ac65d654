"""Every read of tokens."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import and_, or_, select

from feedback.accounts.actions import token_mac
from feedback.accounts.models import ApiToken, Membership, Organisation, User
from feedback.db import db, everywhere, find, now
from feedback.permissions import Access, Role
from feedback.web.api import Caller


def tokens() -> list[ApiToken]:
    """The organisation's tokens, those in use first, by name."""
    rows = db.session.scalars(select(ApiToken)).all()
    return sorted(rows, key=lambda row: (not in_use(row), row.name.lower()))


def in_use(token: ApiToken) -> bool:
    """Whether calls with it are answered, as far as the token itself says."""
    return token.revoked_at is None and (token.expires_at is None or token.expires_at > now())


def token(token_id: UUID) -> ApiToken:
    """One token of this organisation; NotFound."""
    return find(ApiToken, token_id)


def is_known(name: str) -> bool:
    """Whether a token was ever given this name: logs tell tokens apart by it."""
    return db.session.scalar(select(ApiToken.id).where(ApiToken.name == name)) is not None


def caller(secret: str) -> Caller | None:
    """Whose token this is; None where it is unknown, revoked, over, or made by somebody who left or was disabled."""
    statement = (
        select(ApiToken, Organisation.code, Membership.role)
        .join(Organisation, Organisation.id == ApiToken.organisation_id)
        .outerjoin(User, User.id == ApiToken.user_id)
        .outerjoin(
            Membership,
            and_(Membership.user_id == ApiToken.user_id, Membership.organisation_id == ApiToken.organisation_id),
        )
        .where(
            ApiToken.token_mac == token_mac(secret),
            ApiToken.revoked_at.is_(None),
            or_(ApiToken.expires_at.is_(None), ApiToken.expires_at > now()),
            or_(ApiToken.user_id.is_(None), and_(User.disabled_at.is_(None), Membership.user_id.is_not(None))),
        )
    )
    with everywhere():
        row = db.session.execute(statement).first()
    return _caller(*row) if row else None


def _caller(token: ApiToken, organisation: str, role: str | None) -> Caller:
    by = Access(token.user_id, token.organisation_id, Role(role)) if token.user_id and role else None
    return Caller(
        token_id=token.id,
        organisation_id=token.organisation_id,
        organisation=organisation,
        by=by,
        scopes=frozenset(str(scope) for scope in token.scopes),
        used_today=token.used_on == now().date(),
    )
