"""Nothing runs off a slide: what is too much goes on further ones, and nothing is lost between them."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from feedback.reports.slides import fitting
from feedback.reports.slides.records import Curve, Point, Quote, Slide, Table

WORDS = st.lists(st.text("abm W1çñ", min_size=1, max_size=30), max_size=12).map(" ".join)
ROWS = st.lists(st.tuples(WORDS, WORDS), max_size=30)


def of(rows: list[tuple[str, str]], **values: object) -> Slide:
    return Slide("What is", table=Table("What is", ("One", "Two"), (2, 3), rows), **values)  # type: ignore[arg-type]


@settings(max_examples=40, deadline=None)
@given(ROWS, st.integers(0, 2))
def test_every_part_fits_and_all_parts_hold_every_row(rows: list[tuple[str, str]], quotes: int) -> None:
    whole = of(rows, quotes=[Quote("They came late. " * 4, "Customers", "en")] * quotes)
    parts = fitting.fitted(whole)
    for part in parts:
        assert fitting.table_height(part) + fitting.quotes_height(part) <= fitting.ROOM
    held = [row for part in parts if part.table for row in part.table.rows]
    assert len(held) == len(rows)
    assert [len(part.quotes) for part in parts] == [0] * (len(parts) - 1) + [quotes]


def test_parts_say_which_of_how_many_they_are() -> None:
    parts = fitting.fitted(of([(f"row {number}", "of a table") for number in range(30)]))
    assert [part.title for part in parts] == ["What is (1/3)", "What is (2/3)", "What is (3/3)"]
    assert [len(part.table.rows) for part in parts if part.table] == [10, 10, 10]


def test_a_short_table_has_larger_letters_than_a_long_one() -> None:
    few, many = (fitting.fitted(of([("a", "b")] * rows))[0].table for rows in (3, 30))
    assert few and many
    assert (few.size, many.size) == (16, 12)


def test_the_points_of_a_chart_go_with_the_rows_beside_it() -> None:
    points = [Point(str(number), 3.0) for number in range(40)]
    curve = Curve("Customers", "a line", "customer", "Stage", ("Stage",), points)
    parts = fitting.fitted(of([(str(number), "3.0") for number in range(40)], curve=curve))
    assert len(parts) > 1
    for part in parts:
        assert part.table and part.curve
        assert [point.label for point in part.curve.points] == [row[0] for row in part.table.rows]


def test_lines_go_on_too_and_a_slide_without_any_stays_one() -> None:
    lines = [f"Line {number} says something of its own." for number in range(30)]
    parts = fitting.fitted(Slide("In short", lines=lines))
    assert [line for part in parts for line in part.lines] == lines
    assert len(parts) > 1
    assert [part.title for part in fitting.fitted(Slide("Empty"))] == ["Empty"]


def test_a_word_wider_than_the_line_is_broken() -> None:
    assert fitting.lines_of("m" * 100, 1.0, 12) > 10
    assert fitting.lines_of("short", 1.0, 12) == 1
    assert fitting.width_of("漢", 12) > fitting.width_of("l", 12)


def test_a_title_never_takes_more_than_its_three_lines() -> None:
    [part] = fitting.fitted(replace(Slide("x"), title="Whatever people say of it " * 30))
    assert fitting.text_height(part.title, fitting.INSIDE, fitting.TITLE) <= fitting.TOP
