"""Mailings, and an installation that sends its mail to a mailbox."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from feedback import jobs
from feedback.db import db, everywhere, writing
from feedback.jobs import Job
from feedback.outreach.actions import mailings
from feedback.outreach.actions.mailings import Wish
from feedback.outreach.models import Delivery, Invitation, Mailing
from feedback.stakeholders.models import Contact
from feedback.surveys.queries import surveys as launched
from tests.factories import groups, journeys, surveys
from tests.factories.invitations import person
from tests.factories.mailbox import Mailbox, mail_server
from tests.factories.people import Member

GROUP = "customers"


@dataclass(frozen=True)
class Post:
    """An organisation with an open survey, and the mailbox its mails go to."""

    of: Member
    survey: surveys.Opened
    mailbox: Mailbox

    def people(self, n: int, **values: Any) -> list[UUID]:
        return [person(self.of, GROUP, number, **values) for number in range(1, n + 1)]

    def people_with(self, number: int, **values: Any) -> UUID:
        """One more person, with these values."""
        return person(self.of, GROUP, number, **values)

    def draft(self, **values: Any) -> UUID:
        made: UUID = self.of.do(
            lambda: (
                mailings.draft(
                    survey=launched.survey(self.survey.code), group_id=self.survey.groups[GROUP], wish=wish(**values)
                ).id
            )
        )
        return made

    def sent(self, **values: Any) -> UUID:
        """A mailing that was sent, as far as it goes."""
        mailing_id = self.draft(**values)
        self.of.do(mailings.send, mailing_id)
        self.work()
        return mailing_id

    def work(self, after: timedelta | None = None) -> None:
        """Do what is due, `after` some time has gone by."""
        if after:
            self.pass_time(after)
        with self.of.app.app_context():
            jobs.look_round()
        jobs.work_off(self.of.app)

    def pass_time(self, span: timedelta) -> None:
        """Everything that waits for a moment waits for an earlier one, and what was sent was sent earlier."""
        with self.of.app.app_context(), everywhere(), writing() as session:
            for model, columns in (
                (Job, ("run_at", "lease_until")),
                (Mailing, ("send_at", "started_at")),
                (Delivery, ("due_at", "sent_at")),
            ):
                for row in session.scalars(select(model)):
                    for name in columns:
                        if (value := getattr(row, name)) is not None:
                            setattr(row, name, value - span)

    def mailing(self, mailing_id: UUID) -> Mailing:
        with self.of.at_work():
            return db.session.scalars(select(Mailing).where(Mailing.id == mailing_id)).one()

    def fates(self, mailing_id: UUID) -> dict[str, tuple[str, str]]:
        """E-mail address -> what became of the mail, and why."""
        with self.of.at_work():
            rows = db.session.execute(
                select(Contact.email, Contact.key, Delivery.state, Delivery.reason)
                .join(Contact, Contact.id == Delivery.contact_id)
                .where(Delivery.mailing_id == mailing_id)
            )
            return {email or key: (state, reason) for email, key, state, reason in rows}

    def use(self, *contact_ids: UUID) -> None:
        """These people answered by their link."""
        given = Invitation.contact_id.in_(contact_ids)
        self.of.do(lambda: db.session.execute(update(Invitation).where(given).values(used=True)) and None)

    def change(self, contact_id: UUID, **values: Any) -> None:
        """Change the contact as it stands in the database."""
        given = Contact.id == contact_id
        self.of.do(lambda: db.session.execute(update(Contact).where(given).values(**values)) and None)


def wish(**values: Any) -> Wish:
    """Both languages, in few words."""
    texts = {
        "es": {"subject": "Hola {name}", "body": "Para {name}: {link}"},
        "en": {"subject": "Hello {name}", "body": "For {name}: {link}"},
    }
    return Wish(**{"texts": texts, "language": "es", "reminder_texts": texts, **values})


@contextmanager
def posting(of: Member, mode: str = "identified", **values: Any) -> Iterator[Post]:
    """An open survey of customers, and mails that go to a mailbox for as long as the block lasts."""
    app = of.app
    groups.group(of, "customer", code=GROUP)
    journeys.journey(of, ("visit",))
    survey = surveys.opened(of, surveys.published(of), [GROUP], mode=mode, **values)
    before = app.config["FEEDBACK"]
    with mail_server() as mailbox:
        app.config["FEEDBACK"] = before.replaced(SMTP_URL=mailbox.url, MAIL_FROM="feedback@acme.example")
        try:
            yield Post(of, survey, mailbox)
        finally:
            app.config["FEEDBACK"] = before
