"""How far each notice reached: mails that were taken, and how often its public pages were opened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from feedback.db import db
from feedback.outreach.models import Delivery, Mailing
from feedback.outreach.rules.mailings import ASKED
from feedback.programme.models import SaidOpened


@dataclass(frozen=True, slots=True)
class Mailed:
    """Mails with a notice that were taken by the mail server."""

    groups: int = 0
    askers: int = 0


def mailed() -> Mapping[UUID, Mailed]:
    """Notice -> mails with it: one read."""
    rows = db.session.execute(
        select(Mailing.about, Mailing.whom, func.count())
        .join(Delivery, Delivery.mailing_id == Mailing.id)
        .where(Mailing.about.is_not(None), Delivery.state == "sent")
        .group_by(Mailing.about, Mailing.whom)
    )
    found: dict[UUID, dict[str, int]] = defaultdict(dict)
    for about, whom, number in rows:
        assert about is not None, "only mailings about something are asked for"
        found[about][whom] = number
    return {about: Mailed(counts.get("", 0), counts.get(ASKED, 0)) for about, counts in found.items()}


def opened() -> Sequence[SaidOpened]:
    """How often each public page was opened, week by week, the newest first: one read."""
    return list(db.session.scalars(select(SaidOpened).order_by(SaidOpened.week.desc(), SaidOpened.page)))


def opened_since(counts: Collection[SaidOpened], pages: Collection[str], since: date) -> int:
    """Openings of these pages from the week of a day on."""
    return sum(one.times for one in counts if one.page in pages and (since - one.week).days < 7)
