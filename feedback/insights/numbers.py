"""Drivers, effects of themes and distances between groups, from who judged and raised what. Pure, and dear."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any
from uuid import UUID

import numpy as np

from feedback.analysis.drivers import association
from feedback.analysis.effects import effect
from feedback.analysis.importance import Drivers, drivers
from feedback.analysis.profiles import distance

DRIVER, EFFECT, DISTANCE, CHANGE = "driver", "effect", "distance", "change"
Row = dict[str, Any]
_MOST_STAGES = 12
_SEVERAL = 2
"""Stages somebody has to have judged to tell what each adds."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What people of a group gave: per stage person -> score (1..5), and their overall verdict.

    `k`: fewest people a figure of it may rest on.
    """

    stages: Mapping[UUID, Mapping[UUID, float]]
    outcome: Mapping[UUID, float]
    k: int = 1


@dataclass(frozen=True, slots=True)
class Spoken:
    """What people of a group raised, each person once, theme -> times; `scores` of those who gave one, 1..5.

    `told`: themes whose people may be told of; `k` as in `Judged`.
    """

    people: Mapping[UUID, Mapping[UUID, int]]
    scores: Mapping[UUID, float]
    told: frozenset[UUID]
    k: int = 1


def rows(judged: Mapping[UUID, Judged], spoken: Mapping[UUID, Spoken], *, seed: int) -> list[Row]:
    """Every figure that can be told, one mapping per row of `RunFigure`, without its owner. Groups are the keys."""
    found: list[Row] = []
    for group, one in judged.items():
        found += _drivers(group, one, seed)
    for group, said in spoken.items():
        found += _effects(group, said)
    for one_group, other in combinations(spoken, 2):
        found += _distance(one_group, other, spoken[one_group], spoken[other], seed)
    return found


def _row(kind: str, n: int, k: int, figures: Row, **subject: UUID | None) -> Row:
    empty: Row = {"group_id": None, "other_group_id": None, "stage_id": None, "theme_id": None}
    return {"kind": kind, **empty, **subject, "n": n, "k": k, "figures": figures}


# --- drivers --------------------------------------------------------------------------------------


def _drivers(group: UUID, judged: Judged, seed: int) -> Iterator[Row]:
    """Each stage's association with the verdict; where people judged several, also what each adds to the others."""
    model = _model(judged, seed)
    shares = {one.key: one for one in model.drivers} if model else {}
    for stage, scores in judged.stages.items():
        both = sorted(scores.keys() & judged.outcome.keys())
        alone = association([scores[one] for one in both], [judged.outcome[one] for one in both])
        share = shares.get(str(stage))
        if len(both) < judged.k or (alone is None and share is None):
            continue
        figures: Row = {"r": None} if alone is None else {"r": alone.r, "r_low": alone.low, "r_high": alone.high}
        if share is not None and model is not None:
            figures |= {"share": share.value, "low": share.low, "high": share.high, "r2": model.r2, "model_n": model.n}
        yield _row(DRIVER, len(both), judged.k, figures, group_id=group, stage_id=stage)


def _model(judged: Judged, seed: int) -> Drivers | None:
    """Of people who gave a verdict and judged at least two stages: the stages that half of them judged, no gaps."""
    counts = {person: sum(person in scores for scores in judged.stages.values()) for person in judged.outcome}
    several = {person for person, stages in counts.items() if stages >= _SEVERAL}
    common = [stage for stage, scores in judged.stages.items() if 2 * len(several & scores.keys()) >= len(several)]
    common = sorted(common, key=str)[:_MOST_STAGES]
    whole = sorted(person for person in several if all(person in judged.stages[stage] for stage in common))
    if len(common) < _SEVERAL or len(whole) < judged.k:
        return None
    scores = np.array([[judged.stages[stage][person] for stage in common] for person in whole])
    outcomes = np.array([judged.outcome[person] for person in whole])
    return drivers([str(stage) for stage in common], scores, outcomes, seed=seed)


# --- themes ---------------------------------------------------------------------------------------


def _effects(group: UUID, said: Spoken) -> Iterator[Row]:
    people = sorted(said.scores)
    scores = [said.scores[person] for person in people]
    for theme in sorted(said.told, key=str):
        mentioned = [theme in said.people.get(person, ()) for person in people]
        found = effect(scores, mentioned)
        if found is None or min(found.mentioned, found.n - found.mentioned) < said.k:
            continue
        figures = {"value": found.value, "low": found.low, "high": found.high, "mentioned": found.mentioned}
        yield _row(EFFECT, found.n, said.k, figures, group_id=group, theme_id=theme)


def _distance(group: UUID, other: UUID, one: Spoken, two: Spoken, seed: int) -> Iterator[Row]:
    found = distance(_talk(one.people.values()), _talk(two.people.values()), seed=seed, most=len(one.told | two.told))
    k = max(one.k, two.k)
    if found is None or min(found.n) < k:
        return
    both = {str(theme) for theme in one.told & two.told}
    apart = [[theme, difference] for theme, difference in found.apart if theme in both][:5]
    figures = {"value": found.value, "chance": found.chance, "p": found.p, "n": list(found.n), "apart": apart}
    yield _row(DISTANCE, min(found.n), k, figures, group_id=group, other_group_id=other)


def _talk(people: Any) -> Sequence[Mapping[str, float]]:
    return [{str(theme): float(times) for theme, times in person.items()} for person in people]
