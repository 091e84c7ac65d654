"""What counts before and after the work, and what a check comes to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from feedback.analysis.disclosure import Hidden, Shown
from feedback.analysis.effect_checks import Sample
from feedback.db import db
from feedback.programme.queries import effects as queries
from feedback.programme.rules import effect_record
from feedback.programme.rules.effect_figures import Said
from feedback.stakeholders.queries import groups as stakeholders
from feedback.surveys import editing
from feedback.surveys.actions import questionnaires
from feedback.surveys.models import Response
from feedback.surveys.queries import questionnaires as drafts
from tests.factories.backlog import found, ground
from tests.factories.contacts import person
from tests.factories.effects import (
    AFTER,
    ASKED,
    CHOSEN,
    DONE,
    HIGH,
    LOW,
    REGISTERED,
    STARTED,
    at,
    check,
    judged,
    offer,
    read,
    said,
    stage_ids,
    survey,
    through,
    worked,
)
from tests.factories.people import Member
from tests.factories.programme import agreed
from tests.factories.surveys import answered, asked, closed, opened, published

TWO = Sample.of([2.0] * 10)


def value(result: object) -> float:
    assert isinstance(result, Shown)
    return float(result.value)


def test_each_answer_counts_by_its_own_day(acme: Member) -> None:
    own, number = survey(acme), agreed(acme, "visit")
    check(acme, number)
    said(own, CHOSEN, {1: 10})
    said(own, ASKED, {2: 10})
    said(own, datetime(2026, 3, 15), {5: 10})
    said(own, DONE.replace(hour=20), {5: 10})
    said(own, AFTER, {4: 10})
    worked(acme, number)
    assert read(acme, number).said == Said(Sample.of([1.0] * 10), TWO, Sample.of([4.0] * 10))


def test_before_the_work_everything_since_the_registration_is_baseline(acme: Member) -> None:
    own, number = survey(acme), agreed(acme, "visit")
    check(acme, number)
    said(own, ASKED, {2: 10})
    standing = read(acme, number, datetime(2026, 2, 20))
    assert (standing.said, standing.phase) == (Said(fresh=TWO), "before")
    assert (standing.wanted.before, standing.wanted.after) == (100, 100)


def test_a_contact_who_answers_twice_is_one_person(acme: Member) -> None:
    own, number = survey(acme), agreed(acme, "visit")
    check(acme, number)
    with acme.at_work():
        customers = stakeholders.group_named("customers")
    ana = person(acme, customers)
    twice = [answered(own, "customers", 1, ASKED.replace(tzinfo=UTC), csat_visit=mark)[0] for mark in (1, 3)]
    acme.do(lambda: db.session.execute(db.update(Response).where(Response.id.in_(twice)).values(contact_id=ana)))
    assert read(acme, number).said.fresh == Sample.of([2.0])


def test_a_share_of_yes_is_counted_as_one_and_nought(acme: Member) -> None:
    own, number = survey(acme), agreed(acme, "visit")
    check(acme, number, measure=offer(acme, "again").key, minimum=0.1)
    said(own, ASKED, {2: 12, 4: 28})
    worked(acme, number)
    said(own, AFTER, {2: 4, 4: 36})
    standing = read(acme, number)
    assert standing.said == Said(fresh=Sample(40, 28, 28), after=Sample(40, 36, 36))
    assert value(standing.figures.before) == pytest.approx(0.7)
    assert value(standing.figures.effect) == pytest.approx(0.2)


def test_what_moved_at_other_stages_too_is_taken_off(acme: Member) -> None:
    own, number = survey(acme), agreed(acme, "visit")
    check(acme, number, controls=stage_ids(acme, ["booking", "billing"]))
    said(own, ASKED, LOW, LOW)
    worked(acme, number)
    said(own, AFTER, HIGH, HIGH)
    standing = read(acme, number)
    assert value(standing.figures.own) == pytest.approx(1.0)
    assert value(standing.figures.effect) == pytest.approx(0.0, abs=1e-9)
    assert set(standing.figures.controls) == set(stage_ids(acme, ["booking", "billing"]))
    assert standing.weighed.verdict == "unchanged" or standing.figures.detectable > 0.5  # type: ignore[operator]


def test_without_a_fresh_baseline_the_old_one_is_pulled_towards_the_journey(acme: Member) -> None:
    ground(acme)
    codes = ("booking", "visit", "billing")
    questions = [asked(f"csat_{code}", "csat", code) for code in codes] + [asked("nps", "nps")]
    with at(datetime(2026, 1, 1)):
        own = opened(acme, published(acme, *questions), ["customers"])
    number = agreed(acme, "visit")
    check(acme, number)
    said_marks = {"csat_visit": 2, "csat_booking": 4, "csat_billing": 4}
    answered(own, "customers", 20, CHOSEN.replace(tzinfo=UTC), **said_marks)
    worked(acme, number)
    answered(own, "customers", 20, AFTER.replace(tzinfo=UTC), csat_visit=4)
    standing = read(acme, number)
    assert (standing.weighed.baseline, standing.weighed.verdict) == ("none", "not_enough")
    assert ("no_baseline", {"n": 10}) in standing.figures.caveats


def test_other_work_beside_it_is_named(acme: Member) -> None:
    number = through(acme, LOW, HIGH, controls=["booking"])
    here, there = agreed(acme, "visit"), agreed(acme, "booking")
    for other in (here, there):
        worked(acme, other, STARTED, None)
    caveats = dict(read(acme, number).figures.caveats)
    assert (caveats["beside"], caveats["touched"]) == ({"numbers": f"#{here}"}, {"numbers": f"#{there}"})


def test_what_was_registered_late_has_no_fresh_baseline(acme: Member) -> None:
    own, number = survey(acme), agreed(acme, "visit")
    worked(acme, number, datetime(2026, 1, 20), None)
    check(acme, number)
    said(own, datetime(2026, 1, 15), LOW)
    said(own, datetime(2026, 1, 25), HIGH)
    said(own, ASKED, HIGH)
    standing = read(acme, number, datetime(2026, 2, 20))
    assert (standing.said.chosen.people, standing.said.fresh.people) == (40, 0)
    assert standing.figures.caveats[0] == ("late", {})


def test_the_figures_of_a_verdict_stay_when_answers_come_later(acme: Member) -> None:
    number = through(acme, LOW, HIGH)
    standing = read(acme, number)
    judged(acme, number)
    acme.do(lambda: db.session.execute(db.delete(Response)))
    later = read(acme, number, datetime(2026, 7, 2))
    assert later.said == Said()
    assert effect_record.read(later.check.figures) == standing.figures


# --- protected surveys ------------------------------------------------------------------------------


def anonymous_rounds(of: Member, before: dict[int, int], after: dict[int, int]) -> int:
    """A check on what suppliers said in two anonymous surveys, one before the work and one after it."""
    ground(of)
    code = published(of, asked("csat_visit", "csat", "visit"), asked("csat_billing", "csat", "billing"))
    number = agreed(of, "visit")
    for moment, marks in ((CHOSEN, {3: 5}), (ASKED, before), (AFTER, after)):
        with at(moment):
            row = opened(of, code, ["suppliers"], mode="anonymous")
            if moment == CHOSEN:
                check(of, number, measure=offer(of).key, controls=stage_ids(of, ["billing"]))
            for mark, people in marks.items():
                answered(row, "suppliers", people, csat_visit=mark, csat_billing=3 if mark % 2 else 4)
            closed(row)
        if moment == ASKED:
            worked(of, number)
    return number


def test_protected_surveys_count_whole_by_what_their_release_shows(acme: Member) -> None:
    number = anonymous_rounds(acme, LOW, HIGH)
    standing = read(acme, number)
    assert (standing.said.fresh.people, standing.said.after.people) == (40, 40)
    assert standing.said.fresh.mean == pytest.approx(3.0)
    assert standing.said.after.mean == pytest.approx(4.0)
    assert list(standing.weighed.controls) == stage_ids(acme, ["billing"])
    assert value(standing.figures.before) == 3.0
    assert len(str(value(standing.figures.effect))) <= 4


def test_what_too_few_said_under_protection_counts_nowhere(acme: Member) -> None:
    number = anonymous_rounds(acme, LOW, {2: 2, 5: 2})
    standing = read(acme, number)
    assert standing.said.after == Sample()
    assert standing.figures.after == Hidden("too_few", 5)
    assert standing.weighed.verdict == "not_enough"


def test_a_protected_survey_across_the_start_of_the_work_is_left_out(acme: Member) -> None:
    ground(acme)
    code, number = published(acme, asked("csat_visit", "csat", "visit")), agreed(acme, "visit")
    with at(ASKED):
        row = opened(acme, code, ["suppliers"], mode="anonymous")
    check(acme, number, measure=offer(acme).key)
    for mark, people in LOW.items():
        answered(row, "suppliers", people, csat_visit=mark)
    worked(acme, number, done=None)
    with at(datetime(2026, 3, 20)):
        closed(row)
    standing = read(acme, number, datetime(2026, 3, 25))
    assert standing.said == Said()
    assert ("left_out", {"count": 1}) in standing.figures.caveats


# --- what may be registered -------------------------------------------------------------------------


def test_only_what_was_asked_of_somebodys_own_life_is_offered(acme: Member) -> None:
    ground(acme)
    questions = [
        asked("csat", "csat", "visit"),
        asked("guess", "csat", "visit", predicts=True),
        asked("words", "longtext", "visit"),
        asked("everywhere", "nps"),
    ]
    opened(acme, published(acme, *questions), ["customers", "employees"])
    with acme.at_work():
        found_offers = [(one.words["en"], one.stage.code, one.group.code) for one in queries.offers()]
        assert found_offers == [("csat?", "visit", "customers"), ("csat?", "visit", "employees")]
        assert queries.offers(stage_ids(acme, ["billing"])[0]) == []


def test_a_question_opened_at_one_stage_is_offered_there(acme: Member) -> None:
    ground(acme)
    row = opened(acme, published(acme, asked("nps", "nps")), ["customers"], "billing")
    with acme.at_work():
        [one] = queries.offers()
        assert (one.stage.code, one.measure, one.mode) == ("billing", "nps", "identified")
        assert queries.questionnaire_of(one.question) == one.questionnaire
        assert queries.scored_stages(row.groups["customers"]) == {one.stage.id}


def test_answers_on_another_scale_are_another_series(acme: Member) -> None:
    ground(acme)
    question = asked("csat_visit", "rating", "visit")
    code, number = published(acme, question), agreed(acme, "visit")
    with at(CHOSEN):
        first = opened(acme, code, ["customers"])
    check(acme, number, measure=offer(acme).key)
    answered(first, "customers", 10, ASKED.replace(tzinfo=UTC), csat_visit=5)
    assert read(acme, number).said.fresh.people == 10

    def rescale() -> None:
        row = drafts.questionnaire(code)
        seven = {"settings": {"points": 7}}
        questionnaires.edit(
            questionnaire=row,
            change=lambda draft: editing.update_question(draft, question["id"], seven),
            revision=row.revision,
        )
        questionnaires.publish(questionnaire=drafts.questionnaire(code))

    acme.do(rescale)
    with at(AFTER):
        opened(acme, code, ["customers"])
    assert read(acme, number).said.fresh.people == 0


def test_started_on_the_day_it_was_registered_it_still_knows_what_it_was_chosen_by(acme: Member) -> None:
    own, number = survey(acme), agreed(acme, "visit")
    said(own, REGISTERED - timedelta(hours=1), LOW)
    check(acme, number)
    worked(acme, number, REGISTERED + timedelta(hours=1), None)
    held = read(acme, number, REGISTERED + timedelta(days=1)).said
    assert (held.chosen.people, held.fresh.people) == (40, 0)


def test_stages_to_compare_with_that_too_few_spoke_of_are_named(acme: Member) -> None:
    own, number = survey(acme), agreed(acme, "visit")
    controls = stage_ids(acme, ["booking", "billing"])
    check(acme, number, controls=controls)
    said(own, ASKED, LOW, {3: 9})
    assert list(read(acme, number, ASKED).thin) == controls
    said(own, ASKED, {3: 1}, {3: 1})
    assert list(read(acme, number, ASKED).thin) == []
    worked(acme, number)
    assert list(read(acme, number).thin) == controls, "afterwards they are to be asked again"


def test_work_that_was_decided_on_will_touch_its_stage(acme: Member) -> None:
    survey(acme)
    number, coming, going = agreed(acme, "visit"), agreed(acme, "booking"), agreed(acme, "billing")
    worked(acme, going, done=None)
    (booking,) = stage_ids(acme, ["booking"])
    with acme.at_work():
        assert queries.planned_at(found(number).id) == {booking: [coming]}
