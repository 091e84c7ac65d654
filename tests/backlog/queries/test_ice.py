from __future__ import annotations

from feedback.backlog.queries import comparing
from feedback.backlog.queries.ice import ice_lines
from tests.factories.backlog import listed, said_and_proposed
from tests.factories.people import Member


def test_lines_by_ice_from_the_figures_of_the_list(acme: Member) -> None:
    said_and_proposed(acme)
    board = listed(acme)
    with acme.at_work():
        found = comparing.figures()
        assert found is not None
        lines = ice_lines(found)
    parts = {line.improvement.number: line.parts for line in board.lines if line.parts}
    assert {one.line.number for one in lines} == set(parts)
    assert [one.ice.value for one in lines] == sorted((one.ice.value for one in lines), reverse=True)
    for one in lines:
        own = parts[one.line.number]
        assert own is not None
        assert one.ice.impact == min(round(10 * own["severity"] * own["moment"]), 10)
        assert (one.ice.ease, one.estimated) == (7, False)
        assert own["doubt"]["severity"] > 0 and one.ice.low < one.ice.value < one.ice.high
