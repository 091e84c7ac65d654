"""The feeling curve draws what is shown where it belongs, and nothing where nothing is shown."""

from __future__ import annotations

import pytest

from feedback.charts import Assumed, Scale, Series, Stage, feeling_curve
from feedback.charts.style import DARK, LIGHT
from tests.charts.drawing import CUSTOMERS, FIVE, STAGES, SUPPLIERS, TOO_FEW, elements, markers, shown, strokes, texts


def test_points_stand_in_the_middle_of_their_column_on_the_whole_scale() -> None:
    ends = Series("customer", "C", [shown(1, 0), shown(3, 0), shown(5, 0)])
    places = markers(feeling_curve(STAGES, [ends], FIVE), LIGHT.g_customer)
    assert [x for x, _ in places] == [92, 276, 460]
    assert [y for _, y in places] == [250 - 28, pytest.approx((250 - 28 + 26) / 2), 26]


def test_a_zoomed_scale_would_move_the_points() -> None:
    wider = Scale(0, 10, FIVE.ticks)
    (_, on_five), (_, on_ten) = (
        markers(feeling_curve(STAGES[:1], [Series("customer", "C", [shown(4)])], scale), LIGHT.g_customer)[0]
        for scale in (FIVE, wider)
    )
    assert on_five < on_ten


def test_hidden_figures_are_gaps() -> None:
    gap = Series("customer", "C", [shown(4), TOO_FEW, shown(3)])
    whole = feeling_curve(STAGES, [CUSTOMERS], FIVE)
    holed = feeling_curve(STAGES, [gap], FIVE)
    assert (len(markers(whole, LIGHT.g_customer)), len(markers(holed, LIGHT.g_customer))) == (3, 2)
    lines = [strokes(svg, LIGHT.g_customer, "2.5") for svg in (whole, holed)]
    assert [sum(line["d"].count("L") > 1 for line in drawn) for drawn in lines] == [1, 0]


def test_intervals_are_as_long_as_they_say() -> None:
    svg = feeling_curve(STAGES[:1], [Series("customer", "C", [shown(3, 1)])], FIVE)
    bar = strokes(svg, LIGHT.g_customer, "6")[0]["d"].split()
    assert abs(float(bar[2]) - float(bar[5])) == pytest.approx((250 - 28 - 26) / 2)


def test_intervals_stop_at_the_ends_of_the_scale() -> None:
    svg = feeling_curve(STAGES[:1], [Series("customer", "C", [shown(4.9, 2)])], FIVE)
    bar = strokes(svg, LIGHT.g_customer, "6")[0]["d"].split()
    assert min(float(bar[2]), float(bar[5])) == 26


def test_silent_stages_are_tinted() -> None:
    tinted = [path for path in elements(feeling_curve(STAGES, [], FIVE), "path") if path.get("fill") == LIGHT.fill]
    assert len(tinted) == 1
    assert tinted[0]["d"].startswith("M 184 ")


def test_lines_are_named_directly_and_groups_part_by_shape() -> None:
    svg = feeling_curve(STAGES, [CUSTOMERS, SUPPLIERS], FIVE)
    assert {"Customers", "Suppliers"} <= set(texts(svg))
    shapes = [markers(svg, colour) for colour in (LIGHT.g_customer, LIGHT.g_supplier)]
    assert [len(places) for places in shapes] == [3, 1]
    assert shapes[0][1][0] != shapes[1][0][0]


def test_markers_have_a_halo_of_the_ground() -> None:
    svg = feeling_curve(STAGES, [CUSTOMERS], FIVE, theme="dark")
    assert {use["stroke"] for use in elements(svg, "use") if use.get("fill") == DARK.g_customer} == {DARK.surface}


def test_the_gap_between_assumed_and_lived_is_yellow() -> None:
    def yellow(values: list[float | None]) -> int:
        svg = feeling_curve(STAGES, [CUSTOMERS], FIVE, assumed=Assumed("We thought", values))
        return sum(LIGHT.mark in path.values() for path in elements(svg, "path") + elements(svg, "use"))

    assert yellow([4.5, 4.5, 4.6]) == 1
    assert yellow([None, None, None]) == 0
    assert yellow([None, 4.0, None]) == 0


def test_the_assumed_line_is_named_where_something_was_assumed() -> None:
    for values, named in (([4.5, None, 4.0], True), ([None] * 3, False)):
        svg = feeling_curve(STAGES, [CUSTOMERS], FIVE, assumed=Assumed("We thought", values))
        assert ("We thought" in texts(svg)) is named


def test_narrow_columns_fit_three_to_a_phone() -> None:
    assert elements(feeling_curve(STAGES, [CUSTOMERS], FIVE, shape="narrow"), "svg")[0]["width"] == "336"


def test_names_are_written_only_when_asked() -> None:
    with_names, without = (texts(feeling_curve(STAGES, [], FIVE, stage_names=names)) for names in (True, False))
    assert [name in with_names for name in ("Ask", "Wait", "Visit")] == [True] * 3
    assert "Ask" not in without


@pytest.mark.parametrize("count", [1, 12])
def test_few_and_many_stages(count: int) -> None:
    stages = [Stage(str(number)) for number in range(count)]
    svg = feeling_curve(stages, [Series("other", "O", [shown(3)] * count)], FIVE)
    assert len(markers(svg, LIGHT.g_other)) == count


def test_a_group_without_any_figure_has_no_name_in_the_picture() -> None:
    silent = Series("employee", "Employees", [TOO_FEW] * 3)
    assert "Employees" not in texts(feeling_curve(STAGES, [silent], FIVE))


def test_figures_and_stages_must_match() -> None:
    with pytest.raises(ValueError, match="3 figures for 1 stages"):
        feeling_curve(STAGES[:1], [CUSTOMERS], FIVE)
    with pytest.raises(ValueError, match="assumed"):
        feeling_curve(STAGES, [CUSTOMERS], FIVE, assumed=Assumed("x", [4.0]))


def test_what_is_believed_is_dashed_and_hollow_and_keeps_its_interval() -> None:
    believed = Series("employee", "What employees believe", [shown(4), shown(3), TOO_FEW], guessed=True)
    svg = feeling_curve(STAGES, [CUSTOMERS, believed], FIVE)
    assert len(markers(svg, LIGHT.g_employee)) == 0
    hollow = [use for use in elements(svg, "use") if use.get("stroke") == LIGHT.g_employee]
    assert [use["fill"] for use in hollow] == [LIGHT.surface] * 2
    lines = strokes(svg, LIGHT.g_employee, "2.5")
    assert lines and all("stroke-dasharray" in line for line in lines)
    assert not any("stroke-dasharray" in line for line in strokes(svg, LIGHT.g_customer, "2.5"))
    assert len(strokes(svg, LIGHT.g_employee, "6")) == 2
