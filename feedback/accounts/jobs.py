"""Mails of the accounts slice, sent by the worker."""

from __future__ import annotations

from flask_babel import force_locale, gettext

from feedback import jobs, mail
from feedback.accounts import queries
from feedback.accounts.tokens import calls
from feedback.accounts.webhooks.jobs import deliver, tell_owner
from feedback.jobs import Task, job

__all__ = ["deliver", "forget_calls", "send", "tell_owner"]


@jobs.each_round
def _look_for_old_calls() -> None:
    if calls.any_old():
        jobs.add("accounts.forget_calls", organisation_id=None, key="accounts.forget_calls")


@job("accounts.forget_calls")
def forget_calls(task: Task) -> None:
    """Remove what calls with an Idempotency-Key were answered more than a day ago."""
    with task.writing():
        calls.forget_old()


@job("accounts.mail")
def send(task: Task) -> None:
    """Send an invitation or a link for a new password, in the language of the account."""
    payload = task.payload
    user = queries.user_by_email(payload["to"])
    with force_locale((user.language if user else payload.get("lang")) or mail.default_language()):
        subject, body = _invite(payload) if payload["kind"] == "invite" else _reset(payload)
    mail.send(to=payload["to"], subject=subject, body=body, message_id=str(task.id))


def _invite(payload: dict[str, str]) -> tuple[str, str]:
    name = queries.organisation().name
    subject = gettext("You are invited to %(name)s", name=name)
    body = gettext(
        "Hello %(person)s,\n\nYou are invited to work with %(name)s. Choose a password here within a week:\n%(link)s\n",
        person=payload["name"],
        name=name,
        link=payload["link"],
    )
    return subject, body


def _reset(payload: dict[str, str]) -> tuple[str, str]:
    body = gettext(
        "Choose a new password here within two hours:\n%(link)s\n\nIf it was not you who asked, do nothing.\n",
        link=payload["link"],
    )
    return gettext("A new password"), body
