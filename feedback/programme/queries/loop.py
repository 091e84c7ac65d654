"""Whether the loop closes: figures of methods 2.10.

Of people only those are counted whose answers carry their name: of a protected survey nobody may know who took part,
and a figure that moves when one person is told would say it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from feedback.analysis.disclosure import Hidden, Shown, figure, threshold
from feedback.analysis.statistics.estimates import Estimate
from feedback.analysis.statistics.medians import median_interval
from feedback.analysis.statistics.proportions import proportion_difference, wilson
from feedback.backlog.models import Improvement
from feedback.backlog.rules import status
from feedback.db import db
from feedback.outreach.models import Delivery, Invitation, Mailing
from feedback.programme import rules
from feedback.programme.models import Notice
from feedback.programme.queries import first_said
from feedback.programme.queries.effects import by_improvement
from feedback.surveys.models import Response, Survey
from feedback.surveys.rules import IDENTIFIED

Figure = Shown[float] | Hidden
_MEMBERS = threshold("identified", audience="member")


@dataclass(frozen=True, slots=True)
class Part:
    """So many of so many, counted and not estimated; `share` is for showing."""

    number: int
    of: int

    @property
    def share(self) -> Figure:
        return figure(self.number / self.of if self.of else 0.0, self.of, _MEMBERS)


@dataclass(frozen=True, slots=True)
class Compared:
    """How many of those who were told answered the next time, and how many of the others."""

    told: Figure
    untold: Figure
    difference: Figure


@dataclass(frozen=True, slots=True)
class Loop:
    """Everything the page shows beside the notices."""

    contributors: Part
    """People who answered under their name, and how many of them were told anything by mail."""
    days: Figure
    """Median days from the first time somebody said it to the first decision; n decisions."""
    days_kept: int
    """Of these decisions, those whose count begins on the day they came into the list."""
    noes: Part
    """Declined, and told with the reason."""
    done: Part
    """Done, and with a verdict of an effect check."""
    response: Compared


def loop() -> Loop:
    """The figures of the loop. A fixed number of reads."""
    rows = list(db.session.scalars(select(Improvement)))
    days, kept = first_said.days_to_decision(rows)
    return Loop(
        contributors=_contributors(),
        days=_shown(median_interval(days)),
        days_kept=kept,
        noes=_noes(rows),
        done=_done(rows),
        response=_response(),
    )


def _shown(estimate: Estimate | None) -> Figure:
    if estimate is None:
        return Hidden("nobody")
    return figure(estimate.value, estimate.n, _MEMBERS, estimate.low, estimate.high)


def _told(contact: Any, before: Any = None) -> ColumnElement[bool]:
    """Whether a mail with a notice went to somebody, before a moment where one is given."""
    wanted = select(Delivery.id).join(Mailing, Mailing.id == Delivery.mailing_id)
    wanted = wanted.where(Delivery.contact_id == contact, Delivery.state == "sent", Mailing.about.is_not(None))
    if before is not None:
        wanted = wanted.where(Delivery.sent_at < before)
    return wanted.exists()


def _contributors() -> Part:
    people = (
        select(Response.contact_id)
        .join(Survey, Survey.id == Response.survey_id)
        .where(Survey.mode == IDENTIFIED, Response.contact_id.is_not(None))
        .distinct()
        .subquery()
    )
    told = func.count().filter(_told(people.c.contact_id))
    number, told_number = db.session.execute(select(func.count(), told).select_from(people)).one()
    return Part(told_number, number)


def _response() -> Compared:
    """Over all personal links to identified surveys that opened after the first notice went out by mail."""
    told = _told(Invitation.contact_id, before=Survey.opened_at)
    first = (
        select(func.min(Delivery.sent_at))
        .join(Mailing, Mailing.id == Delivery.mailing_id)
        .where(Mailing.about.is_not(None), Delivery.state == "sent")
        .scalar_subquery()
    )
    links = (
        select(told.label("told"), Invitation.used.label("used"))
        .join(Survey, Survey.id == Invitation.survey_id)
        .where(Survey.mode == IDENTIFIED, Survey.opened_at > first)
        .where(or_(Invitation.used, Invitation.revoked.is_(False)))
        .subquery()
    )
    wanted = select(links.c.told, func.count(), func.count().filter(links.c.used)).group_by(links.c.told)
    counts = {bool(one): (used, number) for one, number, used in db.session.execute(wanted)}
    with_it, without = counts.get(True, (0, 0)), counts.get(False, (0, 0))
    return Compared(
        _shown(wilson(*with_it)), _shown(wilson(*without)), _shown(proportion_difference(*with_it, *without))
    )


def _noes(rows: Collection[Improvement]) -> Part:
    declined = {row.id for row in rows if row.status == status.DECLINED}
    told = select(Notice.improvement_id).where(Notice.kind == rules.DECLINED, Notice.published_at.is_not(None))
    return Part(len(declined.intersection(db.session.scalars(told))), len(declined))


def _done(rows: Collection[Improvement]) -> Part:
    done = {row.id for row in rows if row.status == status.DONE}
    checks = by_improvement()
    return Part(sum(1 for one in done if one in checks and checks[one].verdict is not None), len(done))
