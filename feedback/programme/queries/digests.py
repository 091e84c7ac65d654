"""Who is reminded of their work, how often, and whose a link in such a mail is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import current_app
from sqlalchemy import select

from feedback import jobs, signing
from feedback.accounts.models import Membership, Organisation
from feedback.backlog.models import Improvement
from feedback.db import db, everywhere
from feedback.jobs import Job
from feedback.programme import rules
from feedback.programme.models import WorkDigest
from feedback.programme.rules.digests import NEVER, WEEKLY, is_due

PURPOSE, JOB = "work digest", "programme.digests"


def digest_of(user_id: UUID) -> WorkDigest | None:
    """What somebody chose, and when they were looked at last; None where neither ever was."""
    return db.session.scalar(select(WorkDigest).where(WorkDigest.user_id == user_id))


def rhythm_of(user_id: UUID) -> str:
    """How often somebody is reminded."""
    digest = digest_of(user_id)
    return digest.rhythm if digest else WEEKLY


def members_due(today: date) -> list[Membership]:
    """Members in charge of open work who are to be looked at today: two reads."""
    digests = {one.user_id: one for one in db.session.scalars(select(WorkDigest))}
    wanted = select(Membership).where(Membership.user_id.in_(_in_charge())).order_by(Membership.user_id)
    return [
        one
        for one in db.session.scalars(wanted)
        if one.user.disabled_at is None and _due(digests.get(one.user_id), today)
    ]


def _in_charge() -> Sequence[UUID | None]:
    wanted = select(Improvement.owner_id).where(Improvement.owner_id.is_not(None))
    return list(db.session.scalars(wanted.where(Improvement.status.in_(rules.AGREED)).distinct()))


def _due(digest: WorkDigest | None, today: date) -> bool:
    return is_due(digest.rhythm, digest.sent_on, today) if digest else is_due(None, None, today)


def organisations_due(today: date) -> list[UUID]:
    """Organisations in which somebody is to be looked at today and no job has it in hand; reads everywhere."""
    digest = WorkDigest
    wanted = (
        select(Improvement.organisation_id, digest.rhythm, digest.sent_on)
        .join(
            Membership,
            (Membership.organisation_id == Improvement.organisation_id) & (Membership.user_id == Improvement.owner_id),
        )
        .outerjoin(
            digest, (digest.organisation_id == Membership.organisation_id) & (digest.user_id == Membership.user_id)
        )
        .where(Improvement.status.in_(rules.AGREED))
        .distinct()
    )
    at_work = select(Job.organisation_id).where(Job.kind == JOB, Job.state.in_((jobs.WAITING, jobs.RUNNING)))
    with everywhere():
        rows = db.session.execute(wanted).all()
        found = {organisation_id for organisation_id, rhythm, sent_on in rows if is_due(rhythm, sent_on, today)}
        taken = set(db.session.scalars(at_work)) if found else set()
    return sorted(found - taken, key=str)


# --- the link that ends them ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose link it is, of which organisation, and whether mails still come."""

    subject_id: UUID
    organisation_id: UUID
    organisation_name: str
    lang: str | None
    out: bool


def token_of(digest_id: UUID) -> str:
    """What the link in a mail names: signed for this purpose alone, and nothing of it is stored."""
    return signing.sign(_key(), PURPOSE, digest_id)


def reader(token: str) -> Reader | None:
    """Who the link was made for; None where it is none of ours, or they are a member no more."""
    digest_id = signing.read(_key(), PURPOSE, token)
    if digest_id is None:
        return None
    wanted = (
        select(WorkDigest, Organisation.name, Membership)
        .join(Organisation, Organisation.id == WorkDigest.organisation_id)
        .join(
            Membership,
            (Membership.organisation_id == WorkDigest.organisation_id) & (Membership.user_id == WorkDigest.user_id),
        )
        .where(WorkDigest.id == digest_id)
    )
    with everywhere():
        row = db.session.execute(wanted).first()
        if row is None:
            return None
        digest, name, member = row
        return Reader(digest.id, digest.organisation_id, name, member.user.language, digest.rhythm == NEVER)


def _key() -> bytes:
    key: str = current_app.config["FEEDBACK"].secret_key
    return key.encode()
