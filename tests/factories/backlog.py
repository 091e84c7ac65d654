"""Improvements, and the jobs that propose and order them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from feedback import jobs
from feedback.backlog.actions import improvements as actions
from feedback.backlog.models import Improvement
from feedback.backlog.queries import improvements as queries
from feedback.backlog.queries.board import Board, board
from feedback.events import AnalysisFinished, announce
from feedback.journeys import queries as journeys
from feedback.permissions import Access
from tests.factories.groups import three_groups
from tests.factories.heard import counted, heard
from tests.factories.journeys import journey
from tests.factories.people import Member

TITLE = {"es": "Avisar de la hora", "en": "Tell the arrival time"}


def ground(of: Member) -> None:
    """Three groups and a journey."""
    three_groups(of)
    journey(of)


def said_and_proposed(of: Member) -> None:
    """Waiting hurts customers and employees at the visit, treatment delights at the booking; both are proposed."""
    ground(of)
    heard(of, "customers", "waiting", "neg", "visit", n=6)
    heard(of, "employees", "waiting", "neg", "visit", n=4)
    heard(of, "customers", "treatment", "pos", "booking", n=5, text="They were very kind to us.")
    analysed(of)


def analysed(of: Member) -> None:
    """A run has finished, and everything that follows from it is done."""
    run_id = counted(of)
    of.do(lambda: announce(AnalysisFinished(of.organisation_id, run_id)))
    jobs.work_off(of.app)


def access(of: Member) -> Access:
    """The member as the one who acts."""
    return Access(of.user_id, of.organisation_id, of.role)


def improvement(of: Member, stage: str | None = None, **values: Any) -> int:
    """An improvement added by hand, by its number; `values` are those of `add_improvement`."""

    def add() -> int:
        stage_id = journeys.stage_named(stage).id if stage else None
        return actions.add_improvement(**{"title": TITLE, "direction": "reduce", "stage_id": stage_id, **values}).number

    number: int = of.do(add)
    return number


def decided(of: Member, number: int, verdict: str = "yes", reason: str = "It is time.") -> UUID:
    """A decision on the improvement, by its id."""
    made: UUID = of.do(lambda: actions.decide(found(number).id, verdict=verdict, reason=reason).id)
    return made


def found(number: int) -> Improvement:
    """The improvement, inside the organisation."""
    return queries.improvement(number)


def reread(of: Member, number: int) -> Improvement:
    """The improvement as the database has it now."""
    with of.at_work():
        return queries.improvement(number)


def listed(of: Member) -> Board:
    """The backlog as the database has it now."""
    with of.at_work():
        return board()
