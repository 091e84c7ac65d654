"""What the list is narrowed to, and what it can be narrowed by."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from feedback.backlog.actions import objectives, strategies
from feedback.backlog.queries import improvements as queries
from feedback.backlog.queries.filters import NAMES, Filters, offered
from feedback.journeys.queries import functions
from feedback.stakeholders.queries import groups
from tests.factories.backlog import ground, improvement
from tests.factories.functions import area
from tests.factories.people import Member
from tests.statements import counted


@pytest.fixture
def many(acme: Member) -> dict[str, Any]:
    """Four improvements, each with something of its own; the values to ask for them by."""
    ground(acme)
    code = area(acme, "kitchen")
    aim = acme.do(lambda: objectives.add_objective(name={"es": "Que vuelvan"}).id)
    with acme.at_work():
        kitchen, group = functions.function(code).id, groups.group_named("employees").id
    improvement(acme, "visit", scope="quick", tags="web", owner_id=acme.user_id)
    improvement(acme, "booking", direction="amplify", objective_id=aim)
    improvement(acme, function_id=kitchen, group_ids=[group])
    improvement(acme, scope="foundation", tags="web", objective_id=aim)
    return {"area": code, "objective": str(aim), "owner": str(acme.user_id)}


def shown(of: Member, raised_by: tuple[str, ...] = (), **asked: str) -> list[int]:
    with of.at_work():
        filters = Filters.of(asked)
        return [row.number for row in queries.improvements() if filters.matches(row, raised_by)]


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ({}, [1, 2, 3]),
        ({"direction": "amplify"}, [2]),
        ({"scope": "quick"}, [1]),
        ({"scope": "foundation"}, [4]),
        ({"tag": "web"}, [1]),
        ({"tag": "web", "scope": "foundation"}, [4]),
        ({"status": "open"}, [1, 2, 3]),
        ({"status": "done"}, []),
        ({"stage": "visit"}, [1]),
        ({"stage": "none"}, [3]),
        ({"stage": "nowhere"}, []),
        ({"group": "employees"}, [3]),
        ({"group": "nobody"}, []),
        ({"objective": "none"}, [1, 3]),
        ({"owner": "none"}, [2, 3]),
        ({"area": "none"}, [1, 2]),
        ({"area": "nothing"}, []),
        ({"owner": "nobody", "objective": "nothing"}, []),
    ],
)
def test_each_filter(acme: Member, many: dict[str, Any], asked: dict[str, str], numbers: list[int]) -> None:
    assert shown(acme, **asked) == numbers


def test_filters_by_id(acme: Member, many: dict[str, Any]) -> None:
    assert [shown(acme, **{name: value}) for name, value in many.items()] == [[3], [2, 4], [1]]


def test_a_strategy_and_words_find_what_is_the_sponsors_too(acme: Member, many: dict[str, Any]) -> None:
    plan = str(acme.do(lambda: strategies.add_strategy(name={"es": "Avisar"}).id))
    far = improvement(acme, scope="foundation", strategy_id=UUID(plan), title={"es": "Cobrar por visita"})
    near = improvement(acme, strategy_id=UUID(plan))
    assert shown(acme, strategy=plan) == [far, near]
    assert shown(acme, strategy="none") == [1, 2, 3]
    assert shown(acme, text="cobrar") == [far]
    assert shown(acme, text="nothing like it") == []


def test_a_group_finds_what_it_raised_too(acme: Member, many: dict[str, Any]) -> None:
    assert shown(acme, ("customers",), group="customers") == [1, 2, 3]
    assert shown(acme, ("customers",), group="employees") == [3]


def test_an_address_keeps_the_other_filters(acme: Member) -> None:
    with acme.at_work(), acme.app.test_request_context("/o/acme/backlog"):
        asked = Filters.of({"scope": "quick", "tag": "a b", "page": "4", "stage": None})
        assert asked.set == {"scope": "quick", "tag": "a b"}
        assert asked.address(organisation="acme", tag="") == "/o/acme/backlog?scope=quick"
        assert list(asked.now) == list(NAMES)


def test_only_what_some_improvement_has_is_offered(acme: Member, many: dict[str, Any]) -> None:
    with acme.at_work():
        found = offered(queries.improvements())
    assert (found.scopes, found.statuses, found.tags) == (["quick", "steps", "foundation"], ["open"], ["web"])
    assert [code for code, _ in found.stages] == ["booking", "visit"]
    assert [[key for key, _ in pairs] for pairs in (found.areas, found.objectives, found.owners)] == [
        [many["area"]],
        [many["objective"]],
        [many["owner"]],
    ]
    assert found.without == {"objective", "area", "stage", "owner", "strategy"}


def test_the_reads_do_not_grow_with_the_list(acme: Member, many: dict[str, Any]) -> None:
    asked = {"stage": "visit", "group": "employees", "area": many["area"]}

    def reads() -> int:
        with acme.at_work(), counted(acme.app) as statements:
            filters, rows = Filters.of(asked), queries.improvements()
            assert [filters.matches(row) for row in rows]
            offered(rows)
        return len(statements)

    before = reads()
    for _ in range(3):
        improvement(acme, "visit")
    assert reads() == before
