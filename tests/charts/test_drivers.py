"""Drivers with their intervals."""

from __future__ import annotations

from feedback.charts import DriverRow, drivers_chart
from feedback.charts.drivers import drivers_size
from feedback.charts.style import LIGHT
from tests.charts.drawing import elements, markers, strokes, texts

WAITING = DriverRow("Waiting", 0.31, 0.12, 0.45, 203, "31%, n 203")
PRICE = DriverRow("Price", 0.05, None, None, 40, "5%, n 40")


def test_one_point_per_driver_in_the_order_given() -> None:
    points = markers(drivers_chart([PRICE, WAITING]), LIGHT.ink)
    assert len(points) == 2
    assert points[0][0] < points[1][0] and points[0][1] < points[1][1]


def test_without_bounds_there_is_no_interval() -> None:
    assert len(strokes(drivers_chart([WAITING, PRICE]), LIGHT.ink_2, "8")) == 1


def test_the_scale_ends_at_the_next_tenth_above_every_interval() -> None:
    assert {"0", "50%"} <= set(texts(drivers_chart([WAITING])))
    assert {"0", "10%"} <= set(texts(drivers_chart([PRICE])))
    assert "100 %" in texts(drivers_chart([DriverRow("All", 1, 0.9, 1, 9)], percent=lambda share: f"{share:.0f}00 %"))


def test_words_stand_beside_each_row() -> None:
    assert {"Waiting", "31%, n 203", "Price", "5%, n 40"} <= set(texts(drivers_chart([WAITING, PRICE], shape="narrow")))


def test_the_size_is_that_of_the_picture() -> None:
    for shape in ("wide", "narrow"):
        root = elements(drivers_chart([WAITING, PRICE], shape=shape), "svg")[0]
        assert (round(float(root["width"])), round(float(root["height"]))) == drivers_size([WAITING, PRICE], shape)


def test_no_drivers_yet() -> None:
    assert texts(drivers_chart([])) == ["0", "10%"]
