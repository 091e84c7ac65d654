"""Work in time: a bar from its beginning to its end, its milestones on it, and today as a line through all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from feedback.charts.canvas import draw
from feedback.charts.ladder import FOOT, LINE, Ladder
from feedback.charts.marks import write
from feedback.charts.records import Scale, Shape, Theme
from feedback.charts.style import SMALL, Palette

if TYPE_CHECKING:
    from matplotlib.axes import Axes

HEAD = LINE + 6.0
"""Room above the first row for the word at today's line."""
MOST_TICKS: dict[Shape, int] = {"wide": 6, "narrow": 3}
BAR, MARK = 10.0, 9.0
AIR = timedelta(days=3)
"""Days left free at both ends of the scale."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A milestone: its day, and whether it is reached."""

    on: date
    done: bool


@dataclass(frozen=True, slots=True)
class Span:
    """One piece of work, from its first to its last day; with one of them it is a point.

    `state`: planned is hollow, running is filled as far as `share` (0..1) of it is done, done is filled in grey. A late
    one has a dotted line from its end to today. `text` stands beside it, in the reader's language.
    """

    name: str
    begins: date | None
    ends: date | None
    state: Literal["planned", "running", "done"]
    text: str
    share: float = 0.0
    late: bool = False
    marks: Sequence[Mark] = ()

    @property
    def days(self) -> list[date]:
        """Every day that is drawn."""
        return [day for day in (self.begins, self.ends, *(one.on for one in self.marks)) if day is not None]


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days a picture reaches over, today, what today is called, and months at the foot as (day, words)."""

    first: date
    last: date
    today: date
    today_word: str
    months: Sequence[tuple[date, str]]


def reach(spans: Sequence[Span], today: date) -> tuple[date, date]:
    """First and last day of the picture: everything drawn and today, with some air."""
    days = [day for one in spans for day in one.days] + [today]
    return min(days) - AIR, max(days) + AIR


def months(first: date, last: date, shape: Shape) -> list[date]:
    """First days of months between the two, every month or every second, third, …, so that their words have room;
    the first day itself where there is none."""
    found = []
    day = date(first.year, first.month, 1)
    while day <= last:
        if day >= first:
            found.append(day)
        day = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    step = -(-len(found) // MOST_TICKS[shape])
    return found[::step] if found else [first]


def timeline_chart(
    spans: Sequence[Span], calendar: Calendar, *, theme: Theme = "light", shape: Shape = "wide"
) -> bytes:
    """SVG of one line per piece of work, in the order given."""
    ladder = _ladder(spans, calendar, shape)

    def paint(axes: Axes, palette: Palette) -> None:
        ladder.paint(axes, palette, lambda index, y: _span(axes, palette, ladder, spans[index], calendar.today, y))
        _today(axes, palette, ladder, calendar)

    return draw(ladder.width, ladder.height, theme, paint)


def timeline_size(spans: Sequence[Span], calendar: Calendar, shape: Shape) -> tuple[int, int]:
    """Width and height of the picture, in pixels."""
    ladder = _ladder(spans, calendar, shape)
    return round(ladder.width), round(ladder.height)


def _ladder(spans: Sequence[Span], calendar: Calendar, shape: Shape) -> Ladder:
    ticks = [(_number(day), words) for day, words in calendar.months]
    scale = Scale(_number(calendar.first), _number(calendar.last), ticks)
    return Ladder([(one.name, one.text) for one in spans], scale, shape, head=HEAD)


def _number(day: date) -> float:
    return float(day.toordinal())


def _today(axes: Axes, palette: Palette, ladder: Ladder, calendar: Calendar) -> None:
    x = ladder.x(_number(calendar.today))
    if ladder.shape == "wide":
        _upright(axes, palette, x, (FOOT, ladder.top))
    room = len(calendar.today_word) * SMALL * 0.31
    middle = min(max(x, room), ladder.width - room)
    write(axes, middle, ladder.top + 6, calendar.today_word, palette.ink, size=SMALL, anchor="center")


def _upright(axes: Axes, palette: Palette, x: float, ends: tuple[float, float]) -> None:
    axes.plot([x, x], ends, color=palette.ink, linewidth=1.5, zorder=2)


def _span(axes: Axes, palette: Palette, ladder: Ladder, one: Span, today: date, y: float) -> None:
    if ladder.shape == "narrow":
        # Names stand above the bars there, and a line through all rows would cross them.
        _upright(axes, palette, ladder.x(_number(today)), (y - MARK, y + MARK))
    # What began after it was due is drawn from the one day to the other all the same.
    ends = sorted(day for day in (one.begins, one.ends) if day is not None)
    if ends:
        left, right = ladder.x(_number(ends[0])), ladder.x(_number(ends[-1]))
        _bar(axes, palette, one, (left, max(right, left + 2)), y)
    if one.late and one.ends:
        late = [ladder.x(_number(one.ends)), ladder.x(_number(today))]
        axes.plot(late, [y, y], color=palette.neg, linewidth=3, linestyle=(0, (1, 1)), zorder=3)
    for mark in one.marks:
        _mark(axes, palette, ladder.x(_number(mark.on)), y, mark.done)


def _bar(axes: Axes, palette: Palette, one: Span, ends: tuple[float, float], y: float) -> None:
    left, right = ends
    fill = {"planned": palette.surface, "running": palette.fill, "done": palette.neu}[one.state]
    axes.plot([left, right], [y, y], color=palette.ink_2, linewidth=BAR + 2, solid_capstyle="butt", zorder=3)
    if right - left > 2:
        axes.plot([left + 1, right - 1], [y, y], color=fill, linewidth=BAR, solid_capstyle="butt", zorder=4)
    if one.state == "running" and one.share > 0:
        done = left + (right - left) * min(one.share, 1.0)
        axes.plot([left, done], [y, y], color=palette.ink_2, linewidth=BAR, solid_capstyle="butt", zorder=5)


def _mark(axes: Axes, palette: Palette, x: float, y: float, done: bool) -> None:
    axes.plot(
        [x],
        [y],
        linestyle="none",
        marker="D",
        markersize=MARK,
        markerfacecolor=palette.ink if done else palette.surface,
        markeredgecolor=palette.ink,
        markeredgewidth=1.5,
        zorder=6,
    )
