"""What a list of improvements is narrowed to, and what it can be narrowed by."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from flask import url_for
from sqlalchemy import Row, select

from feedback.accounts import queries as accounts
from feedback.backlog.models import Improvement, ImprovementGroup, ImprovementStage
from feedback.backlog.queries import finding, objectives, strategies
from feedback.backlog.rules import scope as scopes
from feedback.backlog.rules import status as statuses
from feedback.db import Texts, db
from feedback.journeys import queries as journeys
from feedback.journeys.queries import functions
from feedback.journeys.queries.lineage import lineage
from feedback.stakeholders.queries import groups as stakeholders
from feedback.web.remembering import once_a_page

Line = Improvement | Row[Any]
"""An improvement, or the columns of one that the list is narrowed by."""
NONE = "none"
"""Value of a filter that asks for those without: no stage, no area, no objective, nobody in charge."""
NAMES = ("direction", "scope", "objective", "area", "tag", "status", "stage", "group", "owner", "strategy", "text")
LONGEST = 200


@dataclass(frozen=True)
class Filters:
    """What is asked for, '' where anything will do. Objective, owner and strategy are ids, area, stage and group codes;
    text are words or a number somebody remembers."""

    direction: str = ""
    scope: str = ""
    objective: str = ""
    area: str = ""
    tag: str = ""
    status: str = ""
    stage: str = ""
    group: str = ""
    owner: str = ""
    strategy: str = ""
    text: str = ""
    known: Known | None = field(default=None, compare=False, repr=False)

    @classmethod
    def of(cls, args: Mapping[str, Any]) -> Filters:
        """The filters of an address; what it names and nobody knows fits nothing."""
        given: dict[str, Any] = {name: str(args.get(name) or "").strip()[:LONGEST] for name in NAMES}
        return cls(**given, known=_known(cls(**given)))

    @property
    def now(self) -> dict[str, str]:
        """Name -> value of every filter."""
        return {name: getattr(self, name) for name in NAMES}

    @property
    def set(self) -> dict[str, str]:
        """Name -> value of the filters that ask for something."""
        return {name: value for name, value in self.now.items() if value}

    def matches(self, row: Line, raised_by: Collection[str] = ()) -> bool:
        """Whether an improvement is shown; `raised_by` are codes of the groups whose words may be shown for it.

        What belongs to the sponsor stands in a list of its own: here it comes only where it, all that serves an
        objective or belongs to a strategy, or some words are asked for.
        """
        return self._is(row) and self._belongs(row) and self._stands(row, raised_by)

    def _is(self, row: Line) -> bool:
        return (
            self.direction in ("", row.direction)
            and (row.scope == self.scope if self.scope else self._in_the_list(row))
            and self.status in ("", row.status)
            and (not self.tag or self.tag in row.tags)
            and (not self.text or row.id in self._known.found)
        )

    def _in_the_list(self, row: Line) -> bool:
        if row.scope != scopes.FOUNDATION:
            return True
        return bool(self.text) or self.objective not in ("", NONE) or self.strategy not in ("", NONE)

    def _belongs(self, row: Line) -> bool:
        area = self._known.areas.get(row.function_id, NONE) if row.function_id else NONE
        return (
            self.objective in ("", str(row.objective_id or NONE))
            and self.owner in ("", str(row.owner_id or NONE))
            and self.strategy in ("", str(row.strategy_id or NONE))
            and self.area in ("", area)
        )

    def _stands(self, row: Line, raised_by: Collection[str]) -> bool:
        at = not self.stage or self._at_stage(row)
        return at and (not self.group or self.group in raised_by or row.id in self._known.for_group)

    def _at_stage(self, row: Line) -> bool:
        if self.stage == NONE:
            return row.stage_id is None
        return row.stage_id in self._known.stages or row.id in self._known.touching

    @property
    def _known(self) -> Known:
        return self.known or NOTHING_KNOWN

    def address(self, endpoint: str = "backlog.backlog", **changes: str | None) -> str:
        """The address of the list with these filters and some changed; an empty one falls away."""
        wanted: dict[str, Any] = {**self.now, **changes}
        return url_for(endpoint, **{name: value for name, value in wanted.items() if value})


@dataclass(frozen=True)
class Known:
    """What the names in an address mean: stages that count at the one asked for, improvements linked to it or to the
    group, improvements with the words, area id -> code."""

    stages: frozenset[UUID] = frozenset()
    touching: frozenset[UUID] = frozenset()
    for_group: frozenset[UUID] = frozenset()
    found: frozenset[UUID] = frozenset()
    areas: Mapping[UUID, str] = field(default_factory=dict)


NOTHING_KNOWN = Known()


def _known(asked: Filters) -> Known:
    stages = _stages(asked.stage) if asked.stage not in ("", NONE) else frozenset()
    return Known(
        stages=stages,
        touching=_touching(stages) if stages else frozenset(),
        for_group=_for_group(asked.group) if asked.group else frozenset(),
        found=finding.found(asked.text) if asked.text else frozenset(),
        areas={one.id: one.code for one in functions.all_functions()} if asked.area else {},
    )


def _stages(code: str) -> frozenset[UUID]:
    """Stages that count at the one with this code today, and those that were split into it."""
    stage = journeys.stage_with_code(code)
    if stage is None:
        return frozenset()
    known = lineage()
    return frozenset(one.id for one in journeys.all_stages() if stage.id in known.heirs(one.id)) | {stage.id}


def _touching(stages: Collection[UUID]) -> frozenset[UUID]:
    row = ImprovementStage
    return frozenset(db.session.scalars(select(row.improvement_id).where(row.stage_id.in_(stages))))


def _for_group(code: str) -> frozenset[UUID]:
    group = stakeholders.group_with_code(code)
    if group is None:
        return frozenset()
    row = ImprovementGroup
    return frozenset(db.session.scalars(select(row.improvement_id).where(row.group_id == group.id)))


Options = Sequence[tuple[str, Texts | str]]


@dataclass(frozen=True)
class Offered:
    """What a list can be narrowed by: (value, name) pairs, only what some improvement has."""

    directions: Sequence[str]
    scopes: Sequence[str]
    statuses: Sequence[str]
    tags: Sequence[str]
    objectives: Options
    areas: Options
    stages: Options
    groups: Options
    owners: Options
    strategies: Options
    without: frozenset[str]
    """Filters for which some improvement has nothing: `?owner=none` finds it."""


def offered(rows: Iterable[Line]) -> Offered:
    """What these improvements can be narrowed by; a fixed number of reads, once for a page."""
    held = list(rows)
    named = once_a_page("backlog.filter_names", _names)
    return Offered(
        directions=_in_order(("reduce", "amplify"), {row.direction for row in held}),
        scopes=_in_order(scopes.SCOPES, {row.scope for row in held}),
        statuses=_in_order(statuses.STATUSES, {row.status for row in held}),
        tags=sorted({str(tag) for row in held for tag in row.tags}, key=str.casefold),
        objectives=_used(named["objectives"], {row.objective_id for row in held}),
        areas=_codes(named["areas"], {row.function_id for row in held}),
        stages=_codes(named["stages"], _standing({row.stage_id for row in held})),
        groups=[(code, name) for code, name, _ in named["groups"]],
        owners=_used(named["owners"], {row.owner_id for row in held}),
        strategies=_used(named["strategies"], {row.strategy_id for row in held}),
        without=_without(held),
    )


def _names() -> dict[str, list[Any]]:
    return {
        "objectives": [(one.id, one.name) for one in objectives.objectives()],
        "areas": [(one.code, one.name, one.id) for one in functions.all_functions()],
        "stages": [(one.code, one.name, one.id) for one in journeys.all_stages()],
        "groups": [(one.code, one.name, one.id) for one in stakeholders.groups()],
        "owners": list(accounts.people().items()),
        "strategies": [(one.id, one.name) for one in strategies.strategies()],
    }


def _in_order(every: Sequence[str], used: Collection[str]) -> list[str]:
    return [one for one in every if one in used]


def _used(named: Iterable[tuple[UUID, Any]], used: Collection[UUID | None]) -> Options:
    return [(str(key), name) for key, name in named if key in used]


def _codes(named: Iterable[tuple[str, Any, UUID]], used: Collection[UUID | None]) -> Options:
    return [(code, name) for code, name, key in named if key in used]


def _standing(used: Collection[UUID | None]) -> set[UUID]:
    known = lineage()
    return {known.standing(stage_id) for stage_id in used if stage_id}


def _without(held: Sequence[Line]) -> frozenset[str]:
    columns = {
        "objective": "objective_id",
        "area": "function_id",
        "stage": "stage_id",
        "owner": "owner_id",
        "strategy": "strategy_id",
    }
    return frozenset(name for name, column in columns.items() if any(getattr(row, column) is None for row in held))
