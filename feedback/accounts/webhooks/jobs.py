"""Delivering to webhooks, outside requests and beside every other work."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from queue import SimpleQueue

from flask import current_app
from flask_babel import force_locale, gettext

from feedback import jobs, mail
from feedback.accounts import queries as accounts
from feedback.accounts.webhooks import actions, queries, rules
from feedback.accounts.webhooks.actions import Letter
from feedback.db import now
from feedback.jobs import Task, job
from feedback.web.templating import say
from feedback.webhooks.sending import SECONDS, Outcome, send
from feedback.webhooks.signing import headers

BUDGET = 15.0
"""Seconds after which a run begins no further try: the next organisation's turn comes."""
PAUSE = 2.0
Tried = tuple[Letter, Outcome | None]


@job(actions.DELIVER, apart=True)
def deliver(task: Task) -> None:
    """Send what one organisation has to tell: its webhooks beside each other, those of other organisations too."""
    if queries.is_being_delivered(actions.DELIVER, task.id, now()):
        with task.writing():
            actions.deliver_soon(PAUSE)
        return
    with task.writing():
        letters = actions.take()
    tried = send_all(letters, private=current_app.config["FEEDBACK"].webhook_private)
    with task.writing():
        for letter, outcome in tried:
            actions.keep(letter, outcome)
        if queries.is_due(now()):
            actions.deliver_soon()


def send_all(letters: Sequence[Letter], *, private: bool, seconds: float = SECONDS) -> list[Tried]:
    """One thread per webhook, its letters one after the other; after a failure the rest of them is left."""
    by_webhook: dict[object, list[Letter]] = {}
    for letter in letters:
        by_webhook.setdefault(letter.webhook_id, []).append(letter)
    done: SimpleQueue[list[Tried]] = SimpleQueue()
    ends = time.monotonic() + BUDGET
    for mine in by_webhook.values():
        # Daemons: nobody waits for another machine when the program ends.
        threading.Thread(
            target=lambda mine=mine: done.put(_one_after_another(mine, private, seconds, ends)), daemon=True
        ).start()
    return [tried for _ in by_webhook for tried in done.get()]


def _one_after_another(letters: Sequence[Letter], private: bool, seconds: float, ends: float) -> list[Tried]:
    tried: list[Tried] = []
    for letter in letters:
        failed = bool(tried) and (tried[-1][1] is None or not tried[-1][1].delivered)
        left = failed or time.monotonic() > ends
        tried.append((letter, None if left else _send(letter, private, seconds)))
    return tried


def _send(letter: Letter, private: bool, seconds: float) -> Outcome:
    if not letter.secrets:
        return Outcome(None, "secret")
    body = letter.body.encode()
    signed = headers(rules.message_name(letter.id), int(now().timestamp()), body, letter.secrets)
    return send(letter.url, signed, body, private=private, seconds=seconds)


@jobs.each_round
def look_around() -> None:
    """Once a minute: what has to be tried again, and what the log need not remember."""
    moment = now()
    for organisation_id in queries.organisations_due(moment):
        jobs.add(actions.DELIVER, organisation_id=organisation_id, key=f"deliver:{organisation_id}")
    actions.forget_old(moment)


@job(actions.OFF_MAIL)
def tell_owner(task: Task) -> None:
    """Write to an owner that a webhook was switched off, in the language of the account."""
    payload = task.payload
    user = accounts.user_by_email(payload["to"])
    with force_locale((user.language if user else None) or mail.default_language()):
        subject = gettext("The webhook “%(name)s” was switched off", name=payload["webhook"])
        body = gettext(
            "Hello,\n\nthe webhook “%(name)s” of %(organisation)s was switched off. %(reason)s\n\n"
            "What was not delivered is kept for 30 days. It can be sent again under Settings, Connections, Webhooks.\n",
            name=payload["webhook"],
            organisation=accounts.organisation().name,
            reason=say(rules.off_label(payload["reason"])),
        )
    mail.send(to=payload["to"], subject=subject, body=body, message_id=str(task.id))
