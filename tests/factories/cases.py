"""Identified answers of known people, cases of them, and the rules that open cases."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import update

from feedback import jobs
from feedback.db import db, find, now
from feedback.events import AnswersCounted, announce
from feedback.followup.actions import alerts, cases
from feedback.stakeholders.actions.contacts import keep_contact
from feedback.stakeholders.models import Contact
from feedback.stakeholders.queries import groups as stakeholders
from feedback.surveys.models import Response
from tests.factories.people import Member
from tests.factories.surveys import Opened, answered


def person(of: Member, name: str = "Ana", *, group: str = "customers", **values: Any) -> UUID:
    """A contact who agreed to be written to, by id; `values` are those of `keep_contact`."""

    def keep() -> UUID:
        given = {"email": f"{name.lower()}@people.example", "name": name, "consent": True, "source": "test", **values}
        return keep_contact(group=stakeholders.group_named(group), **given)[0].id

    made: UUID = of.do(keep)
    return made


def contact(of: Member, contact_id: UUID) -> Contact:
    with of.at_work():
        return find(Contact, contact_id)


def said_by(
    survey: Opened, contact_id: UUID | None, /, *, group: str = "customers", at: datetime | None = None, **given: Any
) -> UUID:
    """One answer of a known person (None: of nobody known), by id."""
    [response] = answered(survey, group, 1, at or now(), **given)
    known(survey.of, response, contact_id)
    return response


def known(of: Member, response_id: UUID, contact_id: UUID | None) -> None:
    """It is known who gave an answer."""
    naming = update(Response).where(Response.id == response_id).values(contact_id=contact_id)
    of.do(lambda: db.session.execute(naming))


def case(of: Member, response_id: UUID, **values: Any) -> UUID:
    """A case that a person opened, by id."""
    made: UUID = of.do(lambda: cases.open_case(response_id, **{"reason": "Angry", **values}).id)
    return made


def rule(of: Member, kind: str = "score", name: str = "Low", **values: Any) -> UUID:
    """An alert rule, by id; unasked: NPS of 6 or less."""
    given = {"wanted": {"kind": "nps", "at_most": 6}, **values}
    made: UUID = of.do(lambda: alerts.make_rule(name=name, kind=kind, **given).id)
    return made


def looked(survey: Opened) -> None:
    """The answers of the survey were counted, and whatever follows from it is done."""
    survey.of.do(lambda: announce(AnswersCounted(survey.of.organisation_id, survey.id)))
    jobs.work_off(survey.of.app)
