"""Webhooks, and what was sent to them."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from feedback import jobs
from feedback.accounts.models import WebhookMessage
from feedback.accounts.webhooks import actions, queries, rules
from feedback.db import db, enter, everywhere, now, writing
from tests.factories.people import Member


def webhook(of: Member, url: str, events: Sequence[str] = rules.EVENTS, name: str = "CRM") -> tuple[UUID, str]:
    """A webhook and its secret; the address is not looked at."""

    def add() -> tuple[UUID, str]:
        row, secret = actions.add_webhook(name=name, url=url, events=events)
        return row.id, secret

    made: tuple[UUID, str] = of.do(add)
    return made


def told(of: Member, event: str = rules.CASE_OPENED, times: int = 1) -> None:
    """Something happened."""
    for number in range(times):
        of.do(lambda number=number: actions.tell(event, {"case": str(number)}))


def delivered(of: Member) -> None:
    """Whatever is due now was tried."""
    jobs.work_off(of.app)


def due_now(of: Member) -> None:
    """The time of the next try has come, and the minute's round has looked."""
    with of.app.app_context():
        enter(None)
        with everywhere(), writing() as session:
            waiting = db.select(WebhookMessage).where(WebhookMessage.state == rules.WAITING)
            for row in session.scalars(waiting):
                row.next_at = now()
        jobs.look_round()
    delivered(of)


def log(of: Member, webhook_id: UUID) -> list[WebhookMessage]:
    """What the log page shows, the newest first."""
    with of.at_work():
        return queries.log(webhook_id)
