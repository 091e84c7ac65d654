"""Invitations and new passwords by mail, through the pages, the job and a real mail server."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from feedback import jobs
from tests.factories.people import Member, csrf_of, owner, post, sign_in

FRESH = "a fresh long password"


@dataclass
class Mailbox:
    """A mail server on 127.0.0.1 that keeps what it is given."""

    recipients: list[list[str]] = field(default_factory=list)
    mails: list[Message] = field(default_factory=list)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        assert isinstance(envelope.content, bytes)
        self.recipients.append(envelope.rcpt_tos)
        self.mails.append(message_from_bytes(envelope.content))
        return "250 OK"

    def link(self, place: int = -1) -> str:
        """Path of the link in a mail."""
        payload = self.mails[place].get_payload(decode=True)
        assert isinstance(payload, bytes)
        found = re.search(r"http://localhost(/\S+)", payload.decode())
        assert found, "the mail has no link"
        return found.group(1)


@dataclass(frozen=True)
class Mailing:
    """An installation that sends its mail to the mailbox, with the owner of one organisation."""

    app: Flask
    mailbox: Mailbox
    acme: Member

    def sent(self) -> list[list[str]]:
        """Do the waiting work; whom mails went to since the last time."""
        before = len(self.mailbox.recipients)
        jobs.work_off(self.app)
        return self.mailbox.recipients[before:]

    def forgot(self, email: str) -> TestResponse:
        return _posted(self.app.test_client(), "/forgot-password", email=email)

    def choose(self, link: str, password: str = FRESH) -> TestResponse:
        """Open the link as a browser does and set a password on its page, or say what the link answers."""
        client = self.app.test_client()
        opened = client.get(link)
        return _posted(client, link, name="New", password=password) if opened.status_code == 200 else opened


def _posted(client: FlaskClient, path: str, **fields: str) -> TestResponse:
    token = csrf_of(client.get(path).get_data(as_text=True))
    return client.post(path, data={**fields, "csrf_token": token})


@pytest.fixture
def mailing(make_app: Callable[..., Flask]) -> Iterator[Mailing]:
    mailbox = Mailbox()
    port = _free_port()
    server = Controller(mailbox, hostname="127.0.0.1", port=port)
    server.start()
    try:
        app = make_app(SMTP_URL=f"smtp://127.0.0.1:{port}", MAIL_FROM="feedback@acme.example")
        yield Mailing(app, mailbox, owner(app, "acme"))
    finally:
        server.stop()


def _free_port() -> int:
    """The controller tries its own port, so it has to be known before."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _without_tokens(answer: TestResponse) -> str:
    return re.sub(r'name="csrf_token" value="[^"]*"', "", answer.get_data(as_text=True))


def test_an_invitation_arrives_and_lets_its_reader_in(mailing: Mailing) -> None:
    client = sign_in(mailing.app.test_client(), mailing.acme)
    invited = {"email": "New@acme.example", "name": "New", "role": "viewer"}
    assert post(client, "/o/acme/settings/members", invited).status_code == 200
    assert mailing.sent() == [["new@acme.example"]]
    mail = mailing.mailbox.mails[0]
    assert (mail["From"], mail["To"]) == ("feedback@acme.example", "new@acme.example")
    assert "Acme" in mail["Subject"]
    link = mailing.mailbox.link()
    assert mailing.choose(link).status_code == 303
    newcomer = _posted(mailing.app.test_client(), "/login", email="new@acme.example", password=FRESH)
    assert newcomer.status_code == 303


def test_mails_speak_the_language_of_the_account_or_of_who_invites(mailing: Mailing) -> None:
    """Whoever joins keeps the language in which the page was read."""
    client = sign_in(mailing.app.test_client(), mailing.acme)
    post(client, "/reading", {"language": "pt"})
    invited = {"email": "new@acme.example", "name": "New", "role": "viewer"}
    assert post(client, "/o/acme/settings/members", invited).status_code == 200
    mailing.sent()
    assert mailing.mailbox.mails[0]["Subject"] == "Convite para Acme"
    mailing.choose(f"{mailing.mailbox.link()}?lang=en")
    for email in ("new@acme.example", mailing.acme.email):
        mailing.forgot(email)
    mailing.sent()
    assert [mail["Subject"] for mail in mailing.mailbox.mails[1:]] == ["A new password", "Uma senha nova"]


@pytest.mark.parametrize(
    ("email", "reached"), [("owner@acme.example", 1), ("nobody@acme.example", 0), ("OWNER@ACME.EXAMPLE", 1)]
)
def test_a_forgotten_password_is_answered_alike_and_mailed_where_there_is_an_account(
    mailing: Mailing, email: str, reached: int
) -> None:
    """Case 2: known, unknown, and in capitals."""
    answer, usual = mailing.forgot(email), mailing.forgot("somebody@else.example")
    assert answer.status_code == 202
    assert _without_tokens(answer) == _without_tokens(usual)
    assert mailing.sent() == [["owner@acme.example"]] * reached


@pytest.mark.parametrize(
    "email", ["a@x,evil@y", "owner@acme.example,evil@y.example", "owner@acme.example\r\nBcc: evil@y.example"]
)
def test_an_address_that_hides_another_is_refused(mailing: Mailing, email: str) -> None:
    """Case 2: a list of addresses, and a line break with a header behind it."""
    assert mailing.forgot(email).status_code == 422
    assert mailing.sent() == []


def test_a_reset_link_works_once(mailing: Mailing) -> None:
    """Case 6: the second use is told so, and changes nothing."""
    mailing.forgot(mailing.acme.email)
    assert mailing.sent() == [[mailing.acme.email]]
    link = mailing.mailbox.link()
    assert mailing.choose(link).status_code == 303
    assert mailing.choose(link, "another long password").status_code == 410
    assert _signs_in(mailing, FRESH)
    assert not _signs_in(mailing, "another long password")


def test_a_second_reset_link_ends_the_first(mailing: Mailing) -> None:
    """Case 6."""
    for _ in range(2):
        mailing.forgot(mailing.acme.email)
        mailing.sent()
    first, second = mailing.mailbox.link(0), mailing.mailbox.link(1)
    assert first != second
    assert mailing.choose(first).status_code == 410
    assert mailing.choose(second).status_code == 303


def test_a_new_password_ends_the_sessions_of_the_old_one(mailing: Mailing) -> None:
    client = sign_in(mailing.app.test_client(), mailing.acme)
    assert client.get("/o/acme/settings").status_code == 200
    mailing.forgot(mailing.acme.email)
    mailing.sent()
    mailing.choose(mailing.mailbox.link())
    assert client.get("/o/acme/settings").status_code == 303


def _signs_in(mailing: Mailing, password: str) -> bool:
    answer: Any = _posted(mailing.app.test_client(), "/login", email=mailing.acme.email, password=password)
    return bool(answer.status_code == 303)
