"""Mails through a real mail server: what it takes, refuses and puts off, and what stands in their headers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from aiosmtpd.smtp import SMTP
from flask import Flask

from feedback import mail
from feedback.config import Config, load
from feedback.errors import Invalid
from feedback.mail import Mail, MailServer, NotSent, Outcome, ServerAway, outcome_of
from tests.factories.mailbox import Mailbox, mail_server, text_of

LEAVE = "https://acme.example/u/abc"


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with mail_server() as opened:
        yield opened


def settings(**values: str) -> Config:
    return load({f"FEEDBACK_{name}": value for name, value in values.items()})


@pytest.fixture
def sending(mailbox: Mailbox) -> Iterator[MailServer]:
    """The mailbox as the product sends to it."""
    given = {"MAIL_FROM": "feedback@acme.example", "UNSUBSCRIBE_MAIL": "out@acme.example"}
    server = MailServer(settings(SMTP_URL=mailbox.url, **given))
    yield server
    server.close()


def letter(to: str = "ana@example.com", **values: str) -> Mail:
    return Mail(**{"to": to, "subject": "Hello", "body": "Text\n", "message_id": "one", **values})  # type: ignore[arg-type]


def test_a_mail_says_from_whom_to_whom_and_how_to_end_it(sending: MailServer, mailbox: Mailbox) -> None:
    given = {"to_name": "José Ñandú, S. A.", "from_name": "Clínica “Ñuñoa”", "language": "es", "unsubscribe": LEAVE}
    sent = sending.send(letter(subject="¿Cómo fue? 😀", body="¡Hola José!\n.\nAdiós\n", **given))
    assert sent == Outcome("sent", 250)
    (got,) = mailbox.mails
    assert mailbox.recipients == [["ana@example.com"]]
    assert (got["From"].addresses[0].display_name, got["From"].addresses[0].addr_spec) == (
        "Clínica “Ñuñoa”",
        "feedback@acme.example",
    )
    assert (got["To"].addresses[0].display_name, got["To"].addresses[0].addr_spec) == (
        "José Ñandú, S. A.",
        "ana@example.com",
    )
    assert (got["Subject"], text_of(got)) == ("¿Cómo fue? 😀", "¡Hola José!\n.\nAdiós\n")
    assert got["Message-ID"] == "<one@acme.example>"
    assert (got["Auto-Submitted"], got["Content-Language"]) == ("auto-generated", "es")
    assert got["List-Unsubscribe"] == f"<{LEAVE}>, <mailto:out@acme.example?subject=abc>"
    assert got["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert got["Date"] is not None


def test_what_travels_is_ascii(sending: MailServer) -> None:
    raw = mail.as_bytes(letter(subject="Ñ" * 60, body="ñ" * 2000, to_name="Ñ"), sending._config)
    assert raw.isascii()
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998


def test_a_link_in_a_plain_text_stays_in_one_piece(sending: MailServer) -> None:
    link = "https://acme.example/i/" + "a" * 200
    assert link.encode() in mail.as_bytes(letter(body=f"Here:\n{link}\n"), sending._config)


@pytest.mark.parametrize("ending", ["\r\n", "\n", "\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\0"])
@pytest.mark.parametrize("header", ["to", "subject", "to_name", "from_name", "language", "unsubscribe", "message_id"])
def test_a_line_break_in_a_header_is_refused(sending: MailServer, mailbox: Mailbox, header: str, ending: str) -> None:
    with pytest.raises(Invalid):
        sending.send(letter(**{header: f"Hi{ending}Bcc: eve@example.com"}))
    with pytest.raises(Invalid):
        sending.send(letter(**{header: f"Hi{ending}"}))
    assert mailbox.mails == []


def test_a_mailbox_that_does_not_exist_does_not_stop_the_others(sending: MailServer, mailbox: Mailbox) -> None:
    mailbox.refusals = {
        "gone@example.com": "550 5.1.1 No such user",
        "busy@example.com": "451 4.7.1 Greylisted",
        "full@example.com": "552 5.2.2 Mailbox full",
        "spam@example.com": "550 5.7.1 We do not like you",
    }
    mailbox.answers = {"late@example.com": "550 5.1.1 No such user", "odd@example.com": "554 Refused"}
    names = ("gone", "ana", "busy", "full", "spam", "late", "odd", "eva")
    assert {name: sending.send(letter(f"{name}@example.com")) for name in names} == {
        "gone": Outcome("refused", 550, bad_address=True),
        "ana": Outcome("sent", 250),
        "busy": Outcome("later", 451),
        "full": Outcome("refused", 552, full=True),
        "spam": Outcome("refused", 550),
        "late": Outcome("refused", 550, bad_address=True),
        "odd": Outcome("refused", 554),
        "eva": Outcome("sent", 250),
    }
    assert mailbox.addresses() == ["ana@example.com", "eva@example.com"]
    assert mailbox.connections == 1


@pytest.mark.parametrize(
    ("code", "said", "bad", "full"),
    [
        (550, b"no such user", True, False),
        (553, b"5.1.2 bad domain", True, False),
        (550, b"5.2.1 disabled", True, False),
        (550, b"5.7.26 not authenticated", False, False),
        (552, b"too much", False, True),
        (554, b"5.6.0 content", False, False),
        (571, b"", False, False),
    ],
)
def test_only_what_is_about_the_mailbox_says_that_it_does_not_exist(
    code: int, said: bytes, bad: bool, full: bool
) -> None:
    assert outcome_of(code, said) == Outcome("refused", code, bad_address=bad, full=full)


def test_a_connection_that_ended_is_opened_again(sending: MailServer, mailbox: Mailbox) -> None:
    assert sending.send(letter()).state == "sent"
    assert sending._connection is not None and sending._connection.sock is not None
    sending._connection.sock.close()
    assert sending.send(letter()).state == "sent"
    assert len(mailbox.mails) == 2


def test_a_connection_that_breaks_after_the_content_leaves_it_open_whether_it_arrived(
    sending: MailServer, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def breaks(self: SMTP, *args: object) -> None:
        assert self.transport
        self.transport.close()

    monkeypatch.setattr(SMTP, "smtp_DATA", breaks)
    assert sending.send(letter()) == Outcome("later", uncertain=True)
    monkeypatch.undo()
    assert sending.send(letter()).state == "sent"


def test_names_of_domains_are_written_as_servers_know_them(sending: MailServer, mailbox: Mailbox) -> None:
    assert sending.send(letter("ana@ñandú.example")).state == "sent"
    assert sending.send(letter("josé@example.com")) == Outcome("refused")
    assert mailbox.addresses() == ["ana@xn--and-6ma2c.example"]


@pytest.mark.parametrize("url", ["smtp://127.0.0.1:9", ""])
def test_a_server_that_is_away_says_so(url: str) -> None:
    with pytest.raises(ServerAway):
        MailServer(settings(SMTP_URL=url)).send(letter())


def test_one_mail_without_a_server_goes_nowhere_and_a_refused_one_is_an_error(
    app: Flask, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {"to": "ana@example.com", "subject": "Hello", "body": "Text", "message_id": "one"}
    with app.app_context():
        assert not mail.is_set_up()
        assert mail.send(**given) is False
        monkeypatch.setitem(app.config, "FEEDBACK", app.config["FEEDBACK"].replaced(SMTP_URL=mailbox.url))
        assert mail.is_set_up()
        assert mail.send(**given) is True
        mailbox.refusals["ana@example.com"] = "550 5.1.1 No such user"
        with pytest.raises(NotSent):
            mail.send(**given)
