"""The same figures as sentences, for the text alternative of a chart.

Each builder answers Messages to be translated by the edge and joined; `number` writes a value in the reader's language.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from feedback.charts.records import Bar, Series, Shown, Stage, is_shown
from feedback.errors import Message, message

Number = Callable[[float], str]


def describe_feeling(stages: Sequence[Stage], series: Sequence[Series], number: Number) -> list[Message]:
    """Per group where it fares best and worst, and how many stages have no figure."""
    return [sentence for line in series for sentence in _highs_and_lows(line, [stage.name for stage in stages], number)]


def describe_trend(waves: Sequence[str], series: Sequence[Series], number: Number) -> list[Message]:
    """Per group its first and its newest figure."""
    return [_from_to(line, waves, number) for line in series]


def describe_distribution(bars: Sequence[Bar]) -> list[Message]:
    """Each answer with the text that stands beside its bar, the most chosen first."""
    ordered = sorted(bars, key=lambda bar: -bar.result.value if is_shown(bar.result) else 0.0)
    return [message("%(answer)s: %(figure)s.", answer=bar.name, figure=bar.text) for bar in ordered]


def _highs_and_lows(line: Series, names: Sequence[str], number: Number) -> list[Message]:
    shown = line.shown()
    if not shown:
        return [message("%(group)s: no figure at any stage.", group=line.name)]
    said = [_extremes(line.name, shown, names, number)]
    missing = len(line.results) - len(shown)
    if missing:
        said.append(
            message(
                "%(group)s: no figure at %(missing)s of %(all)s stages.",
                group=line.name,
                missing=missing,
                all=len(names),
            )
        )
    return said


def _extremes(group: str, shown: list[tuple[int, Shown]], names: Sequence[str], number: Number) -> Message:
    best = max(shown, key=lambda point: point[1].value)
    worst = min(shown, key=lambda point: point[1].value)
    if best[0] == worst[0]:
        return message(
            "%(group)s: %(value)s at %(stage)s.", group=group, value=number(best[1].value), stage=names[best[0]]
        )
    return message(
        "%(group)s: best at %(best)s (%(high)s), worst at %(worst)s (%(low)s).",
        group=group,
        best=names[best[0]],
        high=number(best[1].value),
        worst=names[worst[0]],
        low=number(worst[1].value),
    )


def _from_to(line: Series, waves: Sequence[str], number: Number) -> Message:
    shown = line.shown()
    if not shown:
        return message("%(group)s: no figure in any wave.", group=line.name)
    (first, before), (last, now) = shown[0], shown[-1]
    if first == last:
        return message("%(group)s: %(value)s in %(wave)s.", group=line.name, value=number(now.value), wave=waves[last])
    return message(
        "%(group)s: from %(before)s in %(first)s to %(now)s in %(last)s.",
        group=line.name,
        before=number(before.value),
        first=waves[first],
        now=number(now.value),
        last=waves[last],
    )
