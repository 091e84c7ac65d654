"""Charts: numbers in, SVG out. Pure, deterministic, and safe under a policy that forbids inline style.

`feeling_curve`, `distribution_bars`, `trend`, `theme_bars`, `drivers_chart`, `effects_chart` and `gaps_chart` each
answer the bytes of one SVG; `describe_feeling`, `describe_distribution` and `describe_trend` put the same figures into
sentences for who cannot see it. They accept what the disclosure rule answers, a shown figure or a hidden one, and draw
a hidden one as a gap. Texts come in translated. matplotlib is loaded by the first chart, not by this import.
"""

from feedback.charts.boxes import BoxNames, BoxRow, boxes_chart, boxes_size
from feedback.charts.distribution import distribution_bars
from feedback.charts.drivers import drivers_chart, drivers_size
from feedback.charts.effects import effects_chart, effects_size
from feedback.charts.feeling import feeling_curve
from feedback.charts.feelings import theme_bars, theme_bars_size
from feedback.charts.gaps import gaps_chart, gaps_size
from feedback.charts.records import (
    Assumed,
    Bar,
    DriverRow,
    EffectRow,
    Event,
    GapNames,
    GapRow,
    Kind,
    Result,
    Scale,
    Series,
    Shape,
    Stage,
    Theme,
    ThemeBar,
)
from feedback.charts.sentences import describe_distribution, describe_feeling, describe_trend
from feedback.charts.trend import trend

__all__ = [
    "Assumed",
    "Bar",
    "BoxNames",
    "BoxRow",
    "DriverRow",
    "EffectRow",
    "Event",
    "GapNames",
    "GapRow",
    "Kind",
    "Result",
    "Scale",
    "Series",
    "Shape",
    "Stage",
    "Theme",
    "ThemeBar",
    "boxes_chart",
    "boxes_size",
    "describe_distribution",
    "describe_feeling",
    "describe_trend",
    "distribution_bars",
    "drivers_chart",
    "drivers_size",
    "effects_chart",
    "effects_size",
    "feeling_curve",
    "gaps_chart",
    "gaps_size",
    "theme_bars",
    "theme_bars_size",
    "trend",
]
