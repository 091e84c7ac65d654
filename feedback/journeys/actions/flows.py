"""Writes of the key flows: make one, say its good end, put touchpoints on its path in order."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from feedback.accounts.actions import record
from feedback.db import Texts, db
from feedback.errors import Conflict, NotFound, message
from feedback.journeys import queries as journeys
from feedback.journeys import rules
from feedback.journeys.models import KeyFlow, KeyFlowStep, Touchpoint
from feedback.journeys.queries import flows as queries
from feedback.names import free_code, texts_of
from feedback.permissions import Access

MOST_FLOWS = 30
MOST_STEPS = 60


def add(*, name: Texts, good_end: Texts, by: Access | None = None) -> KeyFlow:
    """A new flow of the current journey, without steps yet; Invalid at the field, Conflict without a journey."""
    if (journey := journeys.journey()) is None:
        raise Conflict(message("Draw the journey first."))
    there = queries.codes(journeys.locked(journey.id).id)
    rules.room_for_one(len(there), MOST_FLOWS)
    cleaned = texts_of("name", name)
    code = free_code(next(iter(cleaned.values())), there, "flow")
    row = KeyFlow(journey_id=journey.id, code=code, name=cleaned, good_end=_good_end(good_end), position=len(there) + 1)
    db.session.add(row)
    try:
        db.session.flush()
    except IntegrityError as error:
        raise Conflict(message("The code “%(code)s” is taken.", code=code)) from error
    record(by, "flow.added", code)
    return row


def _good_end(given: Texts) -> Texts:
    return texts_of("good_end", given, most=rules.LONGEST_GOAL, required=False)


def change(flow: KeyFlow, *, name: Texts, good_end: Texts) -> KeyFlow:
    """Another name or good end; its code and its path stay."""
    flow.name, flow.good_end = texts_of("name", name), _good_end(good_end)
    return flow


def take(
    *, code: str, name: Texts, good_end: Texts, touchpoints: Sequence[Touchpoint], by: Access | None = None
) -> KeyFlow:
    """A flow as a file has it: the one with this code takes over its texts and its path."""
    journey = journeys.journey()
    known = next((one for one in queries.flows() if one.code == code), None)
    if known is None:
        known = add(name=name, good_end=good_end, by=by)
        known.code = code if journey is not None and code not in queries.codes(journey.id) else known.code
    change(known, name={**known.name, **name}, good_end={**known.good_end, **good_end})
    _lay(known, [one.id for one in touchpoints])
    for one in touchpoints[len(known.steps) :]:
        add_step(known, one)
    return known


def add_step(flow: KeyFlow, touchpoint: Touchpoint) -> KeyFlow:
    """The next touchpoint on the way; a flow may come by the same one twice."""
    rules.room_for_one(len(flow.steps), MOST_STEPS)
    last = max((step.position for step in flow.steps), default=0)
    flow.steps.append(KeyFlowStep(touchpoint_id=touchpoint.id, position=last + 1))
    db.session.flush()
    return flow


def move_step(flow: KeyFlow, *, place: int, direction: str) -> KeyFlow:
    """One place up or down on the path; `place` counts from 1. NotFound."""
    _lay(flow, [step.touchpoint_id for step in rules.moved(flow.steps, _step(flow, place), direction)])
    return flow


def remove_step(flow: KeyFlow, *, place: int) -> KeyFlow:
    """Leave a touchpoint out of the path; it stays on the map. NotFound."""
    gone = _step(flow, place)
    _lay(flow, [step.touchpoint_id for step in flow.steps if step is not gone])
    return flow


def _step(flow: KeyFlow, place: int) -> KeyFlowStep:
    if not 1 <= place <= len(flow.steps):
        raise NotFound()
    return flow.steps[place - 1]


def _lay(flow: KeyFlow, path: Sequence[UUID]) -> None:
    """Rows keep their places and get other touchpoints: no two may ever stand at the same place."""
    for step, touchpoint_id in zip(flow.steps, path, strict=False):
        step.touchpoint_id = touchpoint_id
    del flow.steps[len(path) :]
    db.session.flush()


def remove(flow: KeyFlow, *, by: Access | None = None) -> None:
    """Forget the flow; its touchpoints stay on the map."""
    record(by, "flow.removed", flow.code)
    db.session.delete(flow)
