"""After an analysis the shared points follow."""

from __future__ import annotations

from feedback.cocreation.queries.counts import counts
from feedback.db import now
from tests.factories.backlog import said_and_proposed
from tests.factories.people import Member


def test_a_finished_run_leaves_its_shared_points(acme: Member) -> None:
    said_and_proposed(acme)
    with acme.at_work():
        found = counts(now().date())
        assert (found.shared, found.unattended) == (1, 1)
