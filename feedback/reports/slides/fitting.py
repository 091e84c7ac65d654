"""What fits on a slide: nothing is made smaller and nothing runs off, what is too much goes on further slides. Pure.

Widths of letters are those of Arial, rounded up: a little too much room is better than a line too many.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from feedback.reports.slides.records import LONGEST_CELL, LONGEST_TITLE, Curve, Slide, Table, cut

WIDTH, HEIGHT = 13.333, 7.5
"""Inches of a slide of 16:9."""
SIDE, TOP, ROOM = 0.6, 1.75, 4.95
"""Inches: margin at the sides, where the content begins, and how high it may be."""
INSIDE = WIDTH - 2 * SIDE
CHART = 5.3
BETWEEN = 0.35
TITLE, BODY, QUOTE, BY, FOOT = 24, 20, 18, 14, 10
SIZES = (16, 14, 12)
"""Sizes of letters in points; those of tables: the largest with which all of it stands on one slide."""
LINE = 1.22
PADDING, SIDES = 0.12, 0.16
"""Inches around the text of a cell, above and below together, and left and right."""
AFTER_LINE = 0.12
_NARROW, _BROAD = frozenset(" iljtfrI.,:;'’!|()[]-·/"), frozenset("mwMW@%…—")


def width_of(text: str, size: float) -> float:
    """Inches that a text takes on one line."""
    return sum(map(_em, text)) * size / 72


def _em(letter: str) -> float:
    if letter in _NARROW:
        return 0.34
    if letter in _BROAD or unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    return 0.72 if letter.isupper() else 0.57


def lines_of(text: str, width: float, size: float) -> int:
    """How many lines a text takes; a word that is wider than the line is broken."""
    count, used = 1, 0.0
    for word in text.split(" "):
        wide = width_of(word + " ", size)
        if used and used + wide > width:
            count, used = count + 1, 0.0
        if wide > width:
            count += int(wide // width)
            wide %= width
        used += wide
    return count


def text_height(text: str, width: float, size: float) -> float:
    """Inches that a text takes from top to bottom."""
    return sum(lines_of(line, width, size) for line in text.split("\n")) * size * LINE / 72


def row_height(cells: Sequence[str], widths: Sequence[float], size: float) -> float:
    """Inches of a row: its highest cell. `widths` in inches."""
    return max(text_height(cell, wide - SIDES, size) for cell, wide in zip(cells, widths, strict=True)) + PADDING


def inches(table: Table, whole: float) -> list[float]:
    """How wide each column is."""
    shares = sum(table.widths)
    return [whole * share / shares for share in table.widths]


def table_width(slide: Slide) -> float:
    return INSIDE - CHART - BETWEEN if slide.curve else INSIDE


def quotes_height(slide: Slide) -> float:
    """Inches that the sentences under a table take; nothing where there are none."""
    if not slide.quotes:
        return 0.0
    wide = INSIDE - BETWEEN
    each = (text_height(one.words, wide, QUOTE) + text_height(one.by, wide, BY) for one in slide.quotes)
    return sum(each) + AFTER_LINE * len(slide.quotes) + BETWEEN


def table_height(slide: Slide) -> float:
    """Inches that the table of a slide takes; nothing where it has none."""
    return sum(_heights(slide)) if slide.table else 0.0


def _heights(slide: Slide) -> list[float]:
    """Of each row, the heading first."""
    assert slide.table, "asked for slides with one"
    table, widths = slide.table, inches(slide.table, table_width(slide))
    return [row_height(row, widths, table.size) for row in (table.columns, *table.rows)]


def fitted(slide: Slide) -> list[Slide]:
    """The slide, or as many as its content needs, each with the same title and which of how many it is."""
    whole = _shortened(slide)
    parts = list(_by_table(whole) if whole.table else _by_lines(whole))
    if len(parts) == 1:
        return parts
    return [replace(part, title=f"{part.title} ({place}/{len(parts)})") for place, part in enumerate(parts, 1)]


def _shortened(slide: Slide) -> Slide:
    table = slide.table
    return replace(
        slide,
        title=cut(slide.title, LONGEST_TITLE),
        lines=[cut(line, 2 * LONGEST_CELL) for line in slide.lines],
        table=table and replace(table, rows=[[cut(cell) for cell in row] for row in table.rows]),
        quotes=[replace(one, words=cut(one.words), by=cut(one.by)) for one in slide.quotes],
    )


def _by_lines(slide: Slide) -> Iterator[Slide]:
    heights = [text_height(line, INSIDE - BETWEEN, BODY) + AFTER_LINE for line in slide.lines]
    for start, end in _runs(heights, ROOM):
        yield replace(slide, lines=slide.lines[start:end])


def _by_table(slide: Slide) -> Iterator[Slide]:
    slide = _sized(slide)
    table, (head, *heights) = slide.table, _heights(slide)
    assert table, "asked for slides with one"
    runs = _runs(heights, ROOM - head - quotes_height(slide))
    for start, end in runs:
        yield replace(
            slide,
            table=replace(table, rows=table.rows[start:end]),
            curve=_cut_out(slide.curve, start, end),
            quotes=slide.quotes if end == runs[-1][1] else (),
        )


def _sized(slide: Slide) -> Slide:
    """With the largest letters that let the whole table stand here; else with the smallest, on several slides."""
    assert slide.table, "asked for slides with one"
    for size in SIZES[1:] if slide.curve else SIZES:
        slide = replace(slide, table=replace(slide.table, size=size))
        if table_height(slide) + quotes_height(slide) <= ROOM:
            break
    return slide


def _cut_out(curve: Curve | None, start: int, end: int) -> Curve | None:
    """The points whose rows stand beside them."""
    return curve and replace(curve, points=curve.points[start:end])


def _runs(heights: Sequence[float], room: float) -> list[tuple[int, int]]:
    """Where each slide begins and ends, none with much less than the others; one empty run for nothing."""
    filled = _filled(heights, room)
    even = sum(heights) / len(filled) + max(heights, default=0.0) / 2
    balanced = _filled(heights, min(room, even))
    return balanced if len(balanced) == len(filled) else filled


def _filled(heights: Sequence[float], room: float) -> list[tuple[int, int]]:
    """As much as fits on each, at least one thing."""
    runs, start, used = [], 0, 0.0
    for place, height in enumerate(heights):
        if place > start and used + height > room:
            runs.append((start, place))
            start, used = place, 0.0
        used += height
    return [*runs, (start, len(heights))]
