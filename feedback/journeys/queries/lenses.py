"""Every read of the lenses: their parts, and the stages of today's journey in each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from feedback.db import Texts, db
from feedback.journeys import queries
from feedback.journeys.models import Journey, LensPlacement, LensStage, Stage
from feedback.journeys.queries.lineage import lineage
from feedback.journeys.rules import lenses as rules


@dataclass(frozen=True, slots=True)
class LensPart:
    """A part of a lens, with the stages of today's journey that belong to it."""

    code: str
    name: Texts
    stages: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class Cut:
    """The journey through a lens. Not `saved`: nobody has looked at it yet, it is what we propose."""

    lens: rules.Lens
    parts: tuple[LensPart, ...]
    saved: bool

    def parts_of(self, stage_id: UUID) -> tuple[LensPart, ...]:
        """The parts a stage belongs to, in order; none where this lens does not see it."""
        return tuple(part for part in self.parts if stage_id in part.stages)

    def outside(self, stages: Sequence[Stage]) -> list[Stage]:
        """The stages of the journey that this lens does not contain."""
        return [stage for stage in stages if not self.parts_of(stage.id)]


def cut(code: str, stages: Sequence[Stage] | None = None) -> Cut:
    """The current journey through one lens: as it was saved, else as we propose it; NotFound."""
    lens = rules.lens(code)
    drawn = queries.stages() if stages is None else stages
    journey = queries.journey()
    saved = _saved(journey, lens.code, drawn) if journey else ()
    return Cut(lens, saved or _proposed(lens.code, drawn), bool(saved))


def _proposed(code: str, drawn: Sequence[Stage]) -> tuple[LensPart, ...]:
    ids = {stage.code: stage.id for stage in drawn}
    places = [rules.Place(stage.code, stage.name, stage.step) for stage in drawn]
    return tuple(
        LensPart(part.code, dict(part.name), frozenset(ids[stage] for stage in part.stages))
        for part in rules.proposal(code, places)
    )


def _saved(journey: Journey, code: str, drawn: Sequence[Stage]) -> tuple[LensPart, ...]:
    rows = rows_of(journey, code)
    placed = _placed(rows, drawn) if rows else {}
    return tuple(LensPart(row.code, row.name, frozenset(placed.get(row.id, ()))) for row in rows)


def _placed(rows: Sequence[LensStage], drawn: Sequence[Stage]) -> Mapping[UUID, set[UUID]]:
    """Part -> stages in use; what a stage was split or merged into stands where the stage stood."""
    wanted = select(LensPlacement.lens_stage_id, LensPlacement.stage_id)
    found = db.session.execute(wanted.where(LensPlacement.lens_stage_id.in_([row.id for row in rows])))
    in_use, became = {stage.id for stage in drawn}, lineage()
    placed: dict[UUID, set[UUID]] = defaultdict(set)
    for part_id, stage_id in found:
        placed[part_id] |= in_use & {stage_id, *became.heirs(stage_id)}
    return placed


def rows_of(journey: Journey, code: str) -> list[LensStage]:
    """The saved parts of a lens in their order; none where nobody has saved it."""
    wanted = select(LensStage).where(LensStage.journey_id == journey.id, LensStage.lens == code)
    return list(db.session.scalars(wanted.order_by(LensStage.position, LensStage.code)))
