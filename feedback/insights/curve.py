"""The feeling curve of the living map: from figures that may be shown, drawn once and kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from flask_babel import gettext

from feedback.charts import Assumed, Scale, Series, Shape, Stage, Theme, describe_feeling, feeling_curve
from feedback.charts.feeling import COLUMN, HEIGHT
from feedback.charts.records import Kind
from feedback.insights.queries.journey_map import JourneyMap
from feedback.web import pictures
from feedback.web.templating import number, say, text


@dataclass(frozen=True, slots=True)
class Curve:
    """What is drawn, in the reader's language."""

    stages: tuple[Stage, ...]
    series: tuple[Series, ...]
    scale: Scale
    assumed: Assumed | None

    @property
    def has_figures(self) -> bool:
        return any(line.shown() for line in self.series)

    @property
    def spoken(self) -> str:
        """The same figures as sentences, for who cannot see the picture."""
        sentences = describe_feeling(self.stages, self.series, lambda value: number(value, 1))
        return " ".join(say(sentence) for sentence in sentences)

    def size(self, shape: Shape) -> tuple[int, int]:
        """Width and height in pixels."""
        return round(COLUMN[shape] * len(self.stages)), round(HEIGHT)

    def svg(self, theme: Theme, shape: Shape) -> bytes:
        """The picture, from `VAR`/charts where it was drawn before."""

        def drawn() -> bytes:
            return feeling_curve(self.stages, self.series, self.scale, theme=theme, shape=shape, assumed=self.assumed)

        return pictures.kept(drawn, self, theme, shape)


def curve_of(lived: JourneyMap) -> Curve:
    """The curve of a map: groups that have a figure somewhere, and what was assumed where anybody said."""
    series = [
        Series(cast(Kind, group.kind), text(group.name), [stage.score(group.id) for stage in lived.stages])
        for group in lived.groups
    ]
    assumed = [stage.stage.assumed_feeling for stage in lived.stages]
    return Curve(
        tuple(Stage(text(stage.stage.name), stage.stage.silent) for stage in lived.stages),
        tuple(line for line in series if line.shown()),
        Scale(1, 5, ((5, gettext("5 very good")), (4, ""), (3, "3"), (2, ""), (1, gettext("1 very bad")))),
        _assumed(assumed),
    )


def _assumed(values: Sequence[float | None]) -> Assumed | None:
    return Assumed(gettext("What we assumed"), values) if any(value is not None for value in values) else None
