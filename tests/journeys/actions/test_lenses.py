"""Placing the stages in the parts of a lens: what is saved, what stays, what is left out."""

from __future__ import annotations

from uuid import UUID

import pytest

from feedback.accounts import queries as accounts
from feedback.errors import Invalid, NotFound
from feedback.journeys import actions as drawing
from feedback.journeys import queries
from feedback.journeys.actions import lenses as actions
from feedback.journeys.actions.lenses import Part
from feedback.journeys.queries import lenses
from tests.factories.journeys import change, journey
from tests.factories.people import Member


def save(of: Member, *parts: Part, lens: str = "goal") -> None:
    of.do(lambda: actions.save(queries.journey(), lens=lens, parts=parts))


def rows(of: Member) -> dict[str, tuple[UUID, str]]:
    """Code -> id and name of the saved parts, in their order."""
    with of.at_work():
        drawn = queries.journey()
        assert drawn is not None
        return {row.code: (row.id, row.name["es"]) for row in lenses.rows_of(drawn, "goal")}


def placed(of: Member, lens: str = "goal") -> dict[str, list[str]]:
    """Part -> codes of its stages, in the order of the journey."""
    with of.at_work():
        shown = lenses.cut(lens)
        return {
            part.code: [stage.code for stage in queries.stages() if stage.id in part.stages] for part in shown.parts
        }


@pytest.fixture
def ids(acme: Member) -> dict[str, UUID]:
    return {stage.code: stage.id for stage in journey(acme)}


def test_a_lens_is_saved_as_it_was_placed(acme: Member, ids: dict[str, UUID]) -> None:
    both = {ids["booking"], ids["visit"]}
    save(acme, Part("deciding", {"es": "Decidir"}, both), Part("", {"es": "Después de todo"}, [ids["visit"]]))
    assert placed(acme) == {"deciding": ["booking", "visit"], "despues-de-todo": ["visit"]}
    with acme.at_work():
        assert lenses.cut("goal").saved and not lenses.cut("target").saved
        assert [entry.act for entry in accounts.audit()] == ["lens.saved", "journey.created"]


def test_a_part_keeps_its_row_and_what_is_not_named_goes(acme: Member, ids: dict[str, UUID]) -> None:
    save(acme, Part("a", {"es": "Uno"}, [ids["visit"]]), Part("b", {"es": "Dos"}, [ids["visit"]]))
    before = rows(acme)
    save(acme, Part("", {"es": "B"}), Part("a", {"es": "Primero"}, [ids["billing"]]))
    after = rows(acme)
    assert [(code, name) for code, (_, name) in after.items()] == [("b-2", "B"), ("a", "Primero")]
    assert after["a"][0] == before["a"][0]
    assert placed(acme) == {"b-2": [], "a": ["billing"]}


def test_stages_that_are_not_drawn_any_more_are_left_out(acme: Member, globex: Member, ids: dict[str, UUID]) -> None:
    theirs = journey(globex)[0].id
    with acme.at_work():
        billing = queries.stage_named("billing")
    change(acme, billing, drawing.retire_stage)
    save(acme, Part("a", {"es": "Uno"}, [ids["visit"], ids["billing"], theirs]))
    assert placed(acme) == {"a": ["visit"]}


def test_what_cannot_be(acme: Member, ids: dict[str, UUID]) -> None:
    for parts in ((), (Part("a", {"es": " "}),)):
        with pytest.raises(Invalid):
            save(acme, *parts)
    with pytest.raises(NotFound):
        save(acme, Part("a", {"es": "Uno"}), lens="colour")


def test_our_proposal_stands_again(acme: Member, ids: dict[str, UUID]) -> None:
    before = placed(acme)
    save(acme, Part("a", {"es": "Uno"}, ids.values()))
    acme.do(lambda: actions.start_again(queries.journey(), lens="goal"))
    assert placed(acme) == before
