"""Rows on one scale: names beside them on a desk, above them on a phone."""

from __future__ import annotations

import pytest

from feedback.charts import Scale
from feedback.charts.ladder import FOOT, WIDTH, Ladder

TEN = Scale(0, 10, [(0, "0"), (10, "10")])
LONG = "A name so long that it needs more than one line beside the row it belongs to"


def test_the_scale_fills_the_room_and_nothing_leaves_it() -> None:
    ladder = Ladder([("One", "1")], TEN, "wide")
    assert ladder.x(5) == pytest.approx((ladder.x(0) + ladder.x(10)) / 2)
    assert (ladder.x(-3), ladder.x(99)) == (ladder.x(0), ladder.x(10))


def test_height_follows_the_rows_and_their_words() -> None:
    one, two = (Ladder([("One", "")] * count, TEN, "wide") for count in (1, 2))
    assert two.height - one.height == pytest.approx(one.height - FOOT)
    assert Ladder([(LONG, "")], TEN, "wide").height > one.height
    assert Ladder([("One", "")], TEN, "wide", head=30).height == one.height + 30


def test_a_phone_has_the_words_above() -> None:
    wide, narrow = (Ladder([("One", "a text")], TEN, shape) for shape in ("wide", "narrow"))
    assert narrow.width == WIDTH["narrow"] < wide.width
    assert narrow.left < wide.left
    assert narrow.height > wide.height
