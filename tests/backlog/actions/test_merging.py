"""Two improvements that are one: merged, readable, parted again to what they were."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from feedback import jobs
from feedback.accounts import queries as accounts
from feedback.backlog.actions import merging as actions
from feedback.backlog.actions.improvements import change_improvement, decide, move
from feedback.backlog.actions.ranking import propose
from feedback.backlog.queries import evidence, links, merging
from feedback.backlog.queries import improvements as queries
from feedback.backlog.queries.improvements import theme_ids
from feedback.errors import Conflict
from feedback.journeys import queries as journeys
from feedback.stakeholders.queries import groups
from tests.factories.backlog import decided, found, ground, improvement, listed, reread, said_and_proposed
from tests.factories.heard import theme
from tests.factories.people import Member


def merge(of: Member, gone: int, taking: int) -> None:
    of.do(lambda: actions.merge(found(gone).id, found(taking).id))


def part(of: Member, number: int) -> None:
    of.do(lambda: actions.part(found(number).id))


def state(of: Member, number: int) -> dict[str, Any]:
    with of.at_work():
        row = found(number)
        return {"links": links.links(row.id), "themes": theme_ids(row), "merged": row.merged_into_id}


@pytest.fixture
def pair(acme: Member) -> tuple[int, int, int]:
    """Two that are one, and a third that waits for the first; the first brings a theme, a group, a stage, a need."""
    ground(acme)
    waiting, treatment = theme(acme, "waiting"), theme(acme, "treatment")
    gone, need = improvement(acme, "visit", theme_ids=[waiting, treatment]), improvement(acme)
    taking, after = improvement(acme, "visit", theme_ids=[waiting]), improvement(acme)
    with acme.at_work():
        group, stage = groups.group_named("employees").id, journeys.stage_named("booking").id
    change(acme, gone, group_ids=[group], further_stage_ids=[stage], needs_ids=[reread(acme, need).id])
    change(acme, taking, group_ids=[group])
    change(acme, after, needs_ids=[reread(acme, gone).id])
    return gone, taking, after


def change(of: Member, number: int, **values: Any) -> None:
    of.do(lambda: change_improvement(found(number).id, **values))


def test_merging_gives_what_the_other_lacks_and_parting_takes_exactly_that_away(
    acme: Member, pair: tuple[int, int, int]
) -> None:
    gone, taking, after = pair
    before = [state(acme, number) for number in pair]
    merge(acme, gone, taking)
    joined = state(acme, taking)
    assert joined["themes"] == before[0]["themes"]
    assert joined["links"] == before[0]["links"]
    assert state(acme, gone)["merged"] == reread(acme, taking).id
    with acme.at_work():
        assert [row.number for row in links.before(found(after).id)] == [taking]
        assert [row.number for row in merging.carried_on(found(taking).id)] == [gone]
        assert gone not in [row.number for row in queries.improvements()]
    part(acme, gone)
    assert [state(acme, number) for number in pair] == before
    with acme.at_work():
        said = [entry.act for entry in accounts.audit() if entry.subject in (f"#{gone}", f"#{taking}")]
    wanted = ["improvement.gave_back", "improvement.merged", "improvement.parted", "improvement.took"]
    assert sorted(act for act in said if act in wanted) == wanted


def test_another_stage_brings_its_stage_and_not_its_themes(acme: Member) -> None:
    ground(acme)
    gone = improvement(acme, "booking", theme_ids=[theme(acme)])
    taking = improvement(acme, "visit")
    merge(acme, gone, taking)
    joined = state(acme, taking)
    assert (joined["themes"], joined["links"].stages) == (frozenset(), {reread(acme, gone).stage_id})


def test_merging_never_makes_a_circle(acme: Member) -> None:
    gone, taking, third = improvement(acme), improvement(acme), improvement(acme)
    change(acme, taking, needs_ids=[reread(acme, gone).id])
    change(acme, gone, needs_ids=[reread(acme, third).id])
    merge(acme, gone, taking)
    with acme.at_work():
        needs = links.every("needs")
        assert [row.number for row in links.before(found(taking).id)] == [third]
    assert all(one not in others for one, others in needs.items())


def test_what_is_merged_is_not_changed_decided_moved_or_merged_again(acme: Member) -> None:
    gone, taking, third = improvement(acme), improvement(acme), improvement(acme)
    merge(acme, gone, taking)
    gone_id = reread(acme, gone).id
    for act in (
        lambda: change_improvement(gone_id, cost=1),
        lambda: decide(gone_id, verdict="yes", reason=""),
        lambda: move(gone_id, "open"),
        lambda: actions.merge(gone_id, found(third).id),
        lambda: actions.merge(found(third).id, gone_id),
        lambda: actions.merge(found(third).id, found(third).id),
        lambda: actions.part(found(third).id),
    ):
        with pytest.raises(Conflict):
            acme.do(act)


def test_only_the_same_direction_and_what_is_still_open_is_merged(acme: Member) -> None:
    plain, other, said_no = improvement(acme), improvement(acme, direction="amplify"), improvement(acme)
    decided(acme, said_no, "no", "Not with this money.")
    for gone, taking in ((plain, other), (said_no, plain), (plain, said_no)):
        with pytest.raises(Conflict):
            merge(acme, gone, taking)


def test_the_merged_one_leaves_the_order_and_is_not_proposed_again(acme: Member) -> None:
    said_and_proposed(acme)
    pain = next(one.improvement for one in listed(acme).lines if one.improvement.direction == "reduce")
    taking = improvement(acme, "visit", theme_ids=sorted(theme_ids(pain), key=str))
    merge(acme, pain.number, taking)
    jobs.work_off(acme.app)
    numbers = [one.improvement.number for one in listed(acme).lines]
    assert pain.number not in numbers
    assert taking in numbers
    with acme.at_work():
        voices = evidence.proposable()
    assert acme.do(lambda: propose(voices)) == []
    assert reread(acme, pain.number).merged_into_id == reread(acme, taking).id


def test_pairs_that_look_alike_are_proposed_until_somebody_says_that_they_are_two(acme: Member) -> None:
    one, other, third = improvement(acme), improvement(acme), improvement(acme, title={"es": "Contestar"})

    def shown(number: int) -> list[tuple[int, int]]:
        with acme.at_work():
            return [(pair.one.number, pair.other.number) for pair in merging.like(found(number))]

    assert (shown(one), shown(third)) == ([(one, other)], [])
    with acme.at_work():
        assert [(pair.one.number, pair.other.number, pair.share) for pair in merging.alike()] == [(one, other, 1.0)]
    for _ in range(2):
        acme.do(lambda: actions.are_two(_id(acme, other), _id(acme, one)))
    assert shown(one) == []
    with acme.at_work():
        assert merging.alike() == []


def _id(of: Member, number: int) -> UUID:
    return reread(of, number).id


def test_two_that_are_decided_are_not_proposed(acme: Member) -> None:
    for number in (improvement(acme), improvement(acme)):
        decided(acme, number, "no", "Not with this money.")
    with acme.at_work():
        assert merging.alike() == []
