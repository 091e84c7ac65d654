"""Work of outreach outside requests: mailings, sent mail by mail, and services whose time has come."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from functools import partial
from uuid import UUID

from feedback import jobs, mail
from feedback.db import find, inside, now
from feedback.errors import Invalid, NotFound, StorageAway
from feedback.jobs import Overtaken, Task, job
from feedback.mail import Mail, MailServer, Outcome, ServerAway
from feedback.outreach import emails, notice_emails
from feedback.outreach.actions import delivering, listing, mailings, outcomes, services
from feedback.outreach.actions.delivering import Letter, Step
from feedback.outreach.models import Invitation, Mailing
from feedback.outreach.queries import deliveries
from feedback.outreach.queries import mailings as queries
from feedback.outreach.queries import services as service_queries
from feedback.outreach.queries.mailings import MAILING
from feedback.surveys.models import Survey

log = logging.getLogger(__name__)
SERVICES_AT_ONCE = 200
SECONDS_AT_ONCE = 20.0
"""After that a mailing lets other work go first, and goes on behind it."""
AWAY_SECONDS = 60.0
"""How long it waits for a mail server that cannot be reached."""
Next = Callable[[], Step]
Write = Callable[[Letter], Mail]


@job(MAILING)
def send_mailing(task: Task) -> None:
    """Send the mails of one mailing, each in transactions of its own, and come back for what has to wait."""
    mailing_id = UUID(task.payload["mailing"])
    if not _begun(task, mailing_id):
        return
    write = _writer(find(Mailing, mailing_id))
    until = time.monotonic() + SECONDS_AT_ONCE

    def following() -> Step:
        if time.monotonic() > until:
            return Step(again_in=0.0)
        return delivering.next_step(mailing_id, now())

    again_in = _hand_over(task, write, following)
    if again_in is not None:
        with task.writing():
            delivering.go_on(mailing_id, again_in)


def _writer(mailing: Mailing) -> Write:
    survey = delivering.survey_of(mailing)
    if survey is None:
        return partial(notice_emails.notice_to, telling=notice_emails.telling_of(mailing))
    return partial(emails.mail_to, writing=emails.writing_of(mailing, survey))


def _begun(task: Task, mailing_id: UUID) -> bool:
    """Everybody it goes to has a row before the first mail leaves; False where it is not to be sent (any more)."""
    try:
        with task.writing():
            if not listing.start(mailing_id, now()):
                return False
    except NotFound:
        return False
    more = True
    while more:
        with task.writing():
            more = listing.list_some(mailing_id)
    return True


@job(mailings.ONE_MAIL)
def send_one(task: Task) -> None:
    """Send the one mail that a finished service set off."""
    delivery_id = UUID(task.payload["delivery"])
    delivery = deliveries.delivery(delivery_id)
    if delivery is None:
        return
    invitation = find(Invitation, delivery.invitation_id)
    texts, sender = task.payload["texts"], task.payload.get("sender", "")
    write = partial(emails.mail_to, writing=emails.writing_about(invitation, texts, sender))
    again_in = _hand_over(task, write, lambda: delivering.take_up_one(delivery_id, now()))
    if again_in is not None:
        with task.writing():
            mailings.send_one(delivery_id, texts, sender, again_in)


@job(mailings.TEST_MAIL)
def send_test(task: Task) -> None:
    """Send a mailing to whoever wrote it."""
    mailing = queries.mailing(UUID(task.payload["mailing"]))
    writing = emails.writing_of(mailing, find(Survey, mailing.survey_id))
    with mail.server() as server:
        server.send(emails.test_mail(task.payload["to"], writing, task.payload["language"], str(task.id)))


def _hand_over(task: Task, write: Write, following: Next) -> float | None:
    """Letter after letter until there is none; seconds until there is one again, None where there will not be.

    What became of one letter and taking up the next are one transaction: a mail costs one commit.
    """
    with mail.server() as server:
        letter, outcome = None, None
        while True:
            with task.writing():
                if letter and outcome:
                    outcomes.settle(letter, outcome, now())
                step = following()
            if (letter := step.letter) is None:
                return step.again_in
            try:
                outcome = _sent(server, letter, write)
            except ServerAway:
                with task.writing():
                    outcomes.put_back(letter)
                return AWAY_SECONDS


def _sent(server: MailServer, letter: Letter, write: Write) -> Outcome:
    """A mail whose headers cannot be written goes to an address that is none."""
    try:
        return server.send(write(letter))
    except Invalid:
        return Outcome("refused", bad_address=True)


@jobs.each_round
def look_around() -> None:
    """Once a minute: mailings whose time has come, and those whose job was lost, or put off by a wrong clock."""
    for organisation_id, job_id in queries.put_off(now()):
        with inside(organisation_id):
            jobs.cancel(job_id, organisation_id)
    for organisation_id, mailing_id in queries.due(now()):
        with inside(organisation_id):
            delivering.go_on(mailing_id)


# --- services whose time has come -------------------------------------------------------------------


@jobs.each_round
def look_for_services() -> None:
    """Once a minute: the organisations in which a request after a service is due."""
    for organisation_id in service_queries.organisations_due(now()):
        jobs.add("outreach.services", organisation_id=organisation_id, key=f"services:{organisation_id}")


@job("outreach.services")
def decide_services(task: Task) -> None:
    """Decide about the services that are due, each in a transaction of its own."""
    began = now()
    while found := service_queries.due(began, SERVICES_AT_ONCE):
        for event_id in found:
            _decide(task, event_id)


def _decide(task: Task, event_id: UUID) -> None:
    """One that cannot be decided keeps nobody else waiting: it is looked at again later."""
    try:
        with task.writing():
            services.decide_waiting(event_id)
    except (Overtaken, StorageAway):
        raise
    except Exception:
        log.exception("a service could not be decided", extra={"service_event": str(event_id)})
        with task.writing():
            services.put_off(event_id)
