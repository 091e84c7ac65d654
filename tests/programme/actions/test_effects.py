"""Registering an effect check, taking it back, and its verdict."""

from __future__ import annotations

from datetime import datetime

import pytest

from feedback.accounts import queries as accounts
from feedback.errors import Conflict, Invalid, NotFound
from feedback.programme import actions as work
from feedback.programme.actions import effects as actions
from feedback.programme.queries import effects as queries
from feedback.surveys.freezing import FrozenError
from tests.factories.backlog import decided, found, improvement
from tests.factories.effects import (
    DUE,
    HIGH,
    JUDGED,
    LOW,
    REGISTERED,
    at,
    check,
    judged,
    offer,
    read,
    stage_ids,
    survey,
    through,
    worked,
)
from tests.factories.people import Member
from tests.factories.programme import agreed


def test_what_was_registered_is_kept_word_for_word(acme: Member) -> None:
    survey(acme)
    number = agreed(acme, "visit")
    made = check(acme, number, controls=stage_ids(acme, ["booking", "visit"]))
    assert made.words == {"es": "¿csat_visit?", "en": "csat_visit?"}
    assert (made.measure, made.direction, made.minimum, made.due_on, made.late) == ("csat", "up", 0.5, DUE, False)
    assert [one.stage_id for one in made.controls] == stage_ids(acme, ["booking"])
    with acme.at_work():
        assert [one.act for one in accounts.audit()].count("effect.registered") == 1


def test_nothing_registered_changes_afterwards(acme: Member) -> None:
    survey(acme)
    number = agreed(acme, "visit")
    check(acme, number)

    def change() -> None:
        row = queries.check_of(found(number).id)
        assert row is not None
        row.minimum = 0.1

    with pytest.raises(FrozenError):
        acme.do(change)


def test_work_that_started_makes_it_late_and_work_that_is_done_forbids_it(acme: Member) -> None:
    survey(acme)
    number, other = agreed(acme, "visit"), agreed(acme, "visit")
    worked(acme, number, datetime(2026, 1, 20), None)
    assert check(acme, number).late
    worked(acme, other, datetime(2026, 1, 20), datetime(2026, 1, 25))
    with pytest.raises(Conflict):
        check(acme, other)


def test_a_declined_one_has_nothing_to_check(acme: Member) -> None:
    survey(acme)
    number = improvement(acme, "visit")
    decided(acme, number, "no", "Too dear.")
    with pytest.raises(Conflict):
        check(acme, number)


@pytest.mark.parametrize(
    "values",
    [
        {"direction": "sideways"},
        {"minimum": 0.01},
        {"minimum": 2.5},
        {"minimum": float("nan")},
        {"due_on": REGISTERED.date()},
        {"measure": "no/such/question"},
    ],
)
def test_what_makes_no_check(acme: Member, values: dict[str, object]) -> None:
    survey(acme)
    number = agreed(acme, "visit")
    with pytest.raises(Invalid):
        check(acme, number, **values)


def test_there_is_one_check(acme: Member) -> None:
    survey(acme)
    number = agreed(acme, "visit")
    check(acme, number)
    with pytest.raises(Conflict):
        check(acme, number)


def test_a_share_of_yes_has_no_stage_to_be_compared_with(acme: Member) -> None:
    survey(acme)
    number = agreed(acme, "visit")
    values = {"measure": offer(acme, "again").key, "minimum": 0.1}
    made = check(acme, number, controls=stage_ids(acme, ["booking"]), **values)
    assert (made.measure, made.controls) == ("yesno", [])


def test_it_is_taken_back_before_the_work_and_not_later(acme: Member) -> None:
    survey(acme)
    number = agreed(acme, "visit")
    check(acme, number)
    with at(REGISTERED):
        acme.do(lambda: actions.withdraw(found(number).id))
        with pytest.raises(NotFound):
            acme.do(lambda: actions.withdraw(found(number).id))
    check(acme, number)
    worked(acme, number, done=None)
    with at(datetime(2026, 3, 2)), pytest.raises(Conflict):
        acme.do(lambda: actions.withdraw(found(number).id))


def put_back(of: Member, number: int) -> None:
    worked(of, number, datetime(2026, 1, 20), None)
    with at(datetime(2026, 1, 21)):
        of.do(lambda: work.put_back(found(number).id).id)


def test_work_that_was_put_back_had_started_all_the_same(acme: Member) -> None:
    survey(acme)
    number = agreed(acme, "visit")
    put_back(acme, number)
    assert check(acme, number).late


def test_putting_the_work_back_does_not_let_a_check_be_taken_back(acme: Member) -> None:
    survey(acme)
    number = agreed(acme, "visit")
    check(acme, number, datetime(2026, 1, 15))
    put_back(acme, number)
    with at(datetime(2026, 1, 22)), pytest.raises(Conflict):
        acme.do(lambda: actions.withdraw(found(number).id))


def test_a_verdict_keeps_what_it_was_made_of(acme: Member) -> None:
    number = through(acme, LOW, HIGH)
    made = judged(acme, number)
    assert made.verdict == "improved"
    assert made.judged_at is not None and made.judged_at.date() == JUDGED.date()
    assert made.figures["effect"]["value"] == pytest.approx(1.0)
    assert (made.figures["before"]["n"], made.figures["after"]["n"]) == (40, 40)
    with pytest.raises(Conflict):
        judged(acme, number)


@pytest.mark.parametrize("moment", [datetime(2026, 5, 15), datetime(2026, 3, 15)])
def test_nobody_looks_before_its_day(acme: Member, moment: datetime) -> None:
    number = through(acme, LOW, HIGH)
    with pytest.raises(Conflict):
        judged(acme, number, moment)


def test_not_enough_answers_may_be_looked_at_again_with_a_stricter_eye(acme: Member) -> None:
    number = through(acme, LOW, {3: 2, 4: 3})
    first = judged(acme, number)
    assert (first.verdict, first.figures["look"]) == ("not_enough", 1)
    stale = read(acme, number, datetime(2026, 6, 10))
    assert stale.figures.look == 2
    assert judged(acme, number, datetime(2026, 6, 10)).figures["look"] == 2
    with at(datetime(2026, 6, 11)), pytest.raises(Conflict):
        acme.do(lambda: actions.judge(found(number).id, stale).id)


def test_where_nothing_is_registered_there_is_nothing_to_judge(acme: Member) -> None:
    number = through(acme, LOW, HIGH)
    standing, other = read(acme, number), agreed(acme)
    with pytest.raises(NotFound):
        acme.do(lambda: actions.judge(found(other).id, standing))
