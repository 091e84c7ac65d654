"""`feedback invite`: mails to every contact of a survey's groups who was not invited yet; and mails that came back."""

from __future__ import annotations

import mailbox
from collections.abc import Iterator
from email import message_from_string
from email.message import Message
from typing import Any
from uuid import UUID

import click

from feedback.cli.edge import act, finish_jobs, print_json, with_app
from feedback.db import everywhere, inside
from feedback.errors import UnknownName, message
from feedback.outreach.actions import inviting, outcomes
from feedback.outreach.queries import deliveries
from feedback.stakeholders.queries import groups as stakeholders
from feedback.surveys.models import Survey
from feedback.surveys.queries import surveys


@click.command()
@click.argument("survey", required=False)
@click.option("--group", "groups", multiple=True, help="Only this group; may be given several times.")
@click.option("--bounced", type=click.Path(exists=True, dir_okay=False), help="Read mails that came back from an mbox.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, which is how it is printed in any case.")
@with_app
def invite(survey: str | None, groups: tuple[str, ...], bounced: str | None, as_json: bool) -> None:
    """Invite everybody of the groups of SURVEY who was not invited yet; doing it again sends nothing twice.

    Prints how many mails left ("sent"), who got none and why ("skipped"), and how many the mail server put off: the
    worker tries those again ("later").
    """
    if bounced:
        print_json(_bounced(bounced))
        return
    if not survey:
        raise click.UsageError("Name a survey.")
    found = surveys.survey_named(survey)
    survey_id, owner = found.id, found.organisation_id
    with inside(owner):
        chosen = _chosen(found, groups)
        made = [one for one in (act(inviting.invite_all, survey_id, group) for group in chosen) if one]
    finish_jobs()
    with inside(owner):
        print_json(_outcome(survey_id, chosen, made))


def _chosen(survey: Survey, codes: tuple[str, ...]) -> list[UUID]:
    asked = [one.group_id for one in survey.groups]
    chosen = [stakeholders.group_named(code) for code in codes]
    for group in chosen:
        if group.id not in asked:
            raise UnknownName(message("This survey does not ask the group “%(code)s”.", code=group.code))
    return [group.id for group in chosen] or asked


def _outcome(survey_id: UUID, group_ids: list[UUID], made: list[UUID]) -> dict[str, Any]:
    left = [one for group in group_ids for one in deliveries.left_out(survey_id, group)]
    skipped = [{"contact": one.contact, "reason": one.reason} for one in left]
    return {"sent": deliveries.count(made, "sent"), "skipped": skipped, "later": deliveries.count(made, "waiting")}


def _bounced(path: str) -> dict[str, int]:
    """Of the mails that came back, how many were ours."""
    known = read = 0
    with everywhere():
        for returned in mailbox.mbox(path, create=False):
            read += 1
            known += any(act(outcomes.bounced_anywhere, one, kind) for one, kind in _returned(returned))
    return {"read": read, "known": known}


def _returned(returned: Message) -> Iterator[tuple[str, str]]:
    """Message-ID and kind of what a report of non-delivery (RFC 3464) is about."""
    kind = next((_kind(part) for part in returned.walk() if part.get("Status") and part.get("Action")), "")
    for part in returned.walk() if kind else ():
        told = _headers(part)
        if part is not returned and (identity := told.get("Message-ID")):
            yield str(identity), kind


def _headers(part: Message) -> Message:
    """The headers of the mail itself, where the report brings them as a text."""
    if part.get_content_type() != "text/rfc822-headers":
        return part
    return message_from_string(str(part.get_payload()).lstrip())


def _kind(part: Message) -> str:
    if str(part["Action"]).strip().lower() != "failed":
        return ""
    status = str(part["Status"]).strip()
    return "hard" if status.startswith("5.1.") or status in ("5.0.0", "5.2.1") else "soft"
