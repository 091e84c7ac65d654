from __future__ import annotations

from feedback.insights.queries import moments
from feedback.journeys import queries as journeys
from tests.factories import surveys
from tests.factories.heard import counted, heard
from tests.factories.journeys import change, current
from tests.factories.people import Member
from tests.factories.runs import ground


def facts(of: Member) -> dict[str, object]:
    with of.at_work():
        return {one.stage: one for one in moments.stage_facts(journeys.stages())}


def test_who_wrote_and_who_felt_badly_are_customers(acme: Member) -> None:
    ground(acme)
    heard(acme, "customers", "waiting", "neg", "visit", n=6)
    heard(acme, "customers", "treatment", "pos", "visit", n=2)
    heard(acme, "employees", "waiting", "neg", "visit", n=9)
    counted(acme)
    visit = facts(acme)["visit"]
    assert (visit.wrote, visit.negative, visit.k) == (8, 6, 1)  # type: ignore[attr-defined]
    with acme.at_work():
        assert [(moment.stage, moment.kind) for _, moment in moments.computed()] == [("visit", "pain")]


def test_a_stage_that_goes_with_the_verdict_and_differs_decides(acme: Member) -> None:
    ground(acme)
    questions = [surveys.asked("nps", "nps")] + [
        surveys.asked(f"c_{stage}", "csat", stage) for stage in ("booking", "visit", "billing")
    ]
    opened = surveys.opened(acme, surveys.published(acme, *questions), ["customers"], mode="identified")
    for verdict in range(1, 11):
        steady = 3 + verdict % 2
        surveys.answered(
            opened, "customers", 1, nps=verdict, c_visit=1 + (verdict - 1) // 2, c_booking=steady, c_billing=steady
        )
    visit = facts(acme)["visit"]
    assert visit.driver is not None and visit.driver.r > 0.9 and visit.driver.n == 10  # type: ignore[attr-defined]
    with acme.at_work():
        assert [(moment.stage, moment.kind) for _, moment in moments.computed()] == [("visit", "truth")]


def test_too_few_protected_people_decide_nothing(acme: Member) -> None:
    ground(acme)
    opened = surveys.opened(acme, surveys.published(acme), ["customers"], mode="confidential")
    surveys.answered(opened, "customers", 4, csat=1, nps=0)
    found = facts(acme)["visit"]
    assert (found.driver, found.spread) == (None, None)  # type: ignore[attr-defined]


def test_a_stage_without_contact_that_people_tell_of_is_silent(acme: Member) -> None:
    ground(acme)
    heard(acme, "customers", "waiting", "pos", "visit", n=4)
    heard(acme, "customers", "billing", "pos", "billing", n=6)
    counted(acme)
    assert silent(acme) == [], "the company meets them at every stage"
    booking, visit, billing = current(acme)
    change(acme, visit, lambda stage: setattr(stage, "silent", True))
    change(acme, billing, lambda stage: stage.touchpoints.clear())
    assert silent(acme) == [("visit", 4), ("billing", 6)]
    change(acme, visit, lambda stage: setattr(stage, "silent", False))
    for stage in (booking, visit):
        change(acme, stage, lambda stage: stage.touchpoints.clear())
    assert silent(acme) == [], "nobody drew a contact anywhere: that a stage has none says nothing"


def silent(of: Member) -> list[tuple[str, object]]:
    with of.at_work():
        return [(one.stage, one.reason.params["n"]) for _, one in moments.computed() if one.kind == "silent"]


def test_the_score_of_a_stage_is_that_of_its_people(acme: Member) -> None:
    ground(acme)
    opened = surveys.opened(acme, surveys.published(acme), ["customers"], mode="identified")
    for number in (2, 3, 4):
        surveys.answered(opened, "customers", 1, csat=number)
    score = facts(acme)["visit"].score  # type: ignore[attr-defined]
    assert (score.value, score.n) == (3.0, 3)
    assert facts(acme)["booking"].score is None  # type: ignore[attr-defined]
