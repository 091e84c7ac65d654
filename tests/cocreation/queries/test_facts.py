"""The facts of the six steps, gathered from every slice."""

from __future__ import annotations

from feedback.cocreation import rules
from feedback.cocreation.queries.facts import facts
from feedback.cocreation.rules import Asked, Drawn, Facts, Groups, Known, Read, Worked
from feedback.db import db
from feedback.evidence.actions import items
from feedback.insights.actions import runs
from feedback.insights.queries import tallying
from feedback.journeys import actions as journeys
from feedback.journeys import queries as drawn
from feedback.outreach.actions import coverage as outreach
from feedback.stakeholders.queries import groups as stakeholders
from tests.factories.backlog import analysed, improvement, said_and_proposed
from tests.factories.groups import group, three_groups
from tests.factories.journeys import change, current, journey
from tests.factories.people import Member
from tests.factories.surveys import answered, counted, opened, published, standard
from tests.statements import counted as statements


def found(of: Member) -> Facts:
    with of.at_work():
        return facts()


def states(of: Member) -> list[str]:
    return [step.state for step in rules.steps(found(of))]


def test_a_new_organisation_has_none_of_them(acme: Member) -> None:
    assert found(acme) == Facts(Groups(), Known(), Asked(), Read(), Drawn(), Worked())


def test_groups_and_sub_groups_are_told_apart(acme: Member) -> None:
    made = three_groups(acme)
    group(acme, code="homes", parent_id=made["customers"].id)
    assert found(acme).groups == Groups(3, 1, ())


def test_ten_notes_are_enough(acme: Member) -> None:
    customers = group(acme, code="customers")
    new = items.NewItem(kind="observation", text="They wait.", group_id=customers.id)
    acme.do(items.add_items, [new] * 9)
    assert states(acme)[1] == "todo"
    acme.do(items.add_items, [new])
    assert (found(acme).known, states(acme)[1]) == (Known(notes=10), "done")


def test_a_cell_is_settled_by_asking_or_by_a_reason(acme: Member) -> None:
    three_groups(acme)
    journey(acme, ("visit",))
    assert found(acme).asked == Asked(3, 3, 0, {"es": "Visit", "en": "Visit"})
    opened(acme, published(acme, *standard()), ["customers", "employees"])
    assert (found(acme).asked.unasked, found(acme).asked.surveys) == (1, 1)

    def mark() -> None:
        about = {"stage": drawn.stage_named("visit"), "group": stakeholders.group_named("suppliers")}
        outreach.mark_not_applicable(**about, reason="They never come here.")

    acme.do(mark)
    assert (found(acme).asked.unasked, states(acme)[2]) == (0, "done")


def test_a_stage_is_explained_by_a_score_by_silence_or_because_nobody_lives_it(acme: Member) -> None:
    three_groups(acme)
    stages = journey(acme, ("booking", "wait", "visit"))
    assert len(found(acme).drawn.unexplained) == 3
    survey = opened(acme, published(acme, *standard("visit")), ["customers"])
    answered(survey, "customers", 3, csat=4)
    counted(survey)
    assert [one["en"] for one in found(acme).drawn.unexplained] == ["Booking", "Wait"]
    wait = stages[1]
    change(acme, wait, journeys.change_stage, name=wait.name, goal={}, silent=True, assumed_feeling=None)
    assert [one["en"] for one in found(acme).drawn.unexplained] == ["Booking"]

    def mark() -> None:
        about = {"stage": drawn.stage_named("booking"), "group": stakeholders.group_named("customers")}
        outreach.mark_not_applicable(**about, reason="They never book.")

    acme.do(mark)
    assert found(acme).drawn.unexplained == ()


def test_a_stage_nobody_was_asked_about_is_scored_by_rated_evidence(acme: Member) -> None:
    customers, stage = group(acme, code="customers"), journey(acme, ("visit",))[0]
    rated = items.NewItem(kind="review", text="Fine.", group_id=customers.id, stage_id=stage.id, rating=4.0)
    acme.do(items.add_items, [rated] * 3)
    assert len(found(acme).drawn.unexplained) == 1
    acme.do(lambda: runs.write_tally(tallying.counted()))
    assert found(acme).drawn.unexplained == ()
    opened(acme, published(acme, *standard("visit")), ["customers"])
    assert len(found(acme).drawn.unexplained) == 1


def test_the_first_tier_has_to_be_decided(acme: Member) -> None:
    said_and_proposed(acme)
    seen = found(acme).worked
    assert (seen.ranked, seen.improvements > 0, seen.decisions) == (True, True, 0)
    assert states(acme)[5] == "todo"


def test_the_steps_cost_the_same_however_much_there_is(acme: Member) -> None:
    said_and_proposed(acme)
    costs = []
    for number in range(3):
        survey = opened(acme, published(acme, *standard(), title=f"Visit {number}"), ["customers"])
        answered(survey, "customers", 3, csat=4)
        counted(survey)
        improvement(acme)
        analysed(acme)
        with statements(acme.app) as seen, acme.at_work():
            facts()
            db.session.rollback()
        costs.append(len(seen))
    assert costs[0] == costs[1] == costs[2]
    assert len(current(acme)) == 3
