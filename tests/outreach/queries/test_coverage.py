"""The coverage plan read from surveys, marks and groups."""

from __future__ import annotations

from datetime import timedelta

import pytest

from feedback.db import now
from feedback.errors import NotFound
from feedback.outreach.actions import coverage as actions
from feedback.outreach.queries import coverage as queries
from feedback.outreach.queries.coverage import Grid
from feedback.stakeholders.actions import groups as stakeholders
from feedback.stakeholders.queries import groups
from tests.factories.groups import change, group, three_groups
from tests.factories.journeys import current, journey
from tests.factories.people import Member
from tests.factories.surveys import answered, closed, counted, opened, published, standard
from tests.statements import counted as statements


def grid(of: Member) -> dict[tuple[str, str], tuple[str, int | None]]:
    """(stage, group) -> state and people, by codes; the outline of every page holds the same."""
    with of.at_work():
        found, line = queries.coverage(), queries.outline()
        assert (line.cells, line.parts) == (found.cells, found.parts)
        assert [(one.id, one.name, one.silent) for one in found.stages] == line.stages
        assert [(one.id, one.kind, one.parent_id, one.size, one.archived_at) for one in found.everybody] == (
            line.everybody
        )
        return looked_at(found)


def looked_at(found: Grid) -> dict[tuple[str, str], tuple[str, int | None]]:
    return {
        (stage.code, one.code): (
            found.cells[(stage.id, one.id)].state,
            found.cells[(stage.id, one.id)].n,
        )
        for stage in found.stages
        for one in found.groups
    }


def mark(of: Member, stage: str, group_code: str, reason: str = "They never come here.") -> None:
    stages = {one.code: one for one in current(of)}

    def act() -> None:
        actions.mark_not_applicable(stage=stages[stage], group=groups.group_named(group_code), reason=reason)

    of.do(act)


def test_without_surveys_nobody_was_asked(acme: Member) -> None:
    three_groups(acme)
    journey(acme, ("visit",))
    assert grid(acme) == {("visit", f"{kind}s"): ("not_asked", None) for kind in ("customer", "employee", "supplier")}


def test_every_state_stands_where_it_belongs(acme: Member) -> None:
    three_groups(acme)
    journey(acme, ("booking", "visit"))
    mark(acme, "booking", "suppliers")
    code = published(acme, *standard())
    open_to_customers = opened(acme, code, ["customers"])
    answered(open_to_customers, "customers", 2, csat=4)
    counted(open_to_customers)
    protected = opened(acme, code, ["employees", "suppliers"])
    answered(protected, "employees", 12, csat=2)
    answered(protected, "suppliers", 3, csat=2)
    assert grid(acme) == {
        ("booking", "customers"): ("not_asked", None),
        ("booking", "employees"): ("not_asked", None),
        ("booking", "suppliers"): ("not_applicable", None),
        ("visit", "customers"): ("asked", 2),
        ("visit", "employees"): ("asked", None),
        ("visit", "suppliers"): ("asked", None),
    }
    closed(protected)
    shown = grid(acme)
    assert shown[("visit", "suppliers")] == ("too_few", None)
    assert shown[("visit", "employees")][0] in ("asked", "too_few")


def test_asked_and_nobody_answered_is_not_the_same_as_not_asked(acme: Member) -> None:
    three_groups(acme)
    journey(acme, ("visit",))
    opened(acme, published(acme, *standard()), ["customers"])
    assert grid(acme)[("visit", "customers")] == ("asked", 0)
    assert grid(acme)[("visit", "employees")] == ("not_asked", None)


def test_a_sub_group_counts_with_the_group_it_belongs_to(acme: Member) -> None:
    customers = group(acme, code="customers")
    group(acme, code="homes", parent_id=customers.id)
    journey(acme, ("visit",))
    survey = opened(acme, published(acme, *standard()), ["homes"])
    answered(survey, "homes", 4, csat=5)
    counted(survey)
    assert grid(acme) == {("visit", "customers"): ("asked", 4)}


def test_an_archived_group_is_no_longer_planned_for(acme: Member) -> None:
    made = three_groups(acme)
    journey(acme, ("visit",))
    change(acme, made["suppliers"], stakeholders.archive_group)
    assert [code for _, code in grid(acme)] == ["customers", "employees"]


def test_answers_grow_old(acme: Member) -> None:
    three_groups(acme)
    journey(acme, ("visit",))
    survey = opened(acme, published(acme, *standard()), ["customers"])
    answered(survey, "customers", 3, now() - timedelta(days=150), csat=4)
    counted(survey)
    with acme.at_work():
        [cell] = [one for one in queries.coverage().cells.values() if one.n]
        assert (cell.age, cell.old) == (150, True)


def test_a_kind_without_a_voice_is_named_and_asked_for_first(acme: Member) -> None:
    made = three_groups(acme)
    stages = journey(acme, ("booking", "visit"))
    survey = opened(acme, published(acme, *standard()), ["customers"])
    answered(survey, "customers", 3, csat=4)
    counted(survey)
    with acme.at_work():
        found = queries.coverage()
        assert found.voiceless == ["employee", "supplier"]
        assert found.request is not None
        assert (found.request.stage_id, found.request.group_id) == (stages[0].id, made["employees"].id)


def test_cells_of_another_organisation_stay_there(acme: Member, globex: Member) -> None:
    for of in (acme, globex):
        three_groups(of)
    stages = journey(globex, ("visit",))
    mark(globex, "visit", "suppliers")
    with globex.at_work():
        [row] = queries.marks()
    with acme.at_work():
        assert (queries.coverage().cells, queries.reasons(), queries.marks()) == ({}, {}, [])
        with pytest.raises(NotFound):
            queries.mark(row.id)
        with pytest.raises(NotFound):
            queries.cell(stages[0].id, row.group_id)


def test_the_plan_takes_as_many_reads_for_one_survey_as_for_three(acme: Member) -> None:
    three_groups(acme)
    journey(acme)
    costs = []
    for number in range(3):
        opened(acme, published(acme, *standard(), title=f"Visit {number}"), ["customers", "employees"])
        with statements(acme.app) as seen, acme.at_work():
            queries.coverage()
            costs.append(len(seen))
    assert costs[0] == costs[2]
