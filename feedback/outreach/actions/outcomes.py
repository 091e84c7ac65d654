"""What became of a mail: what the mail server said, then or later, and what that says of the address."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from feedback.db import db, find, inside, now
from feedback.errors import NotFound
from feedback.mail import Outcome
from feedback.outreach.actions.delivering import Letter, close, tells_recipients
from feedback.outreach.models import Delivery, Mailing
from feedback.outreach.queries import deliveries as queries
from feedback.outreach.rules import mailings as rules
from feedback.stakeholders.actions import contacts as people
from feedback.stakeholders.queries import contacts


def settle(letter: Letter, outcome: Outcome, moment: datetime) -> None:
    """Write down what the mail server said. What it refused for good is not written to again."""
    delivery = queries.delivery(letter.delivery_id)
    if delivery is None or delivery.state != "sending":
        return
    if outcome.state == "sent":
        delivery.sent_at = moment
        close(delivery, "sent", "")
    elif outcome.state == "refused":
        _refused(delivery, outcome)
    else:
        _later(delivery, outcome, moment)
    db.session.flush()


def put_back(letter: Letter) -> None:
    """Nothing was handed over: the mail waits as it did."""
    delivery = queries.delivery(letter.delivery_id)
    if delivery is not None and delivery.state == "sending":
        delivery.state, delivery.due_at, delivery.attempts = "waiting", now(), delivery.attempts - 1


def _refused(delivery: Delivery, outcome: Outcome) -> None:
    if outcome.bad_address or outcome.full:
        close(delivery, "bounced", "bounced" if outcome.bad_address else rules.BUSY)
        _bounced(delivery, "hard" if outcome.bad_address else "soft")
    else:
        close(delivery, "failed", rules.REFUSED)


def _later(delivery: Delivery, outcome: Outcome, moment: datetime) -> None:
    if outcome.uncertain and delivery.reason == rules.INTERRUPTED:
        close(delivery, "failed", rules.INTERRUPTED)
        return
    wait = rules.retry_in(delivery.attempts)
    if wait is None:
        close(delivery, "bounced", rules.BUSY)
        _bounced(delivery, "soft")
        return
    delivery.state, delivery.due_at = "waiting", moment + wait
    if outcome.uncertain:
        delivery.reason = rules.INTERRUPTED


def _bounced(delivery: Delivery, kind: str) -> None:
    """Kept with the contact, so that later mails skip it; but not from a protected reminder, which only those get who
    have not answered."""
    if delivery.mailing_id is not None:
        mailing = find(Mailing, delivery.mailing_id)
        if not tells_recipients(mailing):
            return
    people.bounced(contacts.contact(delivery.contact_id), "hard" if kind == "hard" else "soft")


def bounced_anywhere(message_id: str, kind: str) -> bool:
    """The same for a mail of whatever organisation, as whoever runs the mail server reads them."""
    owner = queries.owner_of(_id_in(message_id))
    if owner is None:
        return False
    with inside(owner):
        return bounced_message_id(message_id, kind)


def _id_in(message_id: str) -> UUID | None:
    try:
        return UUID(message_id.strip().strip("<>").partition("@")[0])
    except ValueError:
        return None


def bounced_message_id(message_id: str, kind: str) -> bool:
    """A mail came back as a mail: kind "hard" or "soft", `message_id` as it stood in the headers; False for an id that
    is none of ours, or of a mail that is forgotten."""
    identity = _id_in(message_id)
    delivery = queries.delivery(identity) if identity else None
    if delivery is None or delivery.state not in ("sent", "sending", "bounced"):
        return False
    close(delivery, "bounced", "bounced" if kind == "hard" else rules.BUSY)
    try:
        _bounced(delivery, kind)
    except NotFound:
        return False
    return True
