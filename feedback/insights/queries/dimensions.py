"""What people meet: the physical, the human and the digital side of the journey, by stages and by themes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from feedback.analysis.codebook.dimensions import theme_dimensions
from feedback.analysis.disclosure import Hidden, Shown, Thresholds, figure
from feedback.insights.queries.figures import ThemeRow
from feedback.insights.queries.lenses import Lived, Region
from feedback.insights.rules import EVERYWHERE, Place
from feedback.insights.rules.dimensions import OF, Weight, weight
from feedback.insights.voices import Said, Voice
from feedback.journeys.models import Stage, Touchpoint
from feedback.journeys.rules.details import dimension


@dataclass(frozen=True, slots=True)
class Feeling:
    """What a group said of several themes at a place. `people` and `mentions` count each theme for itself.

    `negative` is the unfavourable share of the mentions, 0..1, 1 worst. `kept`: something is left out, because it would
    tell of too few.
    """

    people: int
    mentions: int
    negative: Shown[float] | Hidden
    kept: bool = False


@dataclass(frozen=True, slots=True)
class DimensionLife:
    """One of the three: the stages whose touchpoints are mostly of it, what is lived there, and its themes."""

    dimension: str
    stages: Sequence[tuple[Stage, Weight]]
    region: Region
    themes: Sequence[ThemeRow]
    felt: Mapping[tuple[Place, UUID], Feeling]

    @property
    def places(self) -> list[Place]:
        """Where its themes were raised."""
        return list(dict.fromkeys(place for place, _ in self.felt))


def dimensions(lived: Lived | None = None) -> list[DimensionLife]:
    """Physical, human and digital, in this order."""
    known = lived or Lived()
    weights = {stage.id: weight([_of(point) for point in stage.touchpoints]) for stage in known.stages}
    return [_life(known, one, weights) for one in OF]


def _of(point: Touchpoint) -> str:
    return dimension(point.channel, point.dimension)


def _life(known: Lived, name: str, weights: Mapping[UUID, Weight | None]) -> DimensionLife:
    mostly = [(stage, own) for stage in known.stages if (own := weights[stage.id]) and own.dimension == name]
    belongs = theme_dimensions()
    themes = [row for row in known.themes if belongs.get(row.theme.code) == name]
    places: list[Place] = [EVERYWHERE, *(stage.id for stage in known.stages)]
    felt = {
        (place, group.id): found
        for place in places
        for group in known.groups
        if (found := feeling(_said(themes, place, group.id)))
    }
    return DimensionLife(name, mostly, known.region([stage for stage, _ in mostly]), themes, felt)


def _said(themes: Iterable[ThemeRow], place: Place, group_id: UUID) -> list[Said]:
    if place == EVERYWHERE:
        found = [row.by_group.get(group_id) for row in themes]
    else:
        found = [row.cells.get((place, group_id)) for row in themes]
    return [one for one in found if one]


def feeling(said: Sequence[Said]) -> Feeling | None:
    """Several themes together, over those that may be shown by themselves; None where none was raised."""
    raised = [one for one in said if one.raised.people or one.mostly_held]
    shown = [one for one in raised if isinstance(one.negative, Shown)]
    if not raised:
        return None
    total = sum((one.raised for one in shown), Voice())
    kept = len(shown) < len(raised) or any(one.held for one in shown)
    if not shown:
        return Feeling(0, 0, next(one.negative for one in raised if isinstance(one.negative, Hidden)), kept)
    k = max(one.k for one in shown)
    counts = (total.negative, total.neutral, total.positive)
    share = figure(total.negative / total.mentions, total.people, Thresholds(k, k), unit="share", counts=counts)
    return Feeling(total.people, total.mentions, share, kept)
