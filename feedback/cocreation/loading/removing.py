"""Taking the example out again: every row of it, and the accounts that belong to nothing else."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Table, delete, select, update

from feedback.accounts.models import Membership, Organisation, User
from feedback.db import Base, db, everywhere, table_of

OWNER = "organisation_id"


def remove(organisation_id: UUID) -> None:
    """Delete everything of the organisation, the highest tables first, so that no reference stands in the way."""
    with everywhere():
        rows = db.session.scalars(select(Membership.user_id).where(Membership.organisation_id == organisation_id))
        people = list(rows)
        for table in reversed(Base.metadata.sorted_tables):
            if OWNER in table.c:
                _empty(table, organisation_id)
        organisation = table_of(Organisation)
        db.session.execute(delete(organisation).where(organisation.c.id == organisation_id))
        _forget(people)
    db.session.expire_all()


def _empty(table: Table, organisation_id: UUID) -> None:
    """Rows that point at rows of the same table let go of them first."""
    mine = table.c[OWNER] == organisation_id
    own = {
        column.name: None
        for reference in table.foreign_key_constraints
        if reference.referred_table is table
        for column in reference.columns
        if column.name != OWNER
    }
    if own:
        db.session.execute(update(table).where(mine).values(own))
    db.session.execute(delete(table).where(mine))


def _forget(people: list[UUID]) -> None:
    """Accounts of nobody's members go; somebody who is in another organisation keeps theirs."""
    elsewhere = set(db.session.scalars(select(Membership.user_id).where(Membership.user_id.in_(people))))
    user = table_of(User)
    db.session.execute(delete(user).where(user.c.id.in_(set(people) - elsewhere)))
