"""Runs of the analysis over real texts."""

from __future__ import annotations

from feedback import jobs
from feedback.insights.actions import runs
from feedback.insights.models import Run
from feedback.insights.queries import runs as queries
from tests.factories.evidence import note
from tests.factories.groups import three_groups
from tests.factories.journeys import journey
from tests.factories.people import Member

WAITED = "They made us wait for hours, it was awful"
KIND = "The staff were friendly and helpful"
BILLED = "The invoice was wrong and nobody explained it"


def ground(of: Member) -> None:
    """Three groups and a journey with the stages booking, visit and billing."""
    three_groups(of)
    journey(of)


def spoken(of: Member) -> None:
    """Customers and employees wrote three notes each: about waiting, about the staff, about the invoice."""
    ground(of)
    for group in ("customers", "employees"):
        for text in (WAITED, KIND, BILLED):
            note(of, group, text)


def analysed(of: Member) -> Run:
    """A run over everything there is, done; read back."""
    of.do(lambda: runs.start_run().id)
    jobs.work_off(of.app)
    with of.at_work():
        newest = queries.newest()
        assert newest is not None
        return newest
