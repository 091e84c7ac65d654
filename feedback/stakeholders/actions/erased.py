"""Every write about who was erased on request: kept as fingerprints, taken off again, forgotten in the end."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from feedback.db import db, here, now, table_of
from feedback.stakeholders.models import Contact, ErasedMark
from feedback.stakeholders.queries import erased as queries
from feedback.stakeholders.rules.erased import KEPT

AT_ONCE = 500


def remember(contact: Contact) -> None:
    """That somebody with these addresses asked to be forgotten today; asked twice, the later day stands."""
    macs = queries.marks(contact.email, contact.phone, contact.reference)
    lift(macs)
    rows = [{"organisation_id": here(), "mac": mac, "erased_on": now().date()} for mac in macs]
    postgres = db.session.get_bind().dialect.name == "postgresql"
    adding = (postgresql if postgres else sqlite).insert(table_of(ErasedMark)).on_conflict_do_nothing()
    db.session.execute(adding.values(rows))


def lift(macs: Collection[str]) -> None:
    """Nobody with these addresses is kept out any more."""
    wanted = list(macs)
    for start in range(0, len(wanted), AT_ONCE):
        db.session.execute(delete(ErasedMark).where(ErasedMark.mac.in_(wanted[start : start + AT_ONCE])))


def forget_old() -> None:
    """Fingerprints that were kept long enough go, of every organisation."""
    old = ErasedMark.erased_on < now().date() - KEPT
    if db.session.scalar(select(ErasedMark.mac).where(old).limit(1)) is not None:
        db.session.execute(delete(ErasedMark).where(old))
