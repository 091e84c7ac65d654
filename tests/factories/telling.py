"""A published notice, people who agreed to mail, and an installation that sends its mail to a mailbox."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from feedback import jobs
from feedback.programme.telling import actions
from feedback.stakeholders.queries import groups as stakeholders
from tests.factories import groups, invitations, mailings, programme
from tests.factories.mailbox import Mailbox, mail_server
from tests.factories.people import Member

GROUP = "customers"


@dataclass(frozen=True)
class News:
    """An organisation with a published notice, and the mailbox its mails go to."""

    of: Member
    notice: UUID
    mailbox: Mailbox

    def person(self, number: int = 1, group: str = GROUP, **values: Any) -> UUID:
        """Somebody who agreed to mail, unless the values say otherwise."""
        return invitations.person(self.of, group, number, **{"consent": True, **values})

    def people(self, n: int, group: str = GROUP) -> list[UUID]:
        return [self.person(number, group) for number in range(1, n + 1)]

    def part(self, group: str = GROUP, **segment: str) -> tuple[UUID, Mapping[str, str]]:
        with self.of.at_work():
            return stakeholders.group_named(group).id, segment

    def begun(self, *groups: str, **values: Any) -> list[UUID]:
        """Mailings of the notice to these groups, which no worker has taken up yet."""
        to = [self.part(group) for group in groups or (GROUP,)]

        def send() -> list[UUID]:
            return [one.id for one in actions.send_notice(self.notice, to=to, **values)]

        made: list[UUID] = self.of.do(send)
        return made

    def told(self, *groups: str, **values: Any) -> list[UUID]:
        """The same, sent."""
        made = self.begun(*groups, **values)
        jobs.work_off(self.of.app)
        return made

    @property
    def post(self) -> mailings.Post:
        """What looks at mailings and deliveries; it has no survey."""
        return mailings.Post(self.of, None, self.mailbox)  # type: ignore[arg-type]


@contextmanager
def news(of: Member, **values: Any) -> Iterator[News]:
    """A notice of an improvement, and mails that go to a mailbox for as long as the block lasts."""
    groups.three_groups(of)
    with mailing_for(of, programme.notice(of, programme.agreed(of), **values)) as opened:
        yield opened


@contextmanager
def mailing_for(of: Member, notice: UUID) -> Iterator[News]:
    """A notice whose mails go to a mailbox for as long as the block lasts."""
    before = of.app.config["FEEDBACK"]
    with mail_server() as mailbox:
        of.app.config["FEEDBACK"] = before.replaced(SMTP_URL=mailbox.url, MAIL_FROM="feedback@acme.example")
        try:
            yield News(of, notice, mailbox)
        finally:
            of.app.config["FEEDBACK"] = before
