"""When a check may be registered, taken back and judged, and which answers count for what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from feedback.errors import Conflict, Invalid
from feedback.programme.rules import effects as rules
from feedback.programme.rules.effects import NEVER, Done, Window

REGISTERED = datetime(2026, 2, 1, 9, tzinfo=UTC)
STARTED, DONE, DUE = date(2026, 3, 1), date(2026, 4, 1), date(2026, 6, 1)


@dataclass
class Check:
    verdict: str | None = None
    registered_at: datetime = REGISTERED
    due_on: date = DUE


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def test_the_baseline_lies_between_registration_and_start() -> None:
    found = rules.windows(Check(), Done(STARTED, DONE))
    assert found.chosen == Window(None, REGISTERED)
    assert found.fresh == Window(REGISTERED, at(STARTED))
    assert found.after == Window(at(date(2026, 4, 2)), None)


def test_without_a_start_the_baseline_goes_on_and_nothing_is_after() -> None:
    found = rules.windows(Check(), Done())
    assert (found.fresh, found.after) == (Window(REGISTERED, None), NEVER)
    assert NEVER.empty


def test_what_was_registered_late_has_an_empty_baseline_and_the_old_one_ends_at_the_start() -> None:
    found = rules.windows(Check(), Done(date(2026, 1, 15)))
    assert found.chosen == Window(None, at(date(2026, 1, 15)))
    assert found.fresh.empty


def test_started_on_the_day_of_the_registration_keeps_what_was_said_before_it() -> None:
    found = rules.windows(Check(), Done(REGISTERED.date()))
    assert found.chosen == Window(None, REGISTERED)
    assert found.fresh.empty


def test_work_that_was_put_back_is_not_before_its_start() -> None:
    assert rules.phase(Check(), "decided", STARTED, started=True) == "working"


@pytest.mark.parametrize(
    ("opened", "ended", "held"),
    [
        (at(STARTED), at(DONE), True),
        (at(date(2026, 2, 28)), at(DONE), False),
        (at(STARTED), at(date(2026, 4, 2)), False),
        (at(STARTED), None, False),
    ],
)
def test_a_whole_survey_lies_in_a_window_or_not(opened: datetime, ended: datetime | None, held: bool) -> None:
    assert Window(at(STARTED), at(DONE)).holds(opened, ended) is held


def test_a_survey_that_runs_lies_in_a_window_without_end() -> None:
    assert Window(at(STARTED), None).holds(at(STARTED), None)


@pytest.mark.parametrize(
    ("verdict", "status", "today", "expected"),
    [
        (None, "decided", DONE, "before"),
        (None, "in_progress", DONE, "working"),
        (None, "in_progress", DUE, "unfinished"),
        (None, "decided", DUE, "unfinished"),
        (None, "done", DONE, "settling"),
        (None, "done", DUE, "ready"),
        ("not_enough", "done", DUE, "again"),
        ("improved", "done", DUE, "judged"),
        ("worse", "in_progress", DONE, "judged"),
    ],
)
def test_where_a_check_stands(verdict: str | None, status: str, today: date, expected: str) -> None:
    found = rules.phase(Check(verdict), status, today, started=status != "decided")
    assert found == expected
    assert rules.phase_label(found).id
    assert found in rules.PHASES


def test_the_stage_is_asked_again_once_the_work_was_lived_with_and_its_day_is_near() -> None:
    work = Done(STARTED, DONE)
    assert rules.is_asking(Check(), "settling", work, date(2026, 5, 4))
    assert not rules.is_asking(Check(), "settling", work, date(2026, 5, 3))
    assert not rules.is_asking(Check(), "working", Done(STARTED), date(2026, 5, 4))
    assert not rules.is_asking(Check(), "ready", work, DUE)
    assert not rules.is_asking(Check(), "settling", None, date(2026, 5, 4))


def test_only_what_is_ready_may_be_judged() -> None:
    for phase in rules.PHASES:
        if phase in ("ready", "again"):
            rules.check_may_judge(phase)
        else:
            with pytest.raises(Conflict):
                rules.check_may_judge(phase)


def test_taken_back_only_before_the_work_and_never_where_it_was_late() -> None:
    assert rules.may_withdraw("before", late=False)
    assert not rules.may_withdraw("before", late=True)
    with pytest.raises(Conflict):
        rules.check_may_withdraw("working", late=False)


def test_late_while_it_goes_on_refused_once_it_is_over() -> None:
    held = [(status, started) for started in (False, True) for status in ("open", "decided", "in_progress")]
    late = [rules.is_late(status, started=started) for status, started in held]
    assert late == [False, False, True, True, True, True], "work that was put back had started"
    for status in ("done", "declined"):
        with pytest.raises(Conflict):
            rules.is_late(status, started=False)


@pytest.mark.parametrize(("measure", "minimum"), [("csat", 0.1), ("nps", 2.0), ("yesno", 0.01), ("yesno", 0.5)])
def test_a_least_change_that_makes_sense(measure: str, minimum: float) -> None:
    assert rules.check_minimum(measure, minimum) == minimum


@pytest.mark.parametrize(
    ("measure", "minimum"), [("csat", 0.05), ("csat", 2.1), ("csat", float("nan")), ("yesno", 0.6), ("yesno", 0.0)]
)
def test_a_least_change_that_does_not(measure: str, minimum: float) -> None:
    with pytest.raises(Invalid) as refused:
        rules.check_minimum(measure, minimum)
    assert list(refused.value.fields) == ["minimum"]


def test_the_stage_is_asked_again_four_weeks_before_its_day_but_after_the_work() -> None:
    assert rules.ask_again_on(Check(), DONE) == date(2026, 5, 4)
    assert rules.ask_again_on(Check(), date(2026, 5, 20)) == date(2026, 5, 21)


def test_every_verdict_has_its_words() -> None:
    words = [rules.verdict_label(one).id for one in ("improved", "unchanged", "worse", "not_enough")]
    assert len(set(words)) == 4


def test_a_direction_and_a_day_to_come() -> None:
    assert [rules.check_direction(one) for one in (rules.UP, rules.DOWN)] == ["up", "down"]
    assert rules.check_due(DUE, DONE) == DUE
    for refused in (lambda: rules.check_direction(""), lambda: rules.check_due(DUE, DUE)):
        with pytest.raises(Invalid):
            refused()


def test_the_spread_before_anybody_answered() -> None:
    assert (rules.variance("yesno"), rules.variance("csat")) == (0.25, 1.44)
