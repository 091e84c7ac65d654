"""Where lines, points and labels go."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from feedback.charts import Series
from feedback.charts.marks import Box, curve, lay
from tests.charts.drawing import TOO_FEW, shown

heights = st.lists(st.integers(0, 2500).map(lambda tenths: tenths / 10), min_size=2, max_size=10)


@given(heights)
def test_the_curve_never_leaves_what_its_points_span(ys: list[float]) -> None:
    _, fine = curve([float(at) for at in range(len(ys))], ys)
    assert min(ys) - 1e-9 <= min(fine)
    assert max(fine) <= max(ys) + 1e-9


@given(heights)
def test_the_curve_goes_through_its_points(ys: list[float]) -> None:
    xs, fine = curve([float(at) for at in range(len(ys))], ys)
    assert [round(y, 6) for x, y in zip(xs, fine, strict=True) if x == round(x)] == [round(y, 6) for y in ys]


def test_groups_stand_beside_each_other() -> None:
    series = [Series("other", str(index), [shown(3)]) for index in range(4)]
    places = [drawn.points()[0][0] for drawn in lay(series, lambda _: 100, lambda value: value, apart=10)]
    assert places == [100, 90, 110, 80]


def test_runs_end_at_a_hidden_figure() -> None:
    series = Series("other", "O", [shown(3), TOO_FEW, shown(4), shown(5)])
    assert [len(run) for run in lay([series], float, lambda value: value)[0].runs] == [1, 2]


def test_boxes_overlap_in_their_common_area() -> None:
    assert Box(0, 0, 10, 10).overlap(Box(5, 8, 20, 20)) == 10
    assert Box(0, 0, 10, 10).overlap(Box(10, 0, 20, 10)) == 0
