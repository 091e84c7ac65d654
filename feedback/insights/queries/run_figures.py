"""Drivers, effects of themes and distances between groups, as the newest run left them and as far as may be told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from feedback.analysis.disclosure import Hidden, Shown, Thresholds, figure
from feedback.analysis.disclosure.figures import Unit
from feedback.analysis.importance import RANKED_FROM
from feedback.db import db
from feedback.insights.models import RunFigure
from feedback.insights.numbers import CHANGE, DISTANCE, DRIVER, EFFECT

CERTAIN = 0.05
Result = Shown[float] | Hidden


@dataclass(frozen=True, slots=True)
class StageDriver:
    """How a stage goes together with the overall verdict of a group.

    `alone`: correlation, -1..1, over all who judged both; None where everybody said the same. `share`: its part of R²
    (0..1) beside the other stages, over people who judged several; None where too few did.
    """

    group_id: UUID
    stage_id: UUID
    alone: Result | None
    share: Result | None

    @property
    def ranked(self) -> bool:
        """Whether so many people judged that an order of stages may be told."""
        shown = self.share or self.alone
        return isinstance(shown, Shown) and shown.n >= RANKED_FROM


@dataclass(frozen=True, slots=True)
class ThemeEffect:
    """By how much the mean score of a group lies apart, in points of 1..5, because of those who raised a theme.

    `mentioned` of the n people raised it.
    """

    group_id: UUID
    theme_id: UUID
    value: Result
    mentioned: int

    @property
    def sign(self) -> int:
        """1 or -1 where the interval leaves zero out; 0 where chance could have done it, or nothing is told."""
        if isinstance(self.value, Hidden) or self.value.low is None or self.value.high is None:
            return 0
        return 1 if self.value.low > 0 else -1 if self.value.high < 0 else 0


@dataclass(frozen=True, slots=True)
class GroupDistance:
    """How differently two groups talk: bits, 0 (alike) to 1; `chance` is what one group shuffled would be apart.

    `apart`: theme ids with the difference of shares, above 0 where the first group speaks of it more.
    """

    group_id: UUID
    other_id: UUID
    value: Result
    chance: float
    p: float
    people: tuple[int, int]
    apart: tuple[tuple[UUID, float], ...]

    @property
    def differs(self) -> bool:
        """Whether chance alone would hardly set them so far apart."""
        return self.p <= CERTAIN


@dataclass(frozen=True, slots=True)
class ThemeMove:
    """A theme that a group raises more, or less, since a day: shares of those who wrote (0..1) before and after."""

    group_id: UUID
    theme_id: UUID
    since: date
    wave: Mapping[str, str] | None
    before: Result
    after: Result

    @property
    def rose(self) -> bool | None:
        """Whether it is raised more than before; None where that may not be told."""
        if isinstance(self.before, Hidden) or isinstance(self.after, Hidden):
            return None
        return self.after.value > self.before.value


def drivers() -> dict[UUID, list[StageDriver]]:
    """Group -> its stages, the one that goes most with the verdict first."""
    found: dict[UUID, list[StageDriver]] = {}
    for row in _stored(DRIVER):
        assert row.group_id is not None and row.stage_id is not None
        made = StageDriver(row.group_id, row.stage_id, _alone(row), _share(row))
        found.setdefault(row.group_id, []).append(made)
    return {group: sorted(ours, key=_strongest_first) for group, ours in found.items()}


def effects() -> list[ThemeEffect]:
    """Themes that go together with better or worse scores, the farthest from zero first, the uncertain ones last."""
    found = []
    for row in _stored(EFFECT):
        assert row.group_id is not None and row.theme_id is not None
        value = _told(row, row.figures["value"], row.figures["low"], row.figures["high"], row.n, "mean")
        found.append(ThemeEffect(row.group_id, row.theme_id, value, int(row.figures["mentioned"])))
    return sorted(found, key=lambda one: (not one.sign, -_size(one.value), str(one.theme_id), str(one.group_id)))


def distances() -> list[GroupDistance]:
    """Pairs of groups, the farthest apart first."""
    found = []
    for row in _stored(DISTANCE):
        assert row.group_id is not None and row.other_group_id is not None
        held = row.figures
        value = _told(row, held["value"], None, None, row.n, "share")
        apart = tuple((UUID(theme), float(difference)) for theme, difference in held["apart"])
        people = (int(held["n"][0]), int(held["n"][1]))
        found.append(GroupDistance(row.group_id, row.other_group_id, value, held["chance"], held["p"], people, apart))
    return sorted(found, key=lambda one: (-_size(one.value), str(one.group_id), str(one.other_id)))


def moves() -> list[ThemeMove]:
    """Themes that are raised more or less than before, the newest change first."""
    found = []
    for row in _stored(CHANGE):
        assert row.group_id is not None and row.theme_id is not None
        held = row.figures
        before, after = (_told(row, held[when], None, None, row.n, "share") for when in ("before", "after"))
        since = date.fromisoformat(held["since"])
        found.append(ThemeMove(row.group_id, row.theme_id, since, held["wave"], before, after))
    return sorted(found, key=lambda one: (-one.since.toordinal(), str(one.theme_id), str(one.group_id)))


def _stored(kind: str) -> list[RunFigure]:
    return list(db.session.scalars(select(RunFigure).where(RunFigure.kind == kind).order_by(RunFigure.id)))


def _alone(row: RunFigure) -> Result | None:
    held = row.figures
    return None if held.get("r") is None else _told(row, held["r"], held["r_low"], held["r_high"], row.n, "share")


def _share(row: RunFigure) -> Result | None:
    held = row.figures
    return _told(row, held["share"], held["low"], held["high"], held["model_n"], "share") if "share" in held else None


def _told(row: RunFigure, value: Any, low: Any, high: Any, n: int, unit: Unit) -> Result:
    return figure(value, n, Thresholds(row.k, row.k), low, high, unit=unit)


def _size(result: Result | None) -> float:
    return abs(result.value) if isinstance(result, Shown) else -1.0


def _strongest_first(one: StageDriver) -> tuple[float, float, str]:
    return -_size(one.share), -_size(one.alone), str(one.stage_id)
