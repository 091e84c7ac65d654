"""Personas and their lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import update

from feedback.db import db
from feedback.stakeholders.actions import personas as actions
from feedback.stakeholders.models import Persona, StakeholderGroup
from feedback.stakeholders.queries import groups
from feedback.stakeholders.queries import personas as queries
from feedback.surveys.models import Response
from tests.factories.people import Member


def persona(of: Member, group: StakeholderGroup, **values: Any) -> str:
    """A persona of the group, by its code; `values` are those of `create_persona`."""
    made = {"name": {"es": "La familia", "en": "The family"}, "portrait": {"en": "Travels once a year."}, **values}
    code: str = of.do(lambda: actions.create_persona(groups.group(group.id), **made).code)
    return code


def line(of: Member, group: StakeholderGroup, code: str, text: str = "A quiet room", kind: str = "need") -> UUID:
    """A line of the persona, by its id."""

    def add() -> UUID:
        row = queries.persona(groups.group(group.id), code)
        return actions.add_line(row.id, kind=kind, text={"en": text, "es": text}).id

    made: UUID = of.do(add)
    return made


def reread(of: Member, group: StakeholderGroup, code: str) -> Persona:
    """The persona with its lines as the database has it now."""
    with of.at_work():
        return queries.persona(group, code)


def theirs(of: Member, responses: Sequence[UUID], contacts: Sequence[UUID]) -> None:
    """The answers were given through the personal links of these contacts, one each."""

    def name() -> None:
        for response_id, contact_id in zip(responses, contacts, strict=True):
            db.session.execute(update(Response).where(Response.id == response_id).values(contact_id=contact_id))

    of.do(name)
