"""Every read of personas."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import selectinload

from feedback.db import db
from feedback.errors import NotFound
from feedback.stakeholders.models import Contact, Persona, PersonaLine, StakeholderGroup


def _with_lines() -> Select[Any]:
    return select(Persona).options(selectinload(Persona.lines)).order_by(Persona.position, Persona.code)


def of_group(group_id: UUID) -> list[Persona]:
    """The personas of a group with their lines, in order, archived ones too: two reads."""
    return list(db.session.scalars(_with_lines().where(Persona.group_id == group_id)))


def all_personas() -> list[Persona]:
    """Every persona in use with its lines, in order: two reads."""
    return list(db.session.scalars(_with_lines().where(Persona.archived_at.is_(None))))


def persona(group: StakeholderGroup, code: str) -> Persona:
    """One persona of this group with its lines; NotFound."""
    found: Persona | None = db.session.scalar(_with_lines().where(Persona.group_id == group.id, Persona.code == code))
    if found is None:
        raise NotFound()
    return found


def line(persona: Persona, line_id: UUID) -> PersonaLine:
    """One line of this persona; NotFound."""
    wanted = select(PersonaLine).where(PersonaLine.persona_id == persona.id, PersonaLine.id == line_id)
    if (found := db.session.scalar(wanted)) is None:
        raise NotFound()
    return found


def locked(persona_id: UUID) -> Persona:
    """The persona read anew, for a change of its lines that nobody else makes at the same time."""
    db.session.execute(select(Persona.id).where(Persona.id == persona_id).with_for_update())
    found: Persona | None = db.session.scalar(
        _with_lines().where(Persona.id == persona_id).execution_options(populate_existing=True)
    )
    if found is None:
        raise NotFound()
    return found


def codes() -> set[str]:
    """Every code that is taken, also by archived personas."""
    return set(db.session.scalars(select(Persona.code)))


def counts() -> dict[UUID, int]:
    """Group -> personas in use; groups without any are left out."""
    wanted = select(Persona.group_id, func.count()).where(Persona.archived_at.is_(None)).group_by(Persona.group_id)
    return {group_id: count for group_id, count in db.session.execute(wanted)}


# --- the people it is of ------------------------------------------------------------------------------


def people_of(group_ids: Collection[UUID], attributes: Mapping[str, Collection[str]]) -> Select[UUID]:
    """The contacts of these groups in the segments, to be asked within another read.

    `attributes`: attribute -> the values that belong; a contact has one of them in every attribute.
    """
    chosen = [Contact.segments[name].as_string().in_(values) for name, values in attributes.items()]
    return select(Contact.id).where(Contact.group_id.in_(group_ids), *chosen)


def how_many(group_ids: Collection[UUID], attributes: Mapping[str, Collection[str]]) -> int:
    """How many contacts of these groups are in the segments."""
    return int(db.session.scalar(select(func.count()).select_from(people_of(group_ids, attributes).subquery())) or 0)
