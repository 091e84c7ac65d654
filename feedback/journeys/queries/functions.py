"""Every read of the business functions."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from feedback.db import Texts, db
from feedback.errors import NotFound
from feedback.journeys.models import BusinessFunction


def functions() -> list[BusinessFunction]:
    """The areas in use, in their order: one read."""
    return [one for one in all_functions() if one.archived_at is None]


def archived() -> list[BusinessFunction]:
    """Areas that are no longer in use; their roles and touchpoints stay."""
    return [one for one in all_functions() if one.archived_at is not None]


def all_functions() -> list[BusinessFunction]:
    """Every area, archived ones too: for naming what was drawn in the past."""
    ordered = select(BusinessFunction).order_by(BusinessFunction.position, BusinessFunction.code)
    return list(db.session.scalars(ordered))


def choices() -> list[tuple[UUID, Texts]]:
    """(id, name) of every area in use, in order: what a form lets choose from."""
    return [(one.id, one.name) for one in functions()]


def function(code: str) -> BusinessFunction:
    """The area with this code, archived or not; NotFound."""
    found = db.session.scalar(select(BusinessFunction).where(BusinessFunction.code == code))
    if found is None:
        raise NotFound()
    return found


def codes() -> set[str]:
    """Every code that is taken, by areas in use and archived ones."""
    return {one.code for one in all_functions()}
