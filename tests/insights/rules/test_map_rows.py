from __future__ import annotations

from feedback.insights.rules import map_rows
from feedback.journeys.models import BlueprintItem


def codes(rows: list[map_rows.Row]) -> list[str]:
    return [row.code for row in rows]


def test_an_address_names_rows_in_its_order_and_each_once() -> None:
    assert map_rows.read("moments.goal.nonsense.moments") == ("moments", "goal")
    assert map_rows.read("") == ()
    assert map_rows.written(("moments", "goal")) == "moments.goal"
    assert map_rows.read(map_rows.written(("wait", "tool"))) == ("wait", "tool")


def test_the_rows_of_the_beginning_need_no_address() -> None:
    assert map_rows.written(map_rows.AT_FIRST) == ""


def test_a_row_goes_up_and_down_and_stops_at_the_ends() -> None:
    order = ("goal", "curve", "moments")
    assert map_rows.moved(order, "up:curve") == ("curve", "goal", "moments")
    assert map_rows.moved(order, "down:curve") == ("goal", "moments", "curve")
    assert map_rows.moved(order, "up:goal") == map_rows.moved(order, "down:moments") == order
    assert map_rows.moved(order, "sideways:goal") == map_rows.moved(order, "up:lived") == order


def test_rows_without_content_are_offered_and_not_shown() -> None:
    assert codes(map_rows.on_the_map((), set())) == [
        "goal", "touchpoints", "lived", "themes", "moments", "improvements",
    ]  # fmt: skip
    assert codes(map_rows.on_the_map(("wait", "goal", "tool"), {"tool"})) == ["goal", "tool"]
    assert codes(map_rows.offered(("tool", "goal")))[:3] == ["tool", "goal", "area"]
    assert sorted(codes(map_rows.offered(("tool",)))) == sorted(map_rows.BY_CODE)


def test_every_kind_of_blueprint_item_has_its_row() -> None:
    check = next(one for one in BlueprintItem.__table__.constraints if str(one.name).endswith("kind"))
    kinds = set(str(check.sqltext).split("(")[1].rstrip(")").replace("'", "").split(", "))  # type: ignore[attr-defined]
    assert set(map_rows.BLUEPRINT) == kinds
