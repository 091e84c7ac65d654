"""The map as a page shows it: its columns, the rows somebody chose, and what stands beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from flask import url_for
from flask_babel import gettext

from feedback.errors import Message
from feedback.insights.curve import Curve, curve_of
from feedback.insights.queries import claims
from feedback.insights.queries.claims import Standing
from feedback.insights.queries.journey_map import JourneyMap, StageLife, journey_map
from feedback.insights.queries.map_layers import Layers, layers
from feedback.insights.rules import map_rows
from feedback.insights.rules.map_rows import Row
from feedback.journeys.models import Stage
from feedback.journeys.rules.claims import STATES
from feedback.journeys.rules.details import duration
from feedback.web.templating import language_code, say, text

LOOKS = {"area": "band", "touchpoints": "tp", "lived": "gs", "predicted": "gs", "themes": "loud"}
"""Code of a row -> the class it is drawn with, where that is another one."""


@dataclass(frozen=True, slots=True)
class MapPage:
    """Everything a map is written from. `chosen`: codes of the rows somebody wants, () for those of the beginning."""

    lived: JourneyMap
    layers: Layers
    curve: Curve
    chosen: tuple[str, ...]
    rows: Sequence[Row]
    variant: str = ""
    standing: Standing = field(default_factory=dict)

    @property
    def columns(self) -> list[dict[str, Any]]:
        """The stages as `components/journey_map.html` wants them, each with its life."""
        return [_column(number, life) for number, life in enumerate(self.lived.stages, 1)]

    @property
    def lines(self) -> list[dict[str, str]]:
        """The rows as `components/journey_map.html` wants them."""
        return [
            {"id": row.code, "look": LOOKS.get(row.code, row.code), "name": say(row.name), "hint": say(row.hint)}
            for row in self.rows
        ]

    @property
    def offered(self) -> list[dict[str, Any]]:
        """Every row for the form that chooses, those on the map first, and whether it is on it or has nothing yet."""
        here, filled = {row.code for row in self.rows}, self.filled
        wanted = set(self.chosen or map_rows.AT_FIRST)
        return [
            {
                "id": row.code,
                "name": say(row.name),
                "shown": row.code in wanted,
                "on_the_map": row.code in here,
                "empty": row.code not in filled and row.code not in map_rows.ALWAYS,
            }
            for row in map_rows.offered(self.chosen)
        ]

    @property
    def filled(self) -> set[str]:
        return filled(self.lived, self.layers, self.curve)

    @property
    def without_variant(self) -> dict[str, Any]:
        return {name: value for name, value in self.asked.items() if name != "variant"}

    @property
    def only_variant(self) -> dict[str, Any]:
        return {"variant": self.variant} if self.variant else {}

    @property
    def asked(self) -> dict[str, Any]:
        """What of the address makes this map: for links to the same map elsewhere."""
        asked = {"rows": map_rows.written(self.chosen) if self.chosen else "", "variant": self.variant}
        return {name: value for name, value in asked.items() if value}

    @property
    def figure(self) -> dict[str, Any]:
        """The curve as `components/chart.html` wants it."""
        return figure(self.curve, url_for("journey.curve", lang=language_code(), **self.only_variant))

    def sureness(self, stage: Stage) -> list[tuple[Message, int]]:
        """How many parts of a stage are in each state; states that none is in are left out."""
        states = Counter(one.state.code for one in self.standing.values() if one.element.stage_id == stage.id)
        return [(STATES[code], states[code]) for code in reversed(list(STATES)) if states[code]]


def map_page(chosen: Sequence[str] = (), *, variant: str = "", only: Sequence[UUID] | None = None) -> MapPage:
    """The map of today, of all stages or of `only` these in their order; a fixed number of reads."""
    lived, drawn = narrowed(journey_map(), only), layers()
    curve = curve_of(lived)
    rows = map_rows.on_the_map(chosen, filled(lived, drawn, curve))
    return MapPage(lived, drawn, curve, tuple(chosen), rows, variant, claims.standing(lived.said))


def narrowed(lived: JourneyMap, only: Sequence[UUID] | None) -> JourneyMap:
    """The same map with these stages only, in this order."""
    if only is None:
        return lived
    by_id = {life.stage.id: life for life in lived.stages}
    return replace(lived, stages=[by_id[one] for one in only if one in by_id])


def filled(lived: JourneyMap, drawn: Layers, curve: Curve) -> set[str]:
    """Codes of the rows that have something in them."""
    found = drawn.filled([life.stage for life in lived.stages]) | {"claims"}
    if curve.has_figures:
        found.add("curve")
    if any(life.predicted for life in lived.stages):
        found.add("predicted")
    return found


def _column(number: int, life: StageLife) -> dict[str, Any]:
    return {
        "number": number,
        "id": f"stage-{life.stage.code}",
        "name": text(life.stage.name),
        "hint": say(lasting(life)),
        "silent": life.stage.silent,
        "truth": life.is_truth,
        "life": life,
    }


def lasting(life: StageLife) -> Message | None:
    """How long the company expects the stage to take, in the largest unit that it fills."""
    return duration(life.stage.lasts_minutes) if life.stage.lasts_minutes else None


def figure(curve: Curve, url: str) -> dict[str, Any]:
    """A curve as `components/chart.html` wants it; its table stands below the map."""
    (width, height), (narrow_width, narrow_height) = curve.size("wide"), curve.size("narrow")
    return {
        "url": url,
        "alt": gettext("How people feel at each stage.") + " " + curve.spoken,
        "width": width,
        "height": height,
        "narrow_width": narrow_width,
        "narrow_height": narrow_height,
    }
