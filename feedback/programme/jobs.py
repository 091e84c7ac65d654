"""Reminding people of their work by e-mail, once a week or every working day, as each of them chose."""

from __future__ import annotations

from datetime import date

from feedback import jobs, mail
from feedback.accounts import queries as accounts
from feedback.accounts.models import Membership, User
from feedback.db import now
from feedback.jobs import Task, job
from feedback.mail import MailServer
from feedback.programme import emails
from feedback.programme.actions import digests as actions
from feedback.programme.issues.jobs import look, send
from feedback.programme.queries import digests as queries
from feedback.programme.queries.dues import Work, dues_of, open_work
from feedback.programme.rules.digests import HOUR
from feedback.web.languages import INTERFACE

__all__ = ["look", "look_for_digests", "remind", "send"]


@jobs.each_round
def look_for_digests() -> None:
    """Once a minute, from the morning on: organisations in which somebody is to be reminded today."""
    moment = now()
    if moment.hour < HOUR or not mail.is_set_up():
        return
    for organisation_id in queries.organisations_due(moment.date()):
        jobs.add(queries.JOB, organisation_id=organisation_id, key=f"{queries.JOB}:{organisation_id}")


@job(queries.JOB, apart=True)
def remind(task: Task) -> None:
    """Mail to everybody who is due what is late and what comes this week; where that is nothing, no mail leaves.

    Raises NotSent or ServerAway where the server took none for now: the job is tried again, for those who are left.
    """
    today = now().date()
    due = queries.members_due(today)
    work = open_work([one.user_id for one in due])
    with mail.server() as server:
        for one in due:
            _remind(task, server, one, work[one.user_id], today)


def _remind(task: Task, server: MailServer, member: Membership, work: list[Work], today: date) -> None:
    user, dues = member.user, dues_of(work, today)
    with task.writing():
        digest = actions.known(user.id)
    if dues:
        name = f"{digest.id.hex}-{today:%Y%m%d}"
        outcome = server.send(
            emails.digest_mail(user, accounts.organisation(), digest, dues, language=_language(user), name=name)
        )
        if outcome.state == "later":
            raise mail.NotSent(f"later {outcome.code}")
    with task.writing():
        actions.looked_at(digest.id, today)


def _language(user: User) -> str:
    """The language of the account, else the first of the organisation's that the interface speaks."""
    wanted = (user.language, *accounts.organisation().languages, mail.default_language())
    return next(one for one in wanted if one in INTERFACE)
