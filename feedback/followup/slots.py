"""Following up on pages of the slices below: from a sentence to who said it, and in the history of a person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from flask import g, render_template, url_for
from markupsafe import Markup

from feedback.errors import message
from feedback.followup.models import Case
from feedback.followup.queries import cases as queries
from feedback.followup.rules import cases as rules
from feedback.permissions import Permission
from feedback.stakeholders.models import Contact
from feedback.stakeholders.rules.history import Moment

LONGEST_QUOTE = 200


def mention_actions(*, response_id: UUID | None = None, **_: Any) -> Markup:
    """A link to open a case, or to the one there is; nothing for evidence and for protected answers.

    The page below names a response only where it was identified; the view asks again.
    """
    if response_id is None or not g.access.may(Permission.FOLLOW_UP):
        return Markup("")
    return Markup(render_template("followup/mention_actions.html", response_id=response_id))


def contact_history(*, contact: Contact) -> Iterator[Moment]:
    """The cases of a person and what was written to them, for those who may follow up."""
    if not g.access.may(Permission.FOLLOW_UP):
        return
    theirs = {case.id: case for case in queries.cases_about(contact.id)}
    for case in theirs.values():
        yield from _moments(case)
    for note in queries.notes(theirs.keys()):
        if note.kind == rules.REPLY and note.sent:
            url = url_for("followup.case", case_id=note.case_id)
            yield Moment(note.written_at, message("We wrote to the person"), note.text[:LONGEST_QUOTE], url)


def _moments(case: Case) -> Iterator[Moment]:
    url = url_for("followup.case", case_id=case.id)
    yield Moment(case.opened_at, message("Somebody began to look after an answer"), case.reason, url)
    if case.closed_at is not None:
        yield Moment(case.closed_at, message("The case was closed"), case.outcome, url)
