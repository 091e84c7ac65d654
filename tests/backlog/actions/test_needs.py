"""Drafting an improvement from what a stage lacks: once, with where it comes from."""

from __future__ import annotations

from uuid import UUID

from feedback.backlog.actions import needs as actions
from feedback.backlog.queries import needs as queries
from feedback.backlog.queries.improvements import improvements
from feedback.journeys.actions import blueprint
from feedback.journeys.queries import blueprint as items
from feedback.journeys.queries import needs as lacking
from tests.factories.blueprint import both, item, link
from tests.factories.journeys import journey
from tests.factories.people import Member


def draft(of: Member, item_id: UUID) -> int:
    """Draft from the need a thing goes back to; the number of the improvement."""

    def act() -> int:
        need = lacking.need_of_item(item_id) or lacking.need_of_link(item_id)
        assert need is not None
        return actions.draft(need).number

    number: int = of.do(act)
    return number


def test_a_draft_has_title_stage_and_hypothesis_and_waits_for_a_decision(acme: Member) -> None:
    stages = journey(acme)
    number = draft(acme, item(acme, "visit", "wait", "The technician", minutes=90))
    with acme.at_work():
        [row] = improvements()
    assert (row.number, row.status, row.direction, row.stage_id) == (number, "open", "reduce", stages[1].id)
    assert row.title == {
        "es": "Acortar la espera «The technician»: Visit",
        "en": "Shorten the wait “The technician”: Visit",
    }
    assert row.hypothesis.startswith("En «Visit» las personas esperan: «The technician» (unos 90 minutos).")


def test_twice_leads_to_the_one_there_is(acme: Member) -> None:
    journey(acme)
    serving = [item(acme, "visit", kind, kind, need=both("Pay"), state="missing") for kind in ("process", "tool")]
    gap = link(acme, serving[1], item(acme, "visit", "tool", "Till", state="working"))
    numbers = [draft(acme, one) for one in (serving[0], serving[1], serving[0], gap, gap)]
    assert numbers == [1, 1, 1, 2, 2]
    with acme.at_work():
        assert {key: row.number for key, row in queries.drafted().items()} == {
            serving[0]: 1,
            serving[1]: 1,
            gap: 2,
        }


def test_a_thing_that_goes_leaves_its_improvement(acme: Member) -> None:
    journey(acme)
    wait = item(acme, "visit", "wait")
    draft(acme, wait)
    acme.do(lambda: blueprint.remove(items.item(wait)))
    with acme.at_work():
        assert (dict(queries.drafted()), len(improvements())) == ({}, 1)
