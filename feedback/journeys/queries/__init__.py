"""Every read of the journey as drawn."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import selectinload

from feedback.db import db, find
from feedback.errors import NotFound, UnknownName, message
from feedback.journeys.models import Journey, Stage, Touchpoint
from feedback.web.remembering import once_a_page


def journey() -> Journey | None:
    """The organisation's current journey: the newest made."""
    return db.session.scalar(select(Journey).order_by(Journey.created_at.desc(), Journey.id).limit(1))


def newest_id() -> Any:
    """The id of the current journey as part of a statement."""
    return select(Journey.id).order_by(Journey.created_at.desc(), Journey.id).limit(1).scalar_subquery()


def journey_with_code(code: str) -> Journey | None:
    return db.session.scalar(select(Journey).where(Journey.code == code))


def _with_touchpoints() -> Select[Any]:
    return select(Stage).options(selectinload(Stage.touchpoints))


def _of_current() -> Select[Any]:
    current = journey()
    wanted = _with_touchpoints().where(Stage.journey_id == (current.id if current else None))
    return wanted.order_by(Stage.position, Stage.code)


def stages() -> list[Stage]:
    """The stages of the current journey in order, without retired ones, with their touchpoints: three reads."""
    return list(once_a_page("stages", _stages))


def _stages() -> list[Stage]:
    return list(db.session.scalars(_of_current().where(Stage.retired_at.is_(None))))


def retired_stages() -> list[Stage]:
    """Stages taken off the current journey; what was said about them stays."""
    return list(db.session.scalars(_of_current().where(Stage.retired_at.is_not(None))))


def all_stages() -> list[Stage]:
    """Stages of every journey, retired ones too: for naming what was said in the past."""
    return list(db.session.scalars(_with_touchpoints().order_by(Stage.position, Stage.code)))


def stages_of(journey_id: UUID) -> list[Stage]:
    """The stages of one journey in order, retired ones too, with their touchpoints."""
    wanted = _with_touchpoints().where(Stage.journey_id == journey_id)
    return list(db.session.scalars(wanted.order_by(Stage.position, Stage.code)))


def stages_with(ids: Collection[UUID]) -> list[Stage]:
    """These stages in order, of whatever journey, retired or not."""
    return list(db.session.scalars(select(Stage).where(Stage.id.in_(ids)).order_by(Stage.position, Stage.code)))


def stages_named(codes: Collection[str]) -> list[Stage]:
    """The stages with these codes, with their touchpoints: two reads."""
    return list(db.session.scalars(_with_touchpoints().where(Stage.code.in_(codes)).order_by(Stage.position)))


def locked(journey_id: UUID) -> Journey:
    """The journey, for a change of its order that nobody else makes at the same time."""
    return db.session.scalars(select(Journey).where(Journey.id == journey_id).with_for_update()).one()


def stage(stage_id: UUID) -> Stage:
    """One stage of this organisation, of whatever journey, with its touchpoints; NotFound."""
    return find(Stage, stage_id)


def stage_with_code(code: str) -> Stage | None:
    found: Stage | None = db.session.scalar(_with_touchpoints().where(Stage.code == code))
    return found


def stage_named(code: str) -> Stage:
    """The stage with this code, retired or not, with its touchpoints; UnknownName."""
    if (found := stage_with_code(code)) is None:
        raise UnknownName(message("There is no stage “%(code)s”.", code=code))
    return found


def stage_codes() -> set[str]:
    """Every stage code that is taken in the organisation."""
    return set(db.session.scalars(select(Stage.code)))


def touchpoint(stage_id: UUID, touchpoint_id: UUID) -> Touchpoint:
    """One touchpoint of one stage; NotFound."""
    wanted = select(Touchpoint).where(Touchpoint.stage_id == stage_id, Touchpoint.id == touchpoint_id)
    if (found := db.session.scalar(wanted)) is None:
        raise NotFound()
    return found
