"""What an effect check comes to: from what people said at each stage to figures, a verdict and its caveats. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Literal, cast
from uuid import UUID

from feedback.analysis.effect_checks import (
    FEWEST,
    Change,
    Level,
    Sample,
    Verdict,
    beyond,
    change,
    level,
    moved,
    needed,
    pulled,
    verdict,
)

Baseline = Literal["fresh", "old", "none"]
ENOUGH = 30
"""People from which on their own spread is taken for what to expect."""


@dataclass(frozen=True, slots=True)
class Said:
    """What people said at one stage: when the improvement was chosen, before the work, and after it."""

    chosen: Sample = field(default_factory=Sample)
    fresh: Sample = field(default_factory=Sample)
    after: Sample = field(default_factory=Sample)


@dataclass(frozen=True, slots=True)
class Weighed:
    """The check as its numbers have it. `before` is what `after` is compared with, with how many people are behind.

    `controls` are the movements of the stages that count; `effect` is what the stage moved beyond theirs.
    """

    baseline: Baseline
    before: Level | None
    before_people: int
    own: Change | None
    controls: Mapping[UUID, Level]
    effect: Change | None
    verdict: Verdict
    others: float
    """The error that the controls bring."""


def weigh(
    stage: UUID,
    said: Said,
    journey: Mapping[UUID, Said],
    controls: Collection[UUID],
    *,
    direction: str,
    minimum: float,
    look: int = 1,
) -> Weighed:
    """Compare what came of it with the baseline.

    `journey` is what the same group said at all stages, on the same scale; empty where the measure has no such scale.
    The baseline is the fresh one where 10 people or more gave it; else the old answers, pulled towards the mean of the
    journey, where that has stages enough.
    """
    everywhere = {**{one: own for one, own in journey.items() if one != stage}, stage: said}
    baseline, before = _baseline(stage, everywhere)
    if stage not in before:
        return Weighed("none", None, 0, None, {}, None, "not_enough", 0.0)
    people = said.fresh.people if baseline == "fresh" else said.chosen.people
    after = {one: own for one in (stage, *controls) if (own := level(everywhere.get(one, Said()).after)) is not None}
    compared = {one: moved(before[one], after[one]) for one in controls if one in before and one in after}
    if stage not in after:
        return Weighed(baseline, before[stage], people, None, compared, None, "not_enough", 0.0)
    own = moved(before[stage], after[stage])
    beyond_others = beyond(own, list(compared.values()))
    found = change(beyond_others, look=look)
    wished = cast(Literal["up", "down"], direction)
    told = verdict(found, direction=wished, minimum=minimum)
    others = beyond_others.error - own.error
    return Weighed(baseline, before[stage], people, change(own), compared, found, told, others)


def _baseline(stage: UUID, everywhere: Mapping[UUID, Said]) -> tuple[Baseline, Mapping[UUID, Level]]:
    if everywhere[stage].fresh.people >= FEWEST:
        fresh = {one: own for one, said in everywhere.items() if (own := level(said.fresh)) is not None}
        return "fresh", fresh
    return "old", pulled({one: said.chosen for one, said in everywhere.items()})


@dataclass(frozen=True, slots=True)
class Wanted:
    """How many people must answer before and after, in all; None where no number is enough."""

    before: int | None
    after: int | None


def wanted(said: Said, weighed: Weighed, *, minimum: float, variance: float, begun: bool, controls: int) -> Wanted:
    """The answers that find a change of the minimum four times out of five.

    While the work has not begun both sides are asked for. Afterwards the baseline is what it is. `variance` is that of
    single people while fewer than 30 answered; `controls` are so many stages, taken to be asked as often.
    """
    # Not from the answers after the work: what is wanted would tell of what came of it.
    spread = next((one.variance for one in (said.fresh, said.chosen) if one.people >= ENOUGH), variance)
    shared = spread * (1 + 1 / controls) if controls and not weighed.controls else spread
    if not begun:
        both = needed(minimum, shared)
        return Wanted(both, both)
    if weighed.before is None:
        return Wanted(None, None)
    # How many fresh answers the baseline is worth: one that was pulled rests on the other stages too.
    worth = round(spread / weighed.before.error)
    return Wanted(None, needed(minimum, shared, before=worth, others=weighed.others))
