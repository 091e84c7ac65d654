"""What became of stages: one read, and the column by which everything that is counted by stage is counted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import case, literal, select
from sqlalchemy.types import Uuid

from feedback.db import db
from feedback.journeys.models import StageSuccession
from feedback.journeys.rules.lineage import Lineage, Passage
from feedback.statements import Walled
from feedback.web.remembering import once_a_page

_PASSAGES = select(StageSuccession.old_stage_id, StageSuccession.new_stage_id, StageSuccession.share).order_by(
    StageSuccession.old_stage_id, StageSuccession.new_stage_id
)
_OWN_PASSAGES = Walled(_PASSAGES)


def lineage(*, of: UUID | None = None) -> Lineage:
    """What every stage of the organisation went on as: one read, once for a page. `of`: of this one, where no wall is
    set.
    """
    if of is not None:
        return _made(db.session.execute(_PASSAGES.where(StageSuccession.organisation_id == of)))
    return once_a_page("lineage", lambda: _made(_OWN_PASSAGES.all()))


def _made(rows: Iterable[Any]) -> Lineage:
    return Lineage(Passage(*found) for found in rows)


def standing(stage: Any, known: Lineage | None = None) -> Any:
    """The column of a stage as it counts today, for whatever groups by it or asks for one."""
    moved = (known or lineage()).moved
    if not moved:
        return stage
    return case(*((stage == old, literal(new, Uuid())) for old, new in moved.items()), else_=stage)


def parts(stage_id: UUID) -> tuple[UUID, ...]:
    """The stages whose facts count at this one, itself first."""
    return lineage().parts(stage_id)
