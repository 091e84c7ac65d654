"""What calls with an Idempotency-Key were answered: kept for a day, inside the wall, one row a key."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from feedback.accounts.models import IdempotentCall
from feedback.db import db, everywhere, here, now, table_of
from feedback.web.api import Answered

KEPT = timedelta(days=1)
_RUNNING = 0
"""Status of a call that is being worked on; no other transaction sees it."""


def claim(token_id: UUID, key_hash: str, request_hash: str) -> Answered | None:
    """Take the key, first of all in this transaction; what was answered before where it is taken.

    A call with the same key in another transaction waits here until that one ends.
    """
    _forget(token_id, key_hash)
    values = {"token_id": token_id, "key_hash": key_hash, "request_hash": request_hash, "status": _RUNNING, "body": ""}
    taking = _insert()(table_of(IdempotentCall)).values(organisation_id=here(), created_at=now(), **values)
    if db.session.execute(taking.on_conflict_do_nothing().returning(table_of(IdempotentCall).c.token_id)).first():
        return None
    row = db.session.execute(select(IdempotentCall).where(*_is(token_id, key_hash))).scalar_one()
    return Answered(row.request_hash, row.status, row.body)


def keep(token_id: UUID, key_hash: str, status: int, body: str) -> None:
    """Remember what the call that took the key was answered."""
    db.session.execute(update(IdempotentCall).where(*_is(token_id, key_hash)).values(status=status, body=body))


def forget_old() -> None:
    """Answers are kept for a day; they hold what was sent, so they do not stay longer."""
    db.session.execute(delete(IdempotentCall).where(IdempotentCall.created_at < now() - KEPT))


def forget_about(identity: UUID) -> None:
    """Remove the answers that name a thing that was erased."""
    db.session.execute(delete(IdempotentCall).where(IdempotentCall.body.contains(str(identity))))


def any_old() -> bool:
    """Whether there is something to forget; asked once a minute, in every organisation."""
    with everywhere():
        old = select(IdempotentCall.token_id).where(IdempotentCall.created_at < now() - KEPT).limit(1)
        return db.session.scalar(old) is not None


def _forget(token_id: UUID, key_hash: str) -> None:
    """A key older than a day is free again."""
    old = delete(IdempotentCall).where(*_is(token_id, key_hash), IdempotentCall.created_at < now() - KEPT)
    db.session.execute(old)


def _is(token_id: UUID, key_hash: str) -> tuple[Any, ...]:
    return IdempotentCall.token_id == token_id, IdempotentCall.key_hash == key_hash


def _insert() -> Any:
    return postgresql.insert if db.session.get_bind().dialect.name == "postgresql" else sqlite.insert
