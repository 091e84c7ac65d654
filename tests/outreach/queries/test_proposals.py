"""The whole plan: what each cell knows, and what a weak one needs."""

from __future__ import annotations

import pytest

from feedback.analysis.sampling import Plan
from feedback.outreach.queries import proposals
from feedback.outreach.queries.proposals import PlannedCell
from feedback.outreach.rules.material import Own, Ready
from tests.factories.groups import group, three_groups
from tests.factories.invitations import person
from tests.factories.journeys import journey
from tests.factories.people import Member
from tests.factories.surveys import answered, counted, opened, published, standard, wave
from tests.statements import counted as statements


def planned(of: Member) -> dict[tuple[str, str], PlannedCell]:
    """(stage, group) -> cell, by codes."""
    with of.at_work():
        found = proposals.plan()
        return {(one.stage.code, one.group.code): one for cells in found.by_group.values() for one in cells}


def ground(of: Member) -> None:
    three_groups(of)
    journey(of, ("booking", "visit"))


def test_a_cell_nobody_asked_gets_a_questionnaire_and_a_number(acme: Member) -> None:
    """Of 100 people 50 answers make +-10 points: 96.04 x 100 / 195.04 = 49.2; at 40 % that is 125: more than all."""
    ground(acme)
    one = planned(acme)[("visit", "employees")]
    assert one.margin is None
    assert one.proposal and one.proposal.need.plan == Plan(50, 100, False)
    assert one.proposal.need.expected.rate == 0.40
    assert one.proposal.need.way == "link"
    assert isinstance(one.proposal.send, Ready)
    assert one.proposal.send.entry.code == "repair-employees"


def test_the_plan_counts_contacts_and_prefers_what_is_there(acme: Member) -> None:
    ground(acme)
    for number in range(3):
        person(acme, "suppliers", number)
    code = published(acme, *standard())
    one = planned(acme)[("visit", "suppliers")]
    assert one.proposal and (one.proposal.need.reachable, one.proposal.need.way) == (3, "both")
    assert isinstance(one.proposal.send, Own)
    assert one.proposal.send.code == code


def test_where_a_link_is_open_it_is_to_be_spread(acme: Member) -> None:
    ground(acme)
    survey = opened(acme, published(acme, *standard()), ["customers"])
    one = planned(acme)[("visit", "customers")]
    assert one.proposal and one.proposal.need.why == "nobody"
    assert one.proposal.open_link and one.proposal.open_link.survey == survey.code
    assert one.proposal.send is None


def test_the_link_of_a_sub_group_is_the_groups(acme: Member) -> None:
    customers = group(acme, code="customers")
    group(acme, code="homes", parent_id=customers.id)
    journey(acme, ("visit",))
    opened(acme, published(acme, *standard()), ["homes"])
    one = planned(acme)[("visit", "customers")]
    assert one.proposal and one.proposal.open_link and one.proposal.open_link.group.code == "homes"


def test_enough_answers_in_one_round_need_nothing(acme: Member) -> None:
    ground(acme)
    survey = opened(acme, published(acme, *standard()), ["customers"])
    answered(survey, "customers", 60, csat=4)
    counted(survey)
    one = planned(acme)[("visit", "customers")]
    assert one.margin == pytest.approx(1.96 * (0.25 / 60 * 40 / 99) ** 0.5, abs=1e-4)
    assert one.proposal is None


def test_answers_of_two_rounds_are_not_taken_for_so_many_people_of_the_group(acme: Member) -> None:
    ground(acme)
    code = published(acme, *standard())
    for round_of_asking in (None, wave(acme, "2020-01")):
        survey = opened(acme, code, ["customers"], wave=round_of_asking)
        answered(survey, "customers", 30, csat=4)
        counted(survey)
    one = planned(acme)[("visit", "customers")]
    assert (one.cell.n, one.cell.rounds) == (60, 2)
    assert one.margin == pytest.approx(1.96 * (0.25 / 60) ** 0.5, abs=1e-4)


def test_a_protected_survey_that_is_open_needs_nothing_yet(acme: Member) -> None:
    ground(acme)
    opened(acme, published(acme, *standard()), ["employees"])
    assert planned(acme)[("visit", "employees")].proposal is None


def test_the_plan_takes_as_many_reads_for_one_survey_as_for_three(acme: Member) -> None:
    ground(acme)
    costs = []
    for number in range(3):
        opened(acme, published(acme, *standard(), title=f"Visit {number}"), ["customers", "employees"])
        person(acme, "customers", number)
        with statements(acme.app) as seen, acme.at_work():
            proposals.plan()
        costs.append(len(seen))
    assert costs[0] == costs[2]
