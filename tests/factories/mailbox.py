"""A mail server on 127.0.0.1 that keeps what it is given, and refuses what it is told to."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass
class Mailbox:
    """`refusals`: address -> what the server answers to RCPT; `answers`: the same to the content. An answer may be a
    list, one for each time; what is not there is taken. `on_data` is called before the content is answered."""

    refusals: dict[str, str | list[str]] = field(default_factory=dict)
    answers: dict[str, str | list[str]] = field(default_factory=dict)
    on_data: Callable[[], None] | None = None
    recipients: list[list[str]] = field(default_factory=list)
    mails: list[EmailMessage] = field(default_factory=list)
    connections: int = 0
    port: int = 0

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    async def handle_EHLO(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        self.connections += 1
        session.host_name = hostname  # type: ignore[assignment]
        return responses

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if (refusal := _next(self.refusals, address)) and not refusal.startswith("250"):
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        assert isinstance(envelope.content, bytes)
        if (answer := _next(self.answers, envelope.rcpt_tos[0])) and not answer.startswith("250"):
            return answer
        if self.on_data:
            self.on_data()
        self.recipients.append(list(envelope.rcpt_tos))
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))  # type: ignore[arg-type]
        return "250 OK"

    def to(self, address: str) -> list[EmailMessage]:
        """The mails of one address."""
        return [mail for mail, to in zip(self.mails, self.recipients, strict=True) if to == [address]]

    def addresses(self) -> list[str]:
        return [to[0] for to in self.recipients]


def _next(told: dict[str, str | list[str]], address: str) -> str:
    answer = told.get(address, "")
    if isinstance(answer, list):
        return answer.pop(0) if answer else ""
    return answer


@contextmanager
def mail_server() -> Iterator[Mailbox]:
    """A mail server for as long as the block lasts."""
    mailbox = Mailbox(port=_free_port())
    controller = Controller(mailbox, hostname="127.0.0.1", port=mailbox.port)
    controller.start()
    try:
        yield mailbox
    finally:
        controller.stop()


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port: int = door.getsockname()[1]
        return port


def text_of(mail: EmailMessage) -> str:
    """The body as it is read."""
    content = mail.get_content()
    assert isinstance(content, str)
    return content.replace("\r\n", "\n")
