"""Outgoing mail: plain messages over SMTP, sent by jobs only.

`server()` keeps one connection for many mails and opens it anew when it breaks; every mail has an outcome of its
own. A mail whose connection broke after its content was handed over may have arrived: that is said (`uncertain`),
and whoever sends it again sends it under the same Message-ID.
"""

from __future__ import annotations

import logging
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import formatdate, parseaddr
from typing import Literal
from urllib.parse import quote, unquote, urlsplit

from flask import current_app

from feedback.config import Config
from feedback.errors import Invalid, message

log = logging.getLogger(__name__)
SECONDS = 20
LONGEST_LINE = 998
"""Bytes of a line that RFC 5322 lets through unencoded."""
TRY_LATER = 421
NO_SUCH_MAILBOX = (550, 551, 553)
_POLICY = policy.SMTP.clone(max_line_length=LONGEST_LINE)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that comes with a mail; `kind` is its media type, as in application/pdf."""

    name: str
    kind: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail to one person; names may hold any letters. `message_id` is the part before the @, the same at a retry.

    `unsubscribe` is the address that ends mails to this person with one click (RFC 8058).
    """

    to: str
    subject: str
    body: str
    message_id: str
    to_name: str = ""
    from_name: str = ""
    language: str = ""
    unsubscribe: str = ""
    reply_to: str = ""
    """Where an answer goes; empty: to the address it comes from."""
    files: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the mail server said: taken, refused for good, or try later.

    `bad_address`: refused because there is no such mailbox. `full`: because it takes nothing for now. `uncertain`: the
    connection broke before the answer, so it may have been taken.
    """

    state: Literal["sent", "refused", "later"]
    code: int = 0
    bad_address: bool = False
    full: bool = False
    uncertain: bool = False


class ServerAway(RuntimeError):
    """No mail server is set up, it cannot be reached, or it does not let us in: nothing was sent."""


class NotSent(RuntimeError):
    """The server did not take the mail; the job that wanted it sent is tried again."""


def default_language() -> str:
    return str(current_app.config["FEEDBACK"].default_language)


def is_set_up() -> bool:
    return bool(current_app.config["FEEDBACK"].smtp_url)


def send(*, to: str, subject: str, body: str, message_id: str) -> bool:
    """Send one mail; False where no mail server is set up. Invalid for line breaks in a header, NotSent, ServerAway."""
    if not is_set_up():
        log.info("no mail server is set up: mail not sent")
        return False
    with server() as opened:
        outcome = opened.send(Mail(to, subject, body, message_id))
    if outcome.state != "sent":
        raise NotSent(f"{outcome.state} {outcome.code}")
    return True


@contextmanager
def server() -> Iterator[MailServer]:
    """The mail server of this installation, for as many mails as wanted; connected at the first one."""
    opened = MailServer(current_app.config["FEEDBACK"])
    try:
        yield opened
    finally:
        opened.close()


class MailServer:
    """One connection for many mails."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._connection: smtplib.SMTP | None = None

    def open(self) -> smtplib.SMTP:
        """The connection, made now where there is none; ServerAway."""
        if self._connection is None:
            try:
                self._connection = _connected(self._config.smtp_url)
            except (smtplib.SMTPException, OSError) as error:
                raise ServerAway(type(error).__name__) from error
        return self._connection

    def close(self) -> None:
        if self._connection is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._connection.quit()
            self._connection = None

    def send(self, mail: Mail) -> Outcome:
        """Hand over one mail; Invalid for a line break in a header, ServerAway where nothing could be sent.

        Servers end a connection when it rested or carried many mails: before the content is handed over, that is
        tried once more on a new one.
        """
        _on_one_line(mail)
        if (address := _ascii(mail.to)) is None:
            return Outcome("refused")
        raw = as_bytes(mail, self._config)
        for _ in range(2):
            outcome = self._hand_over(self.open(), address, raw)
            if outcome is not None:
                return outcome
        return Outcome("later", TRY_LATER)

    def _hand_over(self, connection: smtplib.SMTP, to: str, raw: bytes) -> Outcome | None:
        """None where the connection broke while nothing was handed over yet."""
        try:
            refused = self._addressed(connection, to)
        except (smtplib.SMTPException, OSError):
            self._drop()
            return None
        if refused is None:
            return self._content(connection, raw)
        if refused.code == TRY_LATER:
            self._drop()
            return None
        self._reset(connection)
        return refused

    def _addressed(self, connection: smtplib.SMTP, to: str) -> Outcome | None:
        """Say from whom and to whom; None where the server goes along with both."""
        code, _ = connection.mail(parseaddr(self._config.mail_from)[1])
        if code != 250:
            # It is our own address that it does not like: no fault of the person it is for.
            return Outcome("later", code)
        code, said = connection.rcpt(to)
        return None if code in (250, 251) else outcome_of(code, said)

    def _content(self, connection: smtplib.SMTP, raw: bytes) -> Outcome:
        try:
            code, said = connection.data(raw)
        except smtplib.SMTPDataError as refused:
            code, said = refused.smtp_code, _bytes(refused.smtp_error)
        except (smtplib.SMTPException, OSError):
            self._drop()
            return Outcome("later", uncertain=True)
        if code == TRY_LATER:
            self._drop()
        elif code != 250:
            self._reset(connection)
        return outcome_of(code, said)

    def _reset(self, connection: smtplib.SMTP) -> None:
        try:
            connection.rset()
        except (smtplib.SMTPException, OSError):
            self._drop()

    def _drop(self) -> None:
        if self._connection is not None:
            with suppress(OSError):
                self._connection.close()
            self._connection = None


def outcome_of(code: int, said: bytes) -> Outcome:
    """What an answer of the server means for one mail (RFC 5321, 4.2; RFC 3463).

    Not every permanent refusal is about the mailbox: 5.7.x is about the sender or the content, 5.2.2 about a full one.
    """
    if 200 <= code < 300:
        return Outcome("sent", code)
    if code < 500:
        return Outcome("later", code)
    detail = said.split(b" ", 1)[0].decode("ascii", "replace")
    full = detail == "5.2.2" or (code == 552 and not detail.startswith("5."))
    told = detail.startswith("5.") and detail.count(".") == 2
    bad = detail.startswith("5.1.") or detail == "5.2.1" if told else code in NO_SUCH_MAILBOX
    return Outcome("refused", code, bad_address=bad and not full, full=full)


def _bytes(said: bytes | str) -> bytes:
    return said if isinstance(said, bytes) else said.encode()


def _ascii(address: str) -> str | None:
    """The address as every server takes it; None where its first part is not ASCII."""
    local, _, domain = address.rpartition("@")
    try:
        return f"{local}@{domain.encode('idna').decode('ascii')}" if local.isascii() else None
    except UnicodeError:
        return None


# --- the message ----------------------------------------------------------------------------------


def as_bytes(mail: Mail, config: Config) -> bytes:
    """The mail as it goes over the wire, in ASCII; Invalid for a line break in a header."""
    return _message(mail, config).as_bytes(policy=_POLICY)


def _message(mail: Mail, config: Config) -> EmailMessage:
    _on_one_line(mail)
    name, sender = parseaddr(config.mail_from)
    made = EmailMessage(policy=_POLICY)
    made["From"] = _address(mail.from_name or name, sender)
    made["To"] = _address(mail.to_name, _ascii(mail.to) or mail.to)
    if mail.reply_to:
        made["Reply-To"] = _address("", _ascii(mail.reply_to) or mail.reply_to)
    made["Subject"] = mail.subject
    made["Date"] = formatdate(usegmt=True)
    made["Message-ID"] = f"<{mail.message_id}@{sender.rpartition('@')[2]}>"
    # So that nobody's out-of-office note answers us (RFC 3834).
    made["Auto-Submitted"] = "auto-generated"
    if mail.unsubscribe:
        made["List-Unsubscribe"] = ", ".join(_ways_out(mail.unsubscribe, config.unsubscribe_mail))
        made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    made.set_content(mail.body, cte=_encoding(mail.body))
    if mail.language:
        # Only now: setting the content takes every header about it away.
        made["Content-Language"] = mail.language
    for file in mail.files:
        main, _, sub = file.kind.partition("/")
        made.add_attachment(file.body, maintype=main, subtype=sub, filename=file.name)
    return made


def _on_one_line(mail: Mail) -> None:
    """What Python and servers take for a line break is more than CR and LF."""
    names = (mail.to_name, mail.from_name, mail.language)
    headers = (mail.to, mail.subject, mail.unsubscribe, mail.message_id, mail.reply_to, *names)
    if any(len(f"{header}.".splitlines()) > 1 or "\0" in header for header in headers):
        raise Invalid(message("A subject or an address cannot hold a line break."))


def _address(name: str, address: str) -> Address | str:
    try:
        return Address(name, addr_spec=address)
    except (ValueError, IndexError):
        raise Invalid(message("This is not an e-mail address.")) from None


def _ways_out(link: str, mailbox: str) -> Iterator[str]:
    yield f"<{link}>"
    if mailbox:
        yield f"<mailto:{mailbox}?subject={quote(link.rpartition('/')[2])}>"


def _encoding(body: str) -> str:
    """Never 8 bit: not every server takes it."""
    plain = body.isascii() and all(len(line) <= LONGEST_LINE for line in body.splitlines())
    return "7bit" if plain else "quoted-printable"


# --- the connection -------------------------------------------------------------------------------


def _connected(url: str) -> smtplib.SMTP:
    if not url:
        raise OSError("no mail server is set up")
    parts = urlsplit(url)
    host = parts.hostname or "localhost"
    if parts.scheme == "smtps":
        connection: smtplib.SMTP = smtplib.SMTP_SSL(host, parts.port or 465, timeout=SECONDS)
    else:
        connection = smtplib.SMTP(host, parts.port or 25, timeout=SECONDS)
        _encrypt(connection, strictly=bool(parts.username))
    connection.ehlo_or_helo_if_needed()
    if parts.username:
        connection.login(unquote(parts.username), unquote(parts.password or ""))
    return connection


def _encrypt(connection: smtplib.SMTP, *, strictly: bool) -> None:
    """Encrypt where the server offers it; before a password is said, only with a certificate that holds."""
    connection.ehlo_or_helo_if_needed()
    if not connection.has_extn("starttls"):
        return
    context = ssl.create_default_context()
    if not strictly:
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    connection.starttls(context=context)
