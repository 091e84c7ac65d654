"""What acts on the areas leave behind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from feedback.accounts import queries as accounts
from feedback.errors import Conflict, Invalid, NotFound
from feedback.journeys.actions import functions as actions
from feedback.journeys.models import BusinessFunction
from feedback.journeys.queries import functions as queries
from feedback.journeys.rules.functions import MOST_FUNCTIONS
from tests.factories.functions import area, ready
from tests.factories.people import Member

NAME = {"es": "Cocina"}


def codes(of: Member) -> list[str]:
    with of.at_work():
        return [one.code for one in queries.functions()]


def act(of: Member, code: str, action: Callable[..., Any], **values: object) -> None:
    of.do(lambda: action(queries.function(code), **values))


def test_the_ready_areas_are_taken_once(acme: Member, globex: Member) -> None:
    assert ready(acme, "care", "operations") == ["operations", "care"]
    act(acme, "care", actions.rename, name={"es": "Recepción"})
    act(acme, "operations", actions.archive)
    acme.do(actions.ready)
    assert codes(acme) == ["care", "field", "marketing", "sales", "administration", "management"]
    with acme.at_work():
        assert queries.function("care").name == {"es": "Recepción"}
        assert [one.code for one in queries.archived()] == ["operations"]
        assert [name["en"] for _, name in queries.choices()[1:3]] == ["Field staff", "Marketing"]
    assert codes(globex) == []
    with globex.at_work(), pytest.raises(NotFound):
        queries.function("care")


def test_codes_come_from_names_and_stay_apart(acme: Member) -> None:
    acme.do(actions.add, name=NAME)
    acme.do(actions.add, name=NAME)
    assert codes(acme) == ["cocina", "cocina-2"]
    for values, field in (({"name": {}}, "name"), ({"name": NAME, "code": "cocina"}, "code")):
        with pytest.raises(Invalid) as refused:
            acme.do(actions.add, **values)
        assert list(refused.value.fields) == [field]


def test_two_people_who_give_the_same_code_at_once(acme: Member) -> None:
    area(acme)
    with pytest.raises(Conflict):
        acme.do(lambda: actions._keep(BusinessFunction(code="kitchen", name=NAME)))


def test_there_is_an_end_to_areas(acme: Member) -> None:
    acme.do(lambda: [actions.add(name={"es": f"Área {number}"}) for number in range(MOST_FUNCTIONS)])
    with pytest.raises(Invalid):
        acme.do(actions.add, name=NAME)


def test_areas_are_moved_among_those_in_use(acme: Member) -> None:
    ready(acme, "operations", "care", "field")
    act(acme, "care", actions.archive)
    act(acme, "field", actions.move, direction="up")
    assert codes(acme) == ["field", "operations"]
    act(acme, "care", actions.move, direction="up")
    act(acme, "care", actions.restore)
    act(acme, "care", actions.restore)
    assert codes(acme) == ["field", "operations", "care"]


def test_what_was_done_is_recorded(acme: Member) -> None:
    area(acme)
    act(acme, "kitchen", actions.archive)
    act(acme, "kitchen", actions.archive)
    act(acme, "kitchen", actions.restore)
    with acme.at_work():
        acts = {(entry.act, entry.subject) for entry in accounts.audit()}
        assert acts == {(f"function.{act}", "kitchen") for act in ("added", "archived", "restored")}
        assert len(accounts.audit()) == 3
