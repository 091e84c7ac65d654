"""What an improvement carries: scope, objective, area, cost, tags, and what it is linked to."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from feedback import jobs
from feedback.accounts import queries as accounts
from feedback.backlog.actions import objectives
from feedback.backlog.actions.carrying import MOST_COST
from feedback.backlog.actions.improvements import change_improvement
from feedback.backlog.actions.ranking import propose
from feedback.backlog.queries import improvements as queries
from feedback.backlog.queries import links
from feedback.backlog.queries.links import Links
from feedback.errors import Invalid, NotFound
from feedback.journeys import queries as journeys
from feedback.journeys.queries import functions
from feedback.stakeholders.queries import groups
from tests.factories.backlog import found, ground, improvement, listed, reread, said_and_proposed
from tests.factories.functions import area
from tests.factories.heard import theme
from tests.factories.journeys import current, touchpoint
from tests.factories.people import Member


@pytest.fixture
def things(acme: Member) -> dict[str, Any]:
    """An area, a group, two stages, a touchpoint and an objective, by id."""
    ground(acme)
    code = area(acme, "kitchen")
    booking, visit = current(acme)[:2]
    with acme.at_work():
        made = {"area": functions.function(code).id, "group": groups.group_named("employees").id}
    aim = acme.do(lambda: objectives.add_objective(name={"es": "Que vuelvan"}).id)
    return {**made, "booking": booking.id, "visit": visit.id, "point": touchpoint(acme, visit), "aim": aim}


def change(of: Member, number: int, **values: Any) -> None:
    of.do(lambda: change_improvement(found(number).id, **values))


def test_everything_it_carries_is_kept(acme: Member, things: dict[str, Any]) -> None:
    number = improvement(acme, "visit", direction="amplify", scope="redesign", how="spread", cost=1200, tags="web, Web")
    change(
        acme,
        number,
        objective_id=things["aim"],
        function_id=things["area"],
        strong_stage_id=things["booking"],
        strong_group_id=things["group"],
    )
    row = reread(acme, number)
    assert (row.scope, row.how, row.cost, row.tags) == ("redesign", "spread", 1200, ["web"])
    assert (row.objective_id, row.function_id) == (things["aim"], things["area"])
    assert (row.strong_stage_id, row.strong_group_id) == (things["booking"], things["group"])


def test_links_are_exactly_what_was_said_last(acme: Member, things: dict[str, Any]) -> None:
    number, first = improvement(acme, "visit"), improvement(acme)
    change(
        acme,
        number,
        further_stage_ids=[things["booking"], things["visit"]],
        touchpoint_ids=[things["point"]],
        group_ids=[things["group"]],
        needs_ids=[reread(acme, first).id],
    )
    with acme.at_work():
        linked = links.links(found(number).id)
        assert [row.number for row in links.before(found(number).id)] == [first]
        assert [row.number for row in links.after(found(first).id)] == [number]
    needed = frozenset({reread(acme, first).id})
    only = {frozenset({things[name]}) for name in ("booking", "point", "group")}
    assert {linked.stages, linked.touchpoints, linked.groups} == only, "its own stage is no further one"
    assert linked.needs == needed
    change(acme, number, touchpoint_ids=[], group_ids=[], further_stage_ids=[], needs_ids=[])
    with acme.at_work():
        assert links.links(found(number).id) == Links()


def test_a_circle_is_refused_where_it_would_close(acme: Member) -> None:
    numbers = [improvement(acme) for _ in range(3)]
    one, two, three = (reread(acme, number).id for number in numbers)
    change(acme, numbers[0], needs_ids=[two])
    change(acme, numbers[1], needs_ids=[three])
    for wanted in ([one], [three], [two]):
        with pytest.raises(Invalid) as refused:
            change(acme, numbers[2], needs_ids=wanted)
        assert list(refused.value.fields) == ["needs"]


@pytest.mark.parametrize(
    "values",
    [
        {"scope": "huge"},
        {"how": "sing"},
        {"cost": -1},
        {"cost": MOST_COST + 1},
        {"tags": ",".join("abcdefghijklm")},
    ],
)
def test_what_cannot_be_is_named_at_its_field(acme: Member, values: dict[str, Any]) -> None:
    with pytest.raises(Invalid) as refused:
        improvement(acme, direction="amplify", **values)
    assert list(refused.value.fields) == list(values)
    with acme.at_work():
        assert queries.improvements() == []


@pytest.mark.parametrize(
    "field", ["objective_id", "function_id", "strong_stage_id", "strong_group_id", "group_ids", "touchpoint_ids"]
)
def test_what_is_not_ours_is_not_there(acme: Member, field: str) -> None:
    nobodys: UUID | list[UUID] = [uuid4()] if field.endswith("s") else uuid4()
    with pytest.raises(NotFound):
        improvement(acme, **{field: nobodys})


def test_the_log_names_what_changed_and_not_what_it_says(acme: Member) -> None:
    number = improvement(acme)
    change(acme, number, cost=5, hypothesis="Secret hopes.", scope="steps")
    with acme.at_work():
        entry = next(one for one in accounts.audit() if one.act == "improvement.changed")
    assert (entry.subject, entry.detail) == (f"#{number}", {"fields": ["cost", "hypothesis"]})


def test_a_foundation_leaves_the_order(acme: Member) -> None:
    said_and_proposed(acme)
    number = next(line.improvement.number for line in listed(acme).lines if line.rank == 1)
    change(acme, number, scope="foundation")
    jobs.work_off(acme.app)
    line = next(line for line in listed(acme).lines if line.improvement.number == number)
    assert (line.rank, line.score.rank_low if line.score else None) == (None, None)
    assert [one.rank for one in listed(acme).lines] == [1, None]


def test_a_proposal_somebody_linked_is_not_withdrawn(acme: Member) -> None:
    ground(acme)
    plain, linked, target = (
        improvement(acme, "visit", proposal_key=f"reduce:x:{n}", theme_ids=[theme(acme)]) for n in range(3)
    )
    with acme.at_work():
        group, stage = groups.group_named("employees").id, journeys.stage_named("booking").id
    change(acme, linked, group_ids=[group])
    change(acme, target, further_stage_ids=[stage])
    with acme.at_work():
        assert queries.touched() == {found(linked).id, found(target).id}
    acme.do(lambda: propose([]))
    with acme.at_work():
        assert [row.number for row in queries.improvements()] == [linked, target]
    assert plain not in {linked, target}
