"""Every write of webhooks: setting them up, and telling them what happened."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from flask import current_app
from sqlalchemy import delete, update

from feedback import jobs
from feedback.accounts.actions import record
from feedback.accounts.models import Webhook, WebhookMessage
from feedback.accounts.sealing import WEBHOOKS, Unreadable, seal, unseal
from feedback.accounts.webhooks import queries, rules
from feedback.db import db, here, now
from feedback.errors import Conflict, message
from feedback.names import line_of
from feedback.permissions import Access
from feedback.webhooks import retrying
from feedback.webhooks.sending import Outcome
from feedback.webhooks.signing import new_secret

DELIVER, OFF_MAIL = "accounts.deliver", "accounts.webhook_off"
LEASE = timedelta(seconds=60)
"""How long a message that is being sent belongs to who took it."""
AT_ONCE, EACH = 16, 20
"""Webhooks of an organisation that are served at once, and messages of each, in one run."""


def _secret() -> str:
    secret: str = current_app.config["FEEDBACK"].secret_key
    return secret


# --- setting up -----------------------------------------------------------------------------------


def add_webhook(*, name: str, url: str, events: Iterable[str], by: Access | None = None) -> tuple[Webhook, str]:
    """Tell this address from now on; the secret is given once. The caller has looked at the address; Invalid."""
    row = Webhook(id=uuid4(), name=line_of("name", name), url=url, events=rules.check_events(events))
    secret = new_secret()
    row.secret = seal(_secret(), WEBHOOKS, row.id, secret)
    db.session.add(row)
    db.session.flush()
    record(by, "webhook.added", row.name)
    return row, secret


def change_webhook(
    webhook_id: UUID, *, name: str, url: str, events: Iterable[str], by: Access | None = None
) -> Webhook:
    """Another name, address or choice of events; the caller has looked at the address; Invalid, NotFound."""
    row = queries.webhook(webhook_id)
    row.name, row.url, row.events = line_of("name", name), url, rules.check_events(events)
    record(by, "webhook.changed", row.name)
    return row


def rotate(webhook_id: UUID, *, by: Access | None = None) -> str:
    """A new secret, given once; the former one signs too for `rules.ROTATION`."""
    row = queries.webhook(webhook_id)
    secret = new_secret()
    row.former_secret, row.former_until = row.secret, now() + rules.ROTATION
    row.secret = seal(_secret(), WEBHOOKS, row.id, secret)
    record(by, "webhook.secret", row.name)
    return secret


def switch_off(webhook_id: UUID, *, by: Access | None = None) -> Webhook:
    """Tell it nothing more; what waits is given up and can be sent again later."""
    row = queries.webhook(webhook_id)
    _off(row, rules.BY_HAND)
    record(by, "webhook.off", row.name)
    return row


def switch_on(webhook_id: UUID, *, by: Access | None = None) -> Webhook:
    """Tell it again what happens from now on."""
    row = queries.webhook(webhook_id)
    row.active, row.reason, row.failing_since = True, "", None
    record(by, "webhook.on", row.name)
    return row


def remove(webhook_id: UUID, *, by: Access | None = None) -> None:
    """Forget the webhook, its secret and its log."""
    row = queries.webhook(webhook_id)
    record(by, "webhook.removed", row.name)
    db.session.delete(row)


def _off(row: Webhook, reason: str) -> None:
    row.active, row.reason = False, reason
    waiting = update(WebhookMessage).where(WebhookMessage.webhook_id == row.id, WebhookMessage.state == rules.WAITING)
    db.session.execute(waiting.values(state=rules.FAILED, reason="off", next_at=None))


# --- telling --------------------------------------------------------------------------------------


def tell(event: str, data: Mapping[str, object]) -> None:
    """Let every webhook of this organisation that wants the event know of it, in the caller's transaction.

    `data` holds ids and codes only: whoever listens asks the API for the rest, and sees what their token may see.
    """
    wanting = [row for row in queries.webhooks() if row.active and event in row.events]
    for row in wanting:
        _write(row, event, data)
    if wanting:
        deliver_soon()


def _write(row: Webhook, event: str, data: Mapping[str, object]) -> WebhookMessage:
    moment = now()
    made = WebhookMessage(
        id=uuid4(), webhook_id=row.id, event=event, body=rules.body_of(event, moment, data), next_at=moment
    )
    db.session.add(made)
    return made


def deliver_soon(seconds: float = 0.0) -> None:
    """Have this organisation's messages sent."""
    jobs.add(DELIVER, organisation_id=here(), key=f"deliver:{here()}", delay=seconds)


def test(webhook_id: UUID, *, by: Access | None = None) -> WebhookMessage:
    """Send a message that says nothing but that it is a test; Conflict for a webhook that is switched off."""
    row = queries.webhook(webhook_id)
    _check_on(row)
    made = _write(row, rules.TEST, {})
    record(by, "webhook.tested", row.name)
    deliver_soon()
    return made


def replay(message_id: UUID, *, by: Access | None = None) -> WebhookMessage:
    """Try a message again from the beginning, under its old id; Conflict where it waits, or the webhook is off."""
    again = queries.webhook_message(message_id)
    row = queries.webhook(again.webhook_id)
    _check_on(row)
    if again.state == rules.WAITING:
        raise Conflict(message("It is being sent already."))
    again.state, again.attempts, again.next_at, again.delivered_at = rules.WAITING, 0, now(), None
    record(by, "webhook.replayed", row.name)
    deliver_soon()
    return again


def _check_on(row: Webhook) -> None:
    if not row.active:
        raise Conflict(message("Switch the webhook on first."))


# --- delivering -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Letter:
    """A message as a thread without a database sends it; without secrets where they cannot be read."""

    id: UUID
    webhook_id: UUID
    url: str
    body: str
    secrets: tuple[str, ...]


def take() -> list[Letter]:
    """What is to be sent now, taken for `LEASE`: a few messages of a few webhooks, one of a webhook that fails."""
    moment = now()
    return [letter for row in queries.webhooks_due(moment, AT_ONCE) for letter in _taken(row, moment)]


def _taken(row: Webhook, moment: datetime) -> list[Letter]:
    secrets, letters = _secrets(row, moment), []
    for one in queries.due(row.id, moment, 1 if row.failing_since else EACH):
        one.next_at = moment + LEASE
        letters.append(Letter(one.id, row.id, row.url, one.body, secrets))
    return letters


def _secrets(row: Webhook, moment: datetime) -> tuple[str, ...]:
    """What a message is signed with; nothing where the installation's own secret was lost."""
    former = row.former_secret if row.former_until and row.former_until > moment else None
    try:
        return tuple(unseal(_secret(), WEBHOOKS, row.id, sealed) for sealed in (row.secret, former) if sealed)
    except Unreadable:
        return ()


def keep(letter: Letter, outcome: Outcome | None) -> None:
    """Write down how a try went; None: it was not tried after all, and is due at once."""
    found, moment = queries.sent(letter.id), now()
    if found is None or found[0].state != rules.WAITING:
        return
    one, row = found
    if outcome is None:
        one.next_at = moment
        return
    one.attempts, one.tried_at = one.attempts + 1, moment
    one.status, one.reason, one.next_at = outcome.status, outcome.reason, None
    if outcome.delivered:
        one.state, one.delivered_at, row.failing_since = rules.DELIVERED, moment, None
        return
    row.failing_since = row.failing_since or moment
    one.next_at = _next(one.attempts, moment, outcome)
    one.state = rules.WAITING if one.next_at else rules.FAILED
    if outcome.gone or retrying.is_hopeless(row.failing_since, moment):
        db.session.flush()
        _give_up(row, rules.GONE if outcome.gone else rules.FAILING)


def _next(attempts: int, moment: datetime, outcome: Outcome) -> datetime | None:
    # Not a secret: it only keeps what failed together from being tried again together.
    pause = None if outcome.gone else retrying.wait(attempts, random.random())
    return moment + pause if pause else None


def _give_up(row: Webhook, reason: str) -> None:
    """Switch it off and tell the owners, once."""
    if not row.active:
        return
    _off(row, reason)
    record(None, "webhook.off", row.name, {"reason": reason})
    for person in queries.owners():
        jobs.add(OFF_MAIL, organisation_id=here(), to=person.email, webhook=row.name, reason=reason)


def forget_old(moment: datetime) -> None:
    """Let go of what was delivered or given up long ago; works without a wall."""
    old = delete(WebhookMessage).where(
        WebhookMessage.state != rules.WAITING, WebhookMessage.created_at < moment - rules.KEPT
    )
    db.session.execute(old)
