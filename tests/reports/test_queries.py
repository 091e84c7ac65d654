"""The report of today, in a fixed number of reads."""

from __future__ import annotations

from feedback.reports import queries
from tests.factories.backlog import improvement, said_and_proposed
from tests.factories.people import Member
from tests.factories.surveys import answered, counted, opened, published, standard
from tests.statements import counted as statements


def test_it_holds_what_the_slices_say(acme: Member) -> None:
    said_and_proposed(acme)
    with acme.at_work():
        found = queries.report()
        assert (found.organisation, len(found.plan.groups), len(found.lived.stages)) == ("Acme", 3, 3)
        assert [(row.theme.code, row.point.kind) for row in found.shared] == [("waiting", "shared")]
        assert [line.rank for line in found.board.lines[:2]] == [1, 2]
        assert found.run is not None


def test_an_empty_organisation_has_an_empty_report(acme: Member) -> None:
    with acme.at_work():
        found = queries.report()
        assert (found.plan.groups, found.shared, found.work, found.run) == ([], [], [], None)


def test_it_takes_the_same_reads_for_one_line_and_for_three(acme: Member) -> None:
    said_and_proposed(acme)
    costs = []
    for number in range(3):
        improvement(acme, "visit")
        survey = opened(acme, published(acme, *standard(), title=f"Visit {number}"), ["customers"])
        answered(survey, "customers", 2, csat=3)
        counted(survey)
        with statements(acme.app) as seen, acme.at_work():
            queries.report()
        costs.append(len(seen))
    assert costs[0] == costs[2]
