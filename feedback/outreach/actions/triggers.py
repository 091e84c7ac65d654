"""Every write of triggers themselves: what happens after a service."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from sqlalchemy.exc import IntegrityError

from feedback.accounts import queries as accounts
from feedback.accounts.actions import record
from feedback.db import db
from feedback.errors import Conflict, message
from feedback.names import refusal
from feedback.outreach.models import Trigger
from feedback.outreach.queries import triggers as queries
from feedback.outreach.queries.triggers import Choice
from feedback.outreach.rules import mail_texts
from feedback.outreach.rules.trigger_settings import Settings, checked
from feedback.permissions import Access

Typed = Mapping[str, Mapping[str, str]]


def create_trigger(
    *, asks: Choice, settings: Settings, texts: Typed | None = None, by: Access | None = None
) -> Trigger:
    """A trigger, in use at once; Invalid at the field that cannot be, Conflict where one asks the same already."""
    row = Trigger(survey_id=asks.survey.id, group_id=asks.group.id, stage_id=asks.stage.id)
    _set(row, settings, texts or {})
    db.session.add(row)
    try:
        db.session.flush()
    except IntegrityError as error:
        raise Conflict(message("There is a rule for this already. Change that one.")) from error
    record(by, "trigger.created", asks.key, {"channel": row.channel})
    return row


def change_trigger(
    row: Trigger, *, settings: Settings, texts: Typed | None = None, by: Access | None = None
) -> Trigger:
    """Other settings and texts; what it asks, whom and after which stage stays. Requests that wait follow them."""
    _set(row, settings, texts or {})
    db.session.flush()
    record(by, "trigger.changed", str(row.id), {"channel": row.channel})
    return row


def _set(row: Trigger, settings: Settings, texts: Typed) -> None:
    for name, value in asdict(checked(settings)).items():
        setattr(row, name, value)
    if settings.channel == "email":
        first = accounts.organisation().languages[0]
        row.texts = mail_texts.checked({first: {}, **texts}, first)


def pause(row: Trigger, *, by: Access | None = None) -> None:
    """Nobody is asked any more, not even those whose request waits."""
    row.active = False
    record(by, "trigger.paused", str(row.id))
    db.session.flush()


def resume(row: Trigger, *, by: Access | None = None) -> None:
    """It asks again, about services from now on; Invalid where its survey takes no answers any more."""
    if queries.choice_of(row) is None:
        raise refusal("asks", message("Its survey is closed. Make a rule for one that is open."))
    row.active = True
    record(by, "trigger.resumed", str(row.id))
    db.session.flush()
