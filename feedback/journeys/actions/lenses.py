"""Placing the stages of the journey in the parts of a lens."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete

from feedback.accounts.actions import record
from feedback.db import Texts, db
from feedback.journeys import queries
from feedback.journeys.models import Journey, LensPlacement, LensStage
from feedback.journeys.queries import lenses as known
from feedback.journeys.rules import lenses as rules
from feedback.names import free_code
from feedback.permissions import Access


@dataclass(frozen=True, slots=True)
class Part:
    """A part as it shall be; `code` '' for a new one, which gets its code from its name."""

    code: str
    name: Texts
    stages: Collection[UUID] = ()


def save(journey: Journey, *, lens: str, parts: Sequence[Part], by: Access | None = None) -> list[LensStage]:
    """The lens as somebody placed it: these parts in this order, and nothing else.

    A part keeps its row by its code. Stages that are not of the journey in use are left out. NotFound for an unknown
    lens; Invalid where there is no part, too many, or one without a name.
    """
    code, names = rules.lens(lens).code, rules.parts_of([part.name for part in parts])
    queries.locked(journey.id)
    in_use = {stage.id for stage in queries.stages_of(journey.id) if stage.retired_at is None}
    rows = _rows(journey, code, parts, names)
    db.session.execute(delete(LensPlacement).where(LensPlacement.lens_stage_id.in_([row.id for row in rows])))
    for row, part in zip(rows, parts, strict=True):
        chosen = sorted(in_use & set(part.stages), key=str)
        db.session.add_all(LensPlacement(lens_stage_id=row.id, stage_id=stage_id) for stage_id in chosen)
    db.session.flush()
    record(by, "lens.saved", code)
    return rows


def _rows(journey: Journey, lens: str, parts: Sequence[Part], names: Sequence[Texts]) -> list[LensStage]:
    before = {row.code: row for row in known.rows_of(journey, lens)}
    taken = {part.code for part in parts} | before.keys()
    rows = []
    for position, (part, name) in enumerate(zip(parts, names, strict=True), start=1):
        code = part.code or free_code(next(iter(name.values())), taken, "part")
        taken.add(code)
        row = before.pop(code, None) or LensStage(journey_id=journey.id, lens=lens, code=code)
        row.name, row.position = name, position
        db.session.add(row)
        rows.append(row)
    for gone in before.values():
        db.session.delete(gone)
    db.session.flush()
    return rows


def start_again(journey: Journey, *, lens: str, by: Access | None = None) -> None:
    """Forget how a lens was placed: what we propose stands again."""
    code = rules.lens(lens).code
    for row in known.rows_of(queries.locked(journey.id), code):
        db.session.delete(row)
    db.session.flush()
    record(by, "lens.reset", code)
