"""Every write of invitations: made once per person and occasion, spent by an answer, taken back."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import Connection, bindparam, or_, update
from sqlalchemy.dialects import postgresql, sqlite

from feedback.accounts.actions import record
from feedback.db import db, find, here, now, table_of
from feedback.outreach.models import Invitation
from feedback.outreach.queries import invitations as queries
from feedback.outreach.rules import invitations as rules
from feedback.permissions import Access
from feedback.stakeholders.models import Contact
from feedback.surveys.invited import Invited
from feedback.surveys.models import Survey
from feedback.surveys.rules import is_open

_TABLE = table_of(Invitation)
_SPENDING = (
    update(_TABLE)
    .where(
        _TABLE.c.id == bindparam("invitation"),
        _TABLE.c.used.is_(False),
        _TABLE.c.revoked.is_(False),
        or_(_TABLE.c.expires_on.is_(None), _TABLE.c.expires_on >= bindparam("today")),
    )
    .values(used=True)
)


def invite(
    contact: Contact,
    survey: Survey,
    *,
    stage_id: UUID | None = None,
    occasion: str = "",
    values: Mapping[str, str] | None = None,
    expires_on: date | None = None,
) -> tuple[Invitation, bool]:
    """The invitation of a person to a survey on one occasion, made where there is none; True where it is new.

    `values` are what its link brings along, never in an anonymous survey. An invitation that is there stays as it is.

    Raises:
        Conflict: the survey does not ask the person's group, or is closed.
    """
    takes = is_open(closes_on=survey.closes_on, closed_at=survey.closed_at, today=now().date())
    rules.may_invite(contact.group_id, {one.group_id for one in survey.groups}, is_open=takes)
    row = {
        "id": uuid4(),
        "organisation_id": here(),
        "survey_id": survey.id,
        "group_id": contact.group_id,
        "contact_id": contact.id,
        "stage_id": stage_id,
        "occasion": occasion,
        "values": rules.brings(survey.mode, values or {}),
        "expires_on": expires_on,
        "used": False,
        "revoked": False,
    }
    postgres = db.session.get_bind().dialect.name == "postgresql"
    adding = (postgresql if postgres else sqlite).insert(_TABLE).values(**row).on_conflict_do_nothing()
    is_new = db.session.execute(adding.returning(_TABLE.c.id)).first() is not None
    found = queries.invitation_of(survey.id, contact.id, occasion)
    assert found is not None, "it was there, or is now"
    return found, is_new


def revoke(invitation: Invitation, *, by: Access | None = None) -> None:
    """Take an invitation back: its link opens nothing any more. One that was used stays used."""
    _set_revoked(invitation, True, "invitation.taken_back", by)


def restore(invitation: Invitation, *, by: Access | None = None) -> None:
    """Let an invitation that was taken back work again."""
    _set_revoked(invitation, False, "invitation.restored", by)


def _set_revoked(invitation: Invitation, revoked: bool, act: str, by: Access | None) -> None:
    """Whose it is does not stand in the audit log: together with an answer at that time it would tell whose that is."""
    if invitation.revoked is not revoked:
        invitation.revoked = revoked
        db.session.flush()
        record(by, act, find(Survey, invitation.survey_id).code)


def spend(connection: Connection, invited: Invited) -> bool:
    """Mark an invitation as used in the transaction that stores the answer; False where that cannot be any more.

    Of many that try at once one succeeds: the others wait for it, and find it used.
    """
    given = {"invitation": invited.invitation_id, "today": now().date()}
    return connection.execute(_SPENDING, given).rowcount == 1


def mix(survey_id: UUID) -> int:
    """Write the used invitations of a survey anew, in an order of chance; how many.

    PostgreSQL keeps with every row which transaction wrote it, and in which place: so does the row that says that an
    invitation was used. After the buffer was flushed these traces would tell the order in which people answered. Call
    it in a transaction of its own. On SQLite a row stays where it is, and there is nothing to mix.
    """
    if db.session.get_bind().dialect.name != "postgresql":
        return 0
    ids = queries.used_ids(survey_id)
    secrets.SystemRandom().shuffle(ids)
    if ids:
        again = update(_TABLE).where(_TABLE.c.id == bindparam("invitation")).values(used=True)
        db.session.connection().execute(again, [{"invitation": one} for one in ids])
    return len(ids)
