from __future__ import annotations

from feedback.insights.queries import moments
from feedback.journeys import queries as journeys
from tests.factories import surveys
from tests.factories.heard import counted, heard
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
