"""Which areas took part, read from what they did."""

from __future__ import annotations

from datetime import timedelta

from feedback.cocreation.queries.taking_part import restored, taking_part
from feedback.cocreation.rules.taking_part import FEWEST_HEARD
from feedback.db import db, now
from feedback.journeys.actions.belonging import belong
from feedback.journeys.queries import functions
from feedback.programme.actions import parts, work
from feedback.stakeholders.models import StakeholderGroup
from feedback.workshops.actions import open_workshop
from tests.factories.backlog import access, found
from tests.factories.functions import area, fill
from tests.factories.groups import group
from tests.factories.journeys import journey
from tests.factories.people import Member
from tests.factories.programme import agreed, started
from tests.factories.surveys import answered, closed, counted, opened, published
from tests.factories.votes import GROUPS, papers, vote

ASKED = {"es": "¿Qué pasa?", "en": "What happens?"}


def ways(of: Member, days: int = 1) -> dict[str, dict[str, int]]:
    with of.at_work():
        since = (now() - timedelta(days=days)).date()
        return {one.name["en"]: dict(one.ways) for one in taking_part(since)}


def owned(of: Member, number: int, code: str) -> None:
    def give() -> None:
        found(number).function_id = functions.function(code).id
        db.session.flush()

    of.do(give)


def test_an_area_takes_part_by_role_improvements_decisions_and_work(acme: Member) -> None:
    journey(acme)
    area(acme, "field", "Field staff")
    area(acme, "desk")
    assert ways(acme) == {"Field staff": {}, "Desk": {}}
    fill(acme, "visit", "field", "does", task={"en": "Repairs it"})
    fill(acme, "visit", "desk", "none", task={"en": "Not there"})
    for number in (agreed(acme, "visit"), started(acme, "visit")):
        owned(acme, number, "field")
    assert ways(acme) == {"Field staff": {"role": 1, "owns": 2, "decided": 2, "worked": 1}, "Desk": {}}
    assert ways(acme, days=-1)["Field staff"] == {"role": 1, "owns": 2, "worked": 1}


def works_in(of: Member, code: str, *people: Member, group: StakeholderGroup | None = None) -> None:
    given = {"members": [one.user_id for one in people], "groups": [group.id] if group else []}
    of.do(lambda: belong(functions.function(code), **given).id)


def test_what_its_people_lead_decide_and_do_counts_for_their_area(acme: Member) -> None:
    journey(acme)
    area(acme, "field", "Field staff")
    area(acme, "desk")
    works_in(acme, "desk", acme)
    acme.do(lambda: open_workshop(title=ASKED, question=ASKED, by=access(acme)).id)
    acme.do(lambda: open_workshop(title=ASKED, question=ASKED).id)
    number = started(acme, "visit")
    owned(acme, number, "field")
    lines = acme.do(lambda: [one.id for one in parts.add_checks(found(number).id, texts=["Call", "Write"])])
    for line in lines:
        acme.do(lambda line=line: parts.tick(found(number).id, line, by=access(acme)).id)
    counted = ways(acme)
    assert counted["Desk"] == {"led": 1, "worked": 1}, "both lines are of one piece of work; one workshop is nobody's"
    assert counted["Field staff"] == {"owns": 1, "decided": 1, "worked": 1}


def test_work_that_is_only_planned_is_not_begun(acme: Member) -> None:
    journey(acme)
    area(acme, "field", "Field staff")
    number = agreed(acme, "visit")
    owned(acme, number, "field")
    acme.do(lambda: parts.add_milestone(found(number).id, title="First").id)
    assert ways(acme)["Field staff"] == {"owns": 1, "decided": 1}


def test_what_was_done_before_the_cycle_belongs_to_another(acme: Member) -> None:
    journey(acme)
    area(acme, "field", "Field staff")
    number = started(acme, "visit")
    owned(acme, number, "field")
    acme.do(lambda: work.finish(found(number).id).id)
    assert ways(acme, days=0)["Field staff"] == {"owns": 1, "decided": 1, "worked": 1}
    assert ways(acme, days=-1)["Field staff"] == {}


def test_a_survey_counts_for_the_area_of_those_who_answered_it(acme: Member) -> None:
    journey(acme)
    area(acme, "desk")
    crew = group(acme, "employee")
    works_in(acme, "desk", group=crew)
    survey = opened(acme, published(acme), [crew.code], mode="anonymous")
    answered(survey, crew.code, 6, csat=4)
    assert ways(acme)["Desk"] == {}, "nothing of it is told before it closes"
    closed(survey)
    assert ways(acme)["Desk"] == {"surveyed": 1}
    assert ways(acme, days=-1)["Desk"] == {}


def test_too_few_answers_are_nobodys_taking_part(acme: Member) -> None:
    journey(acme)
    area(acme, "desk")
    crew = group(acme, "employee")
    works_in(acme, "desk", group=crew)
    survey = opened(acme, published(acme), [crew.code], mode="identified")
    answered(survey, crew.code, FEWEST_HEARD - 1, csat=4)
    counted(survey)
    assert ways(acme)["Desk"] == {}
    answered(survey, crew.code, 1, csat=4)
    counted(survey)
    assert ways(acme)["Desk"] == {"surveyed": 1}


def test_a_vote_counts_for_the_area_of_those_who_say_their_group(acme: Member) -> None:
    journey(acme)
    area(acme, "desk")
    crew = group(acme, "employee")
    works_in(acme, "desk", group=crew)
    made = vote(acme, groups=[{**GROUPS[1], "code": crew.code}])
    papers(acme, made, FEWEST_HEARD - 1, {"Chairs": 1}, crew.code)
    assert ways(acme)["Desk"] == {}
    papers(acme, made, 1, {"Chairs": 1}, crew.code)
    assert ways(acme)["Desk"] == {"voted": 1}


def test_what_is_kept_comes_back(acme: Member) -> None:
    journey(acme)
    area(acme)
    with acme.at_work():
        held = taking_part(now().date())
        assert restored([one.kept() for one in held]) == held
