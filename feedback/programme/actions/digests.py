"""Every write about the mails that remind somebody of their work."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from feedback.accounts import queries as accounts
from feedback.db import db, find, now
from feedback.errors import NotFound
from feedback.programme.models import WorkDigest
from feedback.programme.queries.digests import digest_of
from feedback.programme.rules.digests import NEVER, WEEKLY, check_rhythm


def choose(user_id: UUID, *, rhythm: str) -> WorkDigest:
    """Remind a member so often; Invalid, NotFound for who is none. A mail leaves at the next turn, not at once."""
    digest = known(user_id)
    digest.rhythm = check_rhythm(rhythm)
    digest.sent_on = digest.sent_on or now().date()
    return digest


def known(user_id: UUID) -> WorkDigest:
    """What the member chose; where nothing, once a week from now on. NotFound for who is no member."""
    if user_id not in accounts.people():
        raise NotFound()
    digest = digest_of(user_id)
    if digest is None:
        digest = WorkDigest(user_id=user_id, rhythm=WEEKLY)
        db.session.add(digest)
        db.session.flush()
    return digest


def leave(digest_id: UUID) -> WorkDigest:
    """No more of these mails; NotFound. Twice changes nothing."""
    digest = find(WorkDigest, digest_id)
    digest.rhythm = NEVER
    return digest


def come_back(digest_id: UUID) -> WorkDigest:
    """These mails again, once a week; NotFound."""
    digest = find(WorkDigest, digest_id)
    if digest.rhythm == NEVER:
        digest.rhythm = WEEKLY
    return digest


def looked_at(digest_id: UUID, on: date) -> WorkDigest:
    """They were told, or there was nothing to say; NotFound."""
    digest = find(WorkDigest, digest_id)
    digest.sent_on = on
    return digest
