from __future__ import annotations

from uuid import UUID

import pytest

from feedback.analysis.moments import Moment
from feedback.errors import Conflict, Invalid, NotFound, message
from feedback.insights.actions import moments as actions
from feedback.insights.models import JourneyMoment
from feedback.insights.queries import moments
from feedback.journeys import queries as journeys
from tests.factories.people import Member
from tests.factories.runs import ground


def declared(of: Member, kind: str = "truth", reason: str = "They decide here.") -> UUID:
    made: UUID = of.do(lambda: actions.declare(stage=journeys.stage_named("visit"), kind=kind, reason=reason).id)
    return made


def known(of: Member) -> list[tuple[str, str, str]]:
    with of.at_work():
        rows: list[JourneyMoment] = [row for found in moments.declared_and_computed().values() for row in found]
        return sorted((row.kind, row.source, row.reason) for row in rows)


def test_declaring_again_changes_the_reason(acme: Member) -> None:
    ground(acme)
    first = declared(acme)
    assert declared(acme, reason=" Here  they\nstay. ") == first
    assert known(acme) == [("truth", "declared", "Here they stay.")]


def test_a_moment_without_reason_is_refused(acme: Member) -> None:
    ground(acme)
    with pytest.raises(Invalid) as refused:
        declared(acme, reason="  ")
    assert list(refused.value.fields) == ["reason"]
    assert known(acme) == []


def test_a_run_replaces_what_runs_computed_and_nothing_else(acme: Member) -> None:
    ground(acme)
    declared(acme)
    with acme.at_work():
        visit, booking = journeys.stage_named("visit").id, journeys.stage_named("booking").id
    pain = message("%(percent)s%% of those who wrote about it felt badly (%(n)s people).", percent=50, n=9)
    acme.do(
        lambda: actions.compute([(visit, Moment("visit", "pain", pain)), (booking, Moment("booking", "pain", pain))])
    )
    acme.do(lambda: actions.compute([(visit, Moment("visit", "pain", pain))]))
    assert known(acme) == [("pain", "computed", pain.id), ("truth", "declared", "They decide here.")]
    with acme.at_work():
        assert moments.of_truth() == {visit}


def test_only_what_was_declared_can_be_withdrawn(acme: Member, globex: Member) -> None:
    ground(acme)
    mine = declared(acme)
    with pytest.raises(NotFound):
        globex.do(lambda: actions.withdraw(moment_id=mine))
    with acme.at_work():
        visit = journeys.stage_named("visit").id
    acme.do(lambda: actions.compute([(visit, Moment("visit", "pain", message("so")))]))
    with acme.at_work():
        computed = next(row.id for row in moments.declared_and_computed()[visit] if row.source == "computed")
    with pytest.raises(Conflict):
        acme.do(lambda: actions.withdraw(moment_id=computed))
    acme.do(lambda: actions.withdraw(moment_id=mine))
    assert known(acme) == [("pain", "computed", "so")]
