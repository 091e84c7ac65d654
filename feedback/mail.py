"""Outgoing mail: plain messages over SMTP, sent by jobs only."""

from __future__ import annotations

import logging
import smtplib
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from flask import current_app

from feedback.errors import Invalid, message

log = logging.getLogger(__name__)
SECONDS = 20


def default_language() -> str:
    return str(current_app.config["FEEDBACK"].default_language)


def send(*, to: str, subject: str, body: str, message_id: str) -> bool:
    """Send one mail; False where no mail server is set up. Invalid for a line break in a header."""
    url = current_app.config["FEEDBACK"].smtp_url
    if not url:
        log.info("no mail server is set up: mail not sent")
        return False
    with _connected(url) as server:
        server.send_message(_message(to, subject, body, message_id))
    return True


def _message(to: str, subject: str, body: str, message_id: str) -> EmailMessage:
    if any(character in header for header in (to, subject) for character in "\r\n"):
        raise Invalid(message("A subject or an address cannot hold a line break."))
    sender = current_app.config["FEEDBACK"].mail_from
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, to, subject
    mail["Message-ID"] = f"<{message_id}@{sender.rpartition('@')[2]}>"
    mail.set_content(body)
    return mail


def _connected(url: str) -> smtplib.SMTP:
    parts = urlsplit(url)
    kind = smtplib.SMTP_SSL if parts.scheme == "smtps" else smtplib.SMTP
    server = kind(parts.hostname or "localhost", parts.port or 25, timeout=SECONDS)
    if parts.username:
        server.login(unquote(parts.username), unquote(parts.password or ""))
    return server
