"""Whose calendar an address opens, and the dates that stand in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import current_app
from sqlalchemy import func, or_, select

from feedback import signing, slots
from feedback.accounts.models import AuditEntry, Membership, Organisation
from feedback.backlog.models import Improvement
from feedback.db import db, everywhere, now
from feedback.errors import Gone, NotFound, message
from feedback.journeys import queries as journeys
from feedback.journeys.models import Stage
from feedback.permissions import PERMISSIONS, Permission, Role
from feedback.programme import rules
from feedback.programme.models import CalendarFeed, EffectCheck, Implementation
from feedback.programme.queries.effects import by_improvement
from feedback.programme.queries.work import all_work, implementations
from feedback.programme.rules import effects as effect_rules
from feedback.programme.rules.calendars import SLOT, Changed, Dated, within
from feedback.surveys.listing import title_of
from feedback.surveys.models import Survey
from feedback.surveys.queries import surveys

PURPOSE = "calendar"
ACTS = ("improvement.", "milestone.", "effect.")


@dataclass(frozen=True, slots=True)
class Opened:
    """Whose calendar it is, of which organisation, and in which languages to write it: the first that can be."""

    feed_id: UUID
    user_id: UUID
    reach: str
    organisation_id: UUID
    organisation_code: str
    organisation_name: str
    languages: tuple[str | None, ...]


def feed_of(user_id: UUID) -> CalendarFeed | None:
    """The calendar of a member; None where they have none."""
    return db.session.scalar(select(CalendarFeed).where(CalendarFeed.user_id == user_id))


def token_of(feed_id: UUID) -> str:
    """What the address names: signed for calendars alone; it ends with the row, and nothing of it is stored."""
    return signing.sign(_key(), PURPOSE, feed_id)


def opened(token: str) -> Opened:
    """The calendar behind an address. NotFound where it never was ours; Gone where it was replaced or ended, or its
    member left, may not sign in any more, or lost the permission."""
    feed_id = signing.read(_key(), PURPOSE, token)
    if feed_id is None:
        raise NotFound()
    wanted = (
        select(CalendarFeed, Organisation, Membership)
        .join(Organisation, Organisation.id == CalendarFeed.organisation_id)
        .join(
            Membership,
            (Membership.organisation_id == CalendarFeed.organisation_id) & (Membership.user_id == CalendarFeed.user_id),
        )
        .where(CalendarFeed.id == feed_id)
    )
    with everywhere():
        row = db.session.execute(wanted).first()
        if row is None or not _may_read(row[2]):
            raise Gone(message("This calendar address has ended. Whoever made it finds the new one under “My work”."))
        feed, organisation, member = row
        about = (organisation.id, organisation.code, organisation.name, (member.user.language, *organisation.languages))
        return Opened(feed.id, feed.user_id, feed.reach, *about)


def _may_read(member: Membership) -> bool:
    return member.user.disabled_at is None and Permission.VIEW in PERMISSIONS[Role(member.role)]


def _key() -> bytes:
    key: str = current_app.config["FEEDBACK"].secret_key
    return key.encode()


# --- dates --------------------------------------------------------------------------------------------


def dates(reach: str, user_id: UUID) -> list[Dated]:
    """What stands in somebody's calendar, the earliest first; a fixed number of reads."""
    above = (one for filler in slots.fillers(SLOT) for one in filler())
    return within(reach, [*_of_work(), *_of_surveys(), *above], user_id)


def _of_work() -> Iterator[Dated]:
    works, checks, known = implementations(), by_improvement(), changes(*ACTS)
    stages = {one.id: one for one in journeys.all_stages()}
    for row in all_work():
        changed = known.get(f"#{row.number}") or Changed(0, row.created_at)
        if row.status in rules.AGREED:
            yield from _due(row, works.get(row.id), changed)
        if (check := checks.get(row.id)) and check.verdict is None:
            yield from _checked(row, check, works.get(row.id), stages, changed)


def _due(row: Improvement, work: Implementation | None, changed: Changed) -> Iterator[Dated]:
    """The day the whole should be done, and those of its parts that are not."""
    about = (changed, row.owner_id, row.number)
    if row.due_on:
        words = message("Until today: %(title)s", title=dict(row.title))
        yield Dated("due", row.id, row.due_on, words, *about)
    for part in work.milestones if work else []:
        if part.due_on and part.done_on is None:
            words = message("%(part)s (part of “%(title)s”)", part=part.title, title=dict(row.title))
            yield Dated("due", part.id, part.due_on, words, *about)


def _checked(
    row: Improvement,
    check: EffectCheck,
    work: Implementation | None,
    stages: Mapping[UUID, Stage],
    changed: Changed,
) -> Iterator[Dated]:
    """The day of the verdict, and before it, once the work is done, the day to ask the stage again."""
    about = (changed, row.owner_id, row.number, "effects.effect")
    words = message("Did it help? Ask for the verdict on “%(title)s”", title=dict(row.title))
    yield Dated("verdict", check.id, check.due_on, words, *about)
    if work and work.done_on and (stage := stages.get(check.stage_id)):
        on = effect_rules.ask_again_on(check, work.done_on)
        told = {"stage": dict(stage.name), "title": dict(row.title)}
        words = message("Ask again at “%(stage)s”, for “%(title)s”", **told)
        yield Dated("ask", check.id, on, words, *about)


def _of_surveys() -> Iterator[Dated]:
    """The last day of each survey that is open: it is nobody's alone, and never changes."""
    for row in surveys.closing(now().date()):
        words = message("Last day of the survey “%(title)s”", title=title_of(row) or row.code)
        never, day = Changed(0, row.opened_at), _last_day(row)
        yield Dated("survey", row.id, day, words, never, endpoint="surveys.survey", code=row.code)


def _last_day(row: Survey) -> date:
    assert row.closes_on is not None, "only surveys with a last day are asked for"
    return row.closes_on


def changes(*acts: str) -> Mapping[str, Changed]:
    """Subject -> how often acts of these kinds changed it, and when last: one read."""
    wanted = select(AuditEntry.subject, func.count(), func.max(AuditEntry.at))
    about = or_(*(AuditEntry.act.startswith(act, autoescape=True) for act in acts))
    rows = db.session.execute(wanted.where(about).group_by(AuditEntry.subject))
    return {subject: Changed(times, at) for subject, times, at in rows}
