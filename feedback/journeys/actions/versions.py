"""Keeping how the drawing was: every change of the stages makes a version, which never changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import delete

from feedback import events
from feedback.db import db, here
from feedback.journeys import queries
from feedback.journeys.models import Journey, JourneyVersion, Stage, StageSuccession
from feedback.journeys.queries import drawing
from feedback.journeys.queries import versions as kept
from feedback.permissions import Access

DRAWN, ADDED, CHANGED, RENAMED, MOVED = "drawn", "added", "changed", "renamed", "moved"
SPLIT, MERGED, RETIRED, RESTORED, IMPORTED = "split", "merged", "retired", "restored", "imported"


@contextmanager
def changing(journey: Journey, act: str, *, by: Access | None = None, note: str = "") -> Iterator[None]:
    """Around a change of the stages: afterwards there is a version of it, unless nothing is drawn differently."""
    begin(journey)
    before = drawing.document(journey)
    yield
    if _drawn(journey) != before:
        keep(journey, act, by=by, note=note)


def _drawn(journey: Journey) -> dict[str, Any]:
    db.session.flush()
    return drawing.document(journey)


def begin(journey: Journey) -> None:
    """Before the first change that is kept: what was drawn until now is the first version."""
    if kept.newest(queries.locked(journey.id).id) is None and queries.stages_of(journey.id):
        _write(journey, DRAWN, 1, None, "")


def imported(journey: Journey, *, by: Access | None = None) -> None:
    """After a file was taken over: its stages are in use, and there is a version of them where they are drawn anew."""
    come_back(stage for stage in queries.stages_of(journey.id) if stage.retired_at is None)
    newest = kept.newest(journey.id)
    if newest is None or newest.drawing != _drawn(journey):
        keep(journey, IMPORTED, by=by)


def keep(journey: Journey, act: str, *, by: Access | None = None, note: str = "") -> JourneyVersion:
    """The version that a change leads to; what changed in between, such as a touchpoint, is in it too."""
    newest = kept.newest(journey.id)
    return _write(journey, act, 1 + (newest.number if newest else 0), by, note)


def _write(journey: Journey, act: str, number: int, by: Access | None, note: str) -> JourneyVersion:
    made = JourneyVersion(
        journey_id=journey.id,
        number=number,
        made_by=by.user_id if by else None,
        act=act,
        note=note,
        drawing=_drawn(journey),
    )
    db.session.add(made)
    db.session.flush()
    return made


def come_back(stages: Iterable[Stage]) -> None:
    """Stages that are in use again went on as no others: what was collected at them counts at them again."""
    back = [stage.id for stage in stages]
    gone = delete(StageSuccession).where(StageSuccession.old_stage_id.in_(back))
    if back and db.session.execute(gone).rowcount:  # type: ignore[attr-defined]
        announce()


def announce() -> None:
    """What was collected at some stages counts elsewhere from now on."""
    events.announce(events.StagesPassed(here()))
