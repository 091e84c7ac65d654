"""Reading the record of decisions, page by page."""

from __future__ import annotations

import pytest

from feedback.backlog.queries import decisions as queries
from feedback.errors import NotFound
from tests.factories.backlog import decided, ground, improvement
from tests.factories.people import Member


def test_pages_follow_each_other_without_loss(acme: Member) -> None:
    ground(acme)
    for _ in range(3):
        decided(acme, improvement(acme), "no", "Too dear.")
    decided(acme, improvement(acme))
    with acme.at_work():
        first, total = queries.decisions(limit=3)
        rest, _ = queries.decisions(offset=3, limit=3)
        assert (len(first), len(rest), total) == (3, 1, 4)
        assert [one.decision.id for one in (*first, *rest)] == [one.decision.id for one in queries.every_decision()]
        assert queries.decisions("no")[1] == 3
        assert (first[0].score, first[0].inputs["status"]) == ({}, "open")
        with pytest.raises(NotFound):
            queries.decisions("perhaps")
