"""What areas do at stages, as it is written and read back."""

from __future__ import annotations

import pytest

from feedback.errors import Invalid
from feedback.journeys import actions as journeys
from feedback.journeys import queries
from feedback.journeys.actions import functions, roles
from feedback.journeys.actions.roles import Wanted
from feedback.journeys.queries import functions as function_queries
from feedback.journeys.queries import roles as role_queries
from tests.factories.functions import fill, ready
from tests.factories.journeys import change, current, journey
from tests.factories.people import Member
from tests.statements import counted

TASK = {"es": "Llama antes de ir"}


def parts(of: Member) -> dict[str, list[str]]:
    """Stage -> what stands in its cells, in the order of areas."""
    with of.at_work():
        names = {stage.id: stage.code for stage in queries.stages()}
        return {names[stage]: [role.part for role in found] for stage, found in role_queries.by_stage().items()}


def test_a_cell_is_filled_changed_and_opened_again(acme: Member) -> None:
    journey(acme)
    ready(acme, "care", "field")
    fill(acme, "visit", "field", "does", task=TASK, knows={"es": "La dirección"})
    fill(acme, "visit", "care", "told")
    assert parts(acme) == {"booking": [], "visit": ["told", "does"], "billing": []}
    fill(acme, "visit", "field", "decides", task=TASK)
    with acme.at_work():
        role = role_queries.role(queries.stage_named("visit"), function_queries.function("field"))
        assert role is not None
        assert (role.part, role.task, role.knows) == ("decides", TASK, {})
    fill(acme, "visit", "field", "")
    fill(acme, "booking", "field", "")
    assert parts(acme) == {"booking": [], "visit": ["told"], "billing": []}


def test_where_one_cell_is_refused_none_is_written(acme: Member) -> None:
    journey(acme)
    ready(acme, "care", "field")

    def both() -> None:
        cells = [Wanted(function_queries.function("care"), "does"), Wanted(function_queries.function("field"), "none")]
        roles.fill(queries.stage_named("visit"), cells)

    with pytest.raises(Invalid) as refused:
        acme.do(both)
    assert list(refused.value.fields) == ["task-field"]
    with pytest.raises(Invalid) as refused:
        fill(acme, "visit", "care", "does", knows={"es": "x" * 501})
    assert list(refused.value.fields) == ["knows-care_es"]
    assert parts(acme)["visit"] == []


def test_the_matrix_leaves_out_what_is_not_in_use(acme: Member, globex: Member) -> None:
    stages = journey(acme)
    journey(globex)
    ready(acme, "care", "field")
    for stage in ("booking", "visit"):
        fill(acme, stage, "care", "decides")
        fill(acme, stage, "field", "decides")
    with acme.at_work():
        held = role_queries.matrix()
        assert (held.open.cells, held.open.of, len(held.open.two_decide)) == (2, 6, 2)
    change(acme, stages[0], journeys.retire_stage)
    acme.do(lambda: functions.archive(function_queries.function("field")))
    with acme.at_work():
        held = role_queries.matrix()
        assert (held.open.cells, held.open.of, held.open.two_decide) == (1, 2, ())
    assert parts(acme) == {"visit": ["decides"], "billing": []}
    assert parts(globex) == {"booking": [], "visit": [], "billing": []}


def test_the_matrix_takes_as_many_reads_for_many_roles_as_for_none(acme: Member) -> None:
    journey(acme)
    ready(acme, "care", "field")
    with acme.at_work(), counted(acme.app) as empty:
        role_queries.by_stage()
    for stage in current(acme):
        fill(acme, stage.code, "care", "does")
        fill(acme, stage.code, "field", "told")
    with acme.at_work(), counted(acme.app) as full:
        role_queries.by_stage()
    assert len(full) == len(empty)
