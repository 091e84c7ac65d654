"""What an area may be at a stage, and what a matrix leaves open."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.errors import Invalid
from feedback.journeys.rules import roles
from feedback.journeys.rules.roles import LONGEST_TASK, NONE, PARTS, left_open

STAGES = [uuid4() for _ in range(4)]
AREAS = [uuid4() for _ in range(3)]
FIRST, SECOND, THIRD, FOURTH = STAGES
CARE, FIELD, SALES = AREAS
CODES = [part.code for part in PARTS]


def refused(check: object, *given: object) -> list[str]:
    assert callable(check)
    with pytest.raises(Invalid) as error:
        check(*given)
    return list(error.value.fields)


def test_the_parts_are_those_of_the_table() -> None:
    assert CODES == ["does", "decides", "supports", "told", "none"]
    assert [roles.part_of(code) for code in CODES] == CODES
    assert refused(roles.part_of, "watches") == ["part"]
    assert refused(roles.part_of, "") == ["part"]


def test_no_role_needs_a_reason() -> None:
    assert refused(roles.task_of, NONE, {"es": "  "}) == ["task"]
    assert roles.task_of(NONE, {"es": " No va\n al sitio "}) == {"es": "No va al sitio"}
    assert roles.task_of("does", {}) == {}
    assert refused(roles.task_of, "does", {"en": "x" * (LONGEST_TASK + 1)}) == ["task_en"]
    assert refused(roles.knows_of, {"es": "x" * (LONGEST_TASK + 1)}) == ["knows_es"]


def test_a_field_is_named_by_its_area() -> None:
    assert roles.field_of("part", "care") == "part-care"
    assert roles.field_of("task_es", "care") == "task-care_es"


def test_an_empty_matrix_has_only_open_cells() -> None:
    found = left_open(STAGES, AREAS, {})
    assert (found.cells, found.of) == (12, 12)
    assert (found.nobody_decides, found.two_decide, found.without_role) == ((), (), ())


def test_what_a_matrix_calls_out() -> None:
    found = left_open(
        STAGES,
        AREAS,
        {
            (FIRST, CARE): "decides",
            (FIRST, FIELD): "does",
            (SECOND, CARE): "decides",
            (SECOND, FIELD): "decides",
            (THIRD, FIELD): "supports",
            (THIRD, SALES): "none",
        },
    )
    assert (found.cells, found.of) == (6, 12)
    assert found.nobody_decides == (THIRD,)
    assert found.two_decide == (SECOND,)
    assert found.without_role == (SALES,)


def test_cells_of_retired_stages_and_archived_areas_are_not_looked_at() -> None:
    gone = uuid4()
    found = left_open([FIRST], [CARE], {(FIRST, gone): "decides", (gone, CARE): "decides"})
    assert (found.cells, found.two_decide, found.without_role) == (1, (), ())


cells = st.dictionaries(st.tuples(st.sampled_from(STAGES), st.sampled_from(AREAS)), st.sampled_from(CODES))


@given(cells)
def test_a_stage_is_called_out_for_one_thing_at_most(drawn: dict[tuple[UUID, UUID], str]) -> None:
    found = left_open(STAGES, AREAS, drawn)
    assert found.of - found.cells == len(drawn)
    assert not set(found.nobody_decides) & set(found.two_decide)
    for stage in STAGES:
        deciders = [area for area in AREAS if drawn.get((stage, area)) == "decides"]
        begun = any((stage, area) in drawn for area in AREAS)
        assert (stage in found.two_decide) == (len(deciders) > 1)
        assert (stage in found.nobody_decides) == (begun and not deciders)
