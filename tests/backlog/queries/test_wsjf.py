from __future__ import annotations

from datetime import timedelta

from feedback.backlog.actions import improvements as actions
from feedback.backlog.queries import comparing
from feedback.backlog.queries.wsjf import wsjf_lines
from feedback.db import now
from tests.factories.backlog import improvement, listed, said_and_proposed
from tests.factories.people import Member


def test_dates_dependencies_and_sizes_make_the_parts(acme: Member) -> None:
    said_and_proposed(acme)
    today = now().date()
    first, second = (line.improvement for line in listed(acme).lines[:2])
    waiting = improvement(acme, needs_ids=[second.id])
    acme.do(lambda: actions.change_improvement(second.id, due_on=today + timedelta(days=40)))
    with acme.at_work():
        found = comparing.figures()
        assert found is not None
        lines = {one.line.number: one for one in wsjf_lines(found, today)}
    assert waiting not in lines, "nobody raised it"
    pressed, calm = lines[second.number].wsjf, lines[first.number].wsjf
    assert (pressed.urgency, pressed.enabling, pressed.place) == (8, 3, 1)
    assert (calm.urgency, calm.enabling, calm.size) == (1, 1, 1)
    assert (lines[second.number].due, lines[second.number].waiting) == (today + timedelta(days=40), 1)
