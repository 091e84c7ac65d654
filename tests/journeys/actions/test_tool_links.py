"""How tools hang together."""

from __future__ import annotations

import pytest

from feedback.errors import Invalid
from feedback.journeys.actions import tool_links as actions
from feedback.journeys.queries import blueprint as queries
from tests.factories.blueprint import both, item, link
from tests.factories.journeys import journey
from tests.factories.people import Member


def known(of: Member) -> list[tuple[str, dict[str, str]]]:
    with of.at_work():
        return [(row.integration, row.what) for row in queries.links()]


def test_a_pair_is_written_down_once(acme: Member) -> None:
    journey(acme)
    calls, agenda = item(acme, "booking", "tool", "Calls"), item(acme, "visit", "tool", "Agenda")
    assert link(acme, calls, agenda, "by_hand") == link(acme, calls, agenda, "automatic", "The hour")
    assert known(acme) == [("automatic", both("The hour"))]
    link(acme, agenda, calls, "none", "")
    assert sorted(integration for integration, _ in known(acme)) == ["automatic", "none"]


def test_a_link_is_changed_and_taken_out(acme: Member) -> None:
    journey(acme)
    made = link(acme, item(acme, "visit", "tool", "A"), item(acme, "visit", "tool", "B"))
    acme.do(lambda: actions.change(queries.link(made), integration="none", what={}))
    assert known(acme) == [("none", {})]
    acme.do(lambda: actions.unlink(queries.link(made)))
    assert known(acme) == []


def test_only_two_different_tools_hang_together(acme: Member) -> None:
    journey(acme)
    tool, process = item(acme, "visit", "tool"), item(acme, "visit", "process")
    for target in (tool, process):
        with pytest.raises(Invalid) as refused:
            link(acme, tool, target)
        assert list(refused.value.fields) == ["target"]
    with pytest.raises(Invalid) as refused:
        link(acme, tool, item(acme, "visit", "tool"), "magic")
    assert list(refused.value.fields) == ["integration"]
    assert known(acme) == []
