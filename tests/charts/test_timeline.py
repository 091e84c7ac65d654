"""Work in time."""

from __future__ import annotations

from datetime import date

from feedback.charts.style import LIGHT
from feedback.charts.timeline import Calendar, Mark, Span, months, reach, timeline_chart, timeline_size
from tests.charts.drawing import elements, markers, strokes, texts

TODAY = date(2026, 11, 23)
RUNNING = Span("Tell the hour", date(2026, 11, 1), date(2026, 12, 1), "running", "40 %, by 1 Dec", share=0.4)
LATE = Span("Paint", date(2026, 10, 1), date(2026, 11, 1), "running", "Late", late=True)
PLANNED = Span("Ask again", None, date(2027, 1, 15), "planned", "by 15 Jan", marks=[Mark(date(2027, 1, 4), False)])


def calendar(*spans: Span) -> Calendar:
    first, last = reach(spans, TODAY)
    return Calendar(first, last, TODAY, "today", [(day, day.strftime("%b")) for day in months(first, last, "wide")])


def drawn(*spans: Span) -> bytes:
    return timeline_chart(spans, calendar(*spans))


def length(svg: bytes, colour: str, width: str) -> list[float]:
    """How long the lines of this colour and width are, in pixels."""
    found = []
    for path in strokes(svg, colour, width):
        x = [float(part) for part in path["d"].replace("M", "").replace("L", "").split()][::2]
        found.append(max(x) - min(x))
    return found


def test_the_picture_reaches_over_every_day_and_today() -> None:
    first, last = reach([PLANNED], TODAY)
    assert first < TODAY < date(2027, 1, 15) < last
    assert reach([], TODAY)[0] < TODAY


def test_months_have_room_for_their_words() -> None:
    year = (date(2026, 1, 1), date(2026, 12, 31))
    assert [len(months(*year, shape)) for shape in ("wide", "narrow")] == [6, 3]
    assert months(date(2026, 11, 20), date(2026, 11, 26), "wide") == [date(2026, 11, 20)]
    assert months(date(2026, 12, 5), date(2027, 2, 3), "wide") == [date(2027, 1, 1), date(2027, 2, 1)]


def test_as_much_of_a_bar_is_filled_as_is_done() -> None:
    svg = drawn(RUNNING)
    whole, done = length(svg, LIGHT.ink_2, "12")[0], length(svg, LIGHT.ink_2, "10")[0]
    assert abs(done / whole - 0.4) < 0.02
    assert length(drawn(PLANNED), LIGHT.ink_2, "10") == []


def test_late_work_has_a_line_to_today_and_other_work_has_none() -> None:
    assert len(length(drawn(LATE, RUNNING), LIGHT.neg, "3")) == 1
    assert length(drawn(RUNNING), LIGHT.neg, "3") == []


def test_a_milestone_that_is_reached_is_filled() -> None:
    both = Span("A", date(2026, 11, 1), None, "done", "", marks=[Mark(TODAY, True), Mark(date(2026, 12, 1), False)])
    assert len(markers(drawn(both), LIGHT.ink)) == len(markers(drawn(both), LIGHT.surface)) == 1


def test_names_texts_and_today_are_written_and_the_size_is_told() -> None:
    spans = [RUNNING, LATE, PLANNED]
    for shape in ("wide", "narrow"):
        svg = timeline_chart(spans, calendar(*spans), shape=shape)
        assert {"today", "Paint", "Late", "by 15 Jan"} <= set(texts(svg))
        root = elements(svg, "svg")[0]
        assert (round(float(root["width"])), round(float(root["height"]))) == timeline_size(
            spans, calendar(*spans), shape
        )
