"""The feeling curve of the living map: from figures that may be shown, drawn once and kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast
from uuid import UUID

from flask_babel import gettext

from feedback.analysis.disclosure import Hidden
from feedback.charts import Assumed, Scale, Series, Shape, Stage, Theme, describe_feeling, feeling_curve
from feedback.charts.feeling import COLUMN, HEIGHT, NAMES
from feedback.charts.records import Kind
from feedback.insights.queries.journey_map import JourneyMap, Result, StageLife
from feedback.insights.rules import lived_by
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
        return round(COLUMN[shape] * len(self.stages)), round(HEIGHT + (NAMES if shape == "narrow" else 0))

    def part(self, start: int, stop: int) -> Curve:
        """The curve of some of the stages, as a sheet of paper has room for them."""
        series = [replace(line, results=line.results[start:stop]) for line in self.series]
        assumed = replace(self.assumed, values=self.assumed.values[start:stop]) if self.assumed else None
        return Curve(self.stages[start:stop], tuple(series), self.scale, assumed)

    def svg(self, theme: Theme, shape: Shape) -> bytes:
        """The picture, from `VAR`/charts where it was drawn before."""

        stages = [Stage(str(number), one.silent) for number, one in enumerate(self.stages, 1)]

        def drawn() -> bytes:
            return feeling_curve(
                stages,
                self.series,
                self.scale,
                theme=theme,
                shape=shape,
                assumed=self.assumed,
                stage_names=shape == "narrow",
            )

        return pictures.kept(drawn, self, theme, shape)


def curve_of(lived: JourneyMap) -> Curve:
    """The curve of a map: what groups live and what insiders believe, where there are figures; what the team drew."""
    assumed = [stage.stage.assumed_feeling for stage in lived.stages]
    return Curve(
        tuple(Stage(text(stage.stage.name), stage.stage.silent) for stage in lived.stages),
        tuple(line for line in (*_lived(lived), *_guessed(lived)) if line.shown()),
        Scale(1, 5, ((5, gettext("5 very good")), (4, ""), (3, "3"), (2, ""), (1, gettext("1 very bad")))),
        _assumed(assumed),
    )


def _lived(lived: JourneyMap) -> list[Series]:
    """Those whose life the journey is come first: the gap to what was assumed is drawn along them."""
    living = lived_by({group.id: group.kind for group in lived.groups})
    ordered = sorted(lived.groups, key=lambda group: group.id not in living)
    return [
        Series(cast(Kind, group.kind), text(group.name), [stage.score(group.id) for stage in lived.stages])
        for group in ordered
    ]


def _guessed(lived: JourneyMap) -> list[Series]:
    return [
        Series(
            cast(Kind, group.kind),
            gettext("%(group)s: what they believe", group=text(group.name)),
            [_guess(stage, group.id) for stage in lived.stages],
            guessed=True,
        )
        for group in lived.groups
    ]


def _guess(stage: StageLife, group_id: UUID) -> Result:
    figure = stage.predicted.get(group_id)
    return figure.result if figure else Hidden("not_asked")


def _assumed(values: Sequence[float | None]) -> Assumed | None:
    return Assumed(gettext("What we assumed"), values) if any(value is not None for value in values) else None
