"""Response rates and reachable contacts: counted over people, told only as the disclosure rule allows."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from feedback.analysis.disclosure import Hidden, Shown
from feedback.db import find
from feedback.outreach.models import Invitation
from feedback.outreach.queries import coverage, reach
from feedback.outreach.queries.proposals import parts_of
from feedback.outreach.rules.proposals import Rate
from feedback.stakeholders.actions.contacts import bounced, opt_out
from feedback.stakeholders.models import Contact
from tests.factories.groups import group, three_groups
from tests.factories.invitations import Guest, invited, party, person, revoke
from tests.factories.journeys import journey
from tests.factories.people import Member
from tests.factories.surveys import Opened, asked, closed, opened, published, standard
from tests.statements import counted as statements


def use(survey: Opened, guests: Sequence[Guest]) -> None:
    """These people answered."""

    def act() -> None:
        for guest in guests:
            find(Invitation, guest.invitation_id).used = True

    survey.of.do(act)


def rates(of: Member) -> tuple[dict[tuple[str, str], Rate], dict[str, Rate]]:
    """(stage, group) -> rate, and group -> rate, by codes."""
    with of.at_work():
        grid = coverage.coverage()
        cells, groups = reach.rates(parts_of(grid))
        stages, names = {one.id: one.code for one in grid.stages}, {one.id: one.code for one in grid.groups}
        return (
            {(stages[stage], names[group_id]): one for (stage, group_id), one in cells.items()},
            {names[group_id]: one for group_id, one in groups.items()},
        )


def reachable(of: Member) -> dict[str, int]:
    with of.at_work():
        grid = coverage.coverage()
        names = {one.id: one.code for one in grid.groups}
        return {names[group_id]: people for group_id, people in reach.reachable(parts_of(grid)).items()}


def ground(of: Member) -> None:
    three_groups(of)
    journey(of, ("booking", "visit"))


def test_where_nobody_was_invited_there_is_no_rate(acme: Member) -> None:
    ground(acme)
    opened(acme, published(acme, *standard()), ["customers"])
    assert rates(acme) == ({}, {})


def test_the_rate_of_an_identified_survey_is_told_at_any_time(acme: Member) -> None:
    ground(acme)
    survey = opened(acme, published(acme, *standard()), ["customers"])
    guests = party(survey, "customers", 3)
    use(survey, guests[:1])
    cells, groups = rates(acme)
    assert cells == {("visit", "customers"): Shown(1 / 3, 3)}
    assert groups == {"customers": Shown(1 / 3, 3)}


def test_a_link_for_one_stage_counts_there_and_a_whole_one_at_every_stage(acme: Member) -> None:
    ground(acme)
    several = published(acme, asked("c1", "csat", "visit"), asked("c2", "csat", "booking"))
    survey = opened(acme, several, ["customers"])
    with acme.at_work():
        visit = next(one for one in coverage.coverage().stages if one.code == "visit").id
    use(survey, [invited(survey, "customers", 1, stage_id=visit)])
    invited(survey, "customers", 2)
    cells, groups = rates(acme)
    assert cells == {("visit", "customers"): Shown(0.5, 2), ("booking", "customers"): Shown(0.0, 1)}
    assert groups == {"customers": Shown(0.5, 2)}


def test_the_rate_of_a_protected_survey_comes_when_it_closes_and_in_steps_of_five(acme: Member) -> None:
    ground(acme)
    survey = opened(acme, published(acme, *standard()), ["employees"], mode="anonymous")
    guests = party(survey, "employees", 6)
    use(survey, guests[:1])
    hidden = rates(acme)[0][("visit", "employees")]
    assert isinstance(hidden, Hidden)
    assert hidden.reason == "not_yet"
    closed(survey)
    assert rates(acme)[0] == {("visit", "employees"): Shown(0.15, 6)}


def test_of_fewer_than_five_invited_no_rate_is_told(acme: Member) -> None:
    ground(acme)
    survey = opened(acme, published(acme, *standard()), ["employees"], mode="anonymous")
    use(survey, party(survey, "employees", 4))
    closed(survey)
    assert rates(acme)[0] == {("visit", "employees"): Hidden("too_few", 5)}


def test_what_was_withdrawn_unused_never_counted(acme: Member) -> None:
    ground(acme)
    survey = opened(acme, published(acme, *standard()), ["customers"])
    guests = party(survey, "customers", 3)
    use(survey, guests[:1])
    revoke(survey, guests[2])
    assert rates(acme)[1] == {"customers": Shown(0.5, 2)}


def test_sub_groups_count_with_their_group(acme: Member) -> None:
    ground(acme)
    with acme.at_work():
        parent = next(one for one in coverage.coverage().groups if one.code == "customers").id
    group(acme, code="homes", parent_id=parent)
    survey = opened(acme, published(acme, *standard()), ["customers", "homes"])
    use(survey, [invited(survey, "homes", 1)])
    invited(survey, "customers", 2)
    assert rates(acme)[1] == {"customers": Shown(0.5, 2)}
    assert reachable(acme) == {"customers": 2, "employees": 0, "suppliers": 0}


def test_only_whom_one_may_write_to_is_reachable(acme: Member) -> None:
    ground(acme)
    made: dict[str, UUID] = {}
    for number, (name, values) in enumerate(
        {
            "fine": {},
            "silent about consent": {"consent": None},
            "agreed": {"consent": True},
            "refused": {"consent": False},
            "only a telephone": {"email": None, "phone": "+34911234567"},
            "out": {},
            "gone": {},
        }.items()
    ):
        made[name] = person(acme, "customers", number, **values)
    acme.do(lambda: opt_out(find(Contact, made["out"])))
    acme.do(lambda: bounced(find(Contact, made["gone"]), "hard"))
    assert reachable(acme) == {"customers": 3, "employees": 0, "suppliers": 0}


def test_nothing_of_another_organisation_counts(acme: Member, globex: Member) -> None:
    for of in (acme, globex):
        ground(of)
    party(opened(globex, published(globex, *standard()), ["customers"]), "customers", 2)
    assert rates(acme) == ({}, {})
    assert reachable(acme) == {"customers": 0, "employees": 0, "suppliers": 0}


def test_it_takes_as_many_reads_for_one_survey_as_for_three(acme: Member) -> None:
    ground(acme)
    costs = []
    for number in range(1, 4):
        survey = opened(acme, published(acme, *standard(), title=f"Visit {number}"), ["customers"])
        invited(survey, "customers", number)
        with acme.at_work():
            parts = parts_of(coverage.coverage())
            with statements(acme.app) as seen:
                reach.rates(parts)
                reach.reachable(parts)
            costs.append(len(seen))
    assert costs == [5, 5, 5]
