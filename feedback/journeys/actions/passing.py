"""Stages that go on as others: split into several, merged into one, retired with another in their place.

What was collected at a stage stays there; a passage says where it counts from now on. What is drawn in a stage moves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from feedback.accounts.actions import record
from feedback.db import Texts, db, now
from feedback.errors import Invalid, message
from feedback.journeys import queries, rules
from feedback.journeys.actions import handing_over, number, versions
from feedback.journeys.models import Journey, JourneyVersion, Stage, StageSuccession
from feedback.journeys.rules import lineage
from feedback.names import free_code, refusal, texts
from feedback.permissions import Access


@dataclass(frozen=True, slots=True)
class Part:
    """What a stage is split into: its name, and the percentage of the stage that it was."""

    name: Texts
    percent: float | None


def split_stage(
    stage: Stage,
    *,
    parts: Sequence[Part],
    touchpoints: Mapping[UUID, int] | None = None,
    note: str = "",
    by: Access | None = None,
) -> list[Stage]:
    """New stages in the place of one; `touchpoints` says which part gets each of its contacts, else the first does.

    Invalid at `name_<place>` or `share_<place>`; nobody of those who answered is counted at a part.
    """
    shares = _shares(parts)
    order = _in_use(stage)
    rules.room_for_one(len(order) + len(parts) - 2, rules.MOST_STAGES)
    versions.begin(stage.journey)
    made = [_like(stage, part.name, share) for part, share in zip(parts, shares, strict=True)]
    stage.retired_at = now()
    handing_over.to_parts(stage, made, touchpoints or {})
    place = order.index(stage)
    number([*order[:place], *made, *order[place + 1 :]])
    _pass(
        stage.journey, versions.SPLIT, [(stage, one, share) for one, share in zip(made, shares, strict=True)], note, by
    )
    record(by, "stage.split", stage.code, {"into": [one.code for one in made]})
    return made


def _shares(parts: Sequence[Part]) -> list[float]:
    shares = lineage.shares_of([part.percent for part in parts])
    named = [texts(part.name) for part in parts]
    missing = {f"name_{place}": message("Write a name.") for place, name in enumerate(named) if not name}
    if missing:
        raise Invalid(message("Every part needs a name."), missing)
    return shares


def _in_use(stage: Stage) -> list[Stage]:
    found = [one for one in queries.stages_of(queries.locked(stage.journey_id).id) if one.retired_at is None]
    if stage not in found:
        raise refusal("stage", message("This stage is off the map. Bring it back first."))
    return found


def _like(stage: Stage, name: Texts, share: float) -> Stage:
    """A stage with what was drawn of another; how long it lasts is divided as its people were."""
    cleaned = texts(name)
    lasts = None if stage.lasts_minutes is None else max(1, round(stage.lasts_minutes * share))
    made = Stage(
        journey_id=stage.journey_id,
        code=free_code(next(iter(cleaned.values())), queries.stage_codes(), "stage"),
        name=cleaned,
        goal={},
        silent=stage.silent,
        assumed_feeling=stage.assumed_feeling,
        before_contact=stage.before_contact,
        lasts_minutes=lasts,
        step=stage.step,
        position=stage.position,
    )
    db.session.add(made)
    db.session.flush()
    return made


@dataclass(frozen=True, slots=True)
class Merger:
    """What stages become: a new stage with this name, or, without a name, the first of them."""

    name: Texts = field(default_factory=dict)


def merge_stages(
    stages: Sequence[Stage], *, into: Merger | None = None, note: str = "", by: Access | None = None
) -> Stage:
    """One stage in the place of several that follow each other; all that was collected at them counts at it."""
    if not stages:
        raise Invalid(message("Choose at least two stages to merge."))
    order = _in_use(stages[0])
    ids = lineage.neighbours([one.id for one in order], [one.id for one in stages])
    merged = [one for one in order if one.id in ids]
    journey = merged[0].journey
    versions.begin(journey)
    named = texts(into.name) if into else {}
    target = _like(merged[0], named, 1.0) if named else merged[0]
    old = [one for one in merged if one is not target]
    place = order.index(merged[0])
    for one in old:
        one.retired_at = now()
        handing_over.to_one(one, target)
    number([*order[:place], target, *order[place + len(merged) :]])
    _pass(journey, versions.MERGED, [(one, target, 1.0) for one in old], note, by)
    record(by, "stage.merged", target.code, {"from": [one.code for one in old]})
    return target


def retire_into(stage: Stage, *, into: Stage | None = None, note: str = "", by: Access | None = None) -> Stage:
    """Take a stage off the map; with `into`, what was collected at it counts there. Its contacts stay drawn in it."""
    if stage.retired_at is not None:
        return stage
    if into is not None and (into not in _in_use(stage) or into.id == stage.id):
        raise refusal("into", message("Choose a stage that is on the map."))
    versions.begin(stage.journey)
    stage.retired_at = now()
    passed = [] if into is None else [(stage, into, 1.0)]
    _pass(stage.journey, versions.RETIRED, passed, note, by)
    record(by, "stage.retired", stage.code, {"into": into.code} if into else {})
    return stage


def _pass(
    journey: Journey, act: str, passed: Sequence[tuple[Stage, Stage, float]], note: str, by: Access | None
) -> JourneyVersion:
    """The version of the change, and what went on as what."""
    version = versions.keep(journey, act, by=by, note=note)
    for old, new, share in passed:
        row = StageSuccession(version_id=version.id, old_stage_id=old.id, new_stage_id=new.id, share=share)
        db.session.add(row)
    db.session.flush()
    if passed:
        versions.announce()
    return version
