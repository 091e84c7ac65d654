"""How a mailing goes, and what may be told of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.errors import Conflict, Invalid
from feedback.outreach.rules import mailings as rules

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@given(st.integers(1, 100_000))
def test_an_hour_never_holds_more_than_was_asked_for_and_hardly_less(per_hour: int) -> None:
    pace = rules.pace(per_hour)
    windows = 3600 / pace.seconds
    assert pace.mails * windows == pytest.approx(per_hour)
    assert pace.seconds <= 3600
    assert pace.mails <= per_hour


def test_the_pace_says_how_many_may_go_and_when_the_next() -> None:
    pace = rules.pace(120)
    assert (pace.mails, pace.seconds) == (2, 60)
    assert [pace.room(sent) for sent in (0, 1, 2, 3)] == [2, 1, 0, 0]
    assert pace.wait(NOW - timedelta(seconds=20), NOW) == 40
    assert pace.wait(NOW - timedelta(hours=1), NOW) == 1


def test_a_mail_that_was_put_off_waits_longer_each_time_and_is_given_up() -> None:
    waits = [rules.retry_in(number) for number in range(1, rules.TRIES + 1)]
    assert waits == [*(timedelta(minutes=2**number) for number in range(rules.TRIES - 1)), None]


def test_sending_is_over_when_the_survey_closes_or_enough_answered() -> None:
    assert rules.why_over(is_open=True, quota=None, answered=9) == ""
    assert rules.why_over(is_open=True, quota=10, answered=9) == ""
    assert rules.why_over(is_open=True, quota=10, answered=10) == "quota"
    assert rules.why_over(is_open=False, quota=10, answered=10) == "closed"


def test_what_may_be_done_depends_on_the_state() -> None:
    states = ("draft", "scheduled", "sending", "paused", "done", "stopped")
    may = {act: [state for state in states if rules.may(act, state)] for act in ("send", "pause", "resume", "stop")}
    assert may == {
        "send": ["draft", "scheduled"],
        "pause": ["scheduled", "sending"],
        "resume": ["paused"],
        "stop": ["scheduled", "sending", "paused"],
    }
    with pytest.raises(Conflict):
        rules.must("send", "done")


def test_numbers_that_cannot_be_are_refused_at_their_field() -> None:
    for act, field in (
        (lambda: rules.pace_of(0), "per_hour"),
        (lambda: rules.quota_of(0, "identified"), "quota"),
        (lambda: rules.quota_of(5, "confidential"), "quota"),
        (lambda: rules.reminders_of(3, 1), "remind_times"),
        (lambda: rules.reminders_of(1, 0), "remind_after_days"),
    ):
        with pytest.raises(Invalid) as refused:
            act()
        assert set(refused.value.fields) == {field}
    assert rules.quota_of(None, "anonymous") is None
    assert rules.reminders_of(2, 4) == (2, 4)


def test_only_a_reminder_of_a_protected_survey_has_recipients_nobody_sees() -> None:
    told = {(kind, mode): rules.tells_recipients(kind, mode) for kind in ("invitation", "reminder") for mode in MODES}
    assert {pair for pair, tells in told.items() if not tells} == {
        ("reminder", "confidential"),
        ("reminder", "anonymous"),
    }


MODES = ("identified", "confidential", "anonymous")


def test_how_long_a_protected_reminder_takes_cannot_be_seen() -> None:
    def shown(state: str, reason: str = "", begun: bool = True, mode: str = "anonymous") -> str:
        return rules.shown_state(state, reason, begun=begun, kind="reminder", mode=mode)

    assert {shown(state) for state in ("sending", "paused", "done")} == {"done"}
    assert {shown("stopped", reason) for reason in ("closed", "quota")} == {"done"}
    assert shown("stopped", "by_hand") == "stopped"
    assert shown("scheduled", begun=False) == "scheduled"
    assert shown("sending", mode="identified") == "sending"


def test_reminders_follow_one_another() -> None:
    assert rules.reminder_days(2, 3, NOW) == [NOW + timedelta(days=3), NOW + timedelta(days=6)]
    assert rules.reminder_days(0, 3, NOW) == []


def test_every_state_kind_and_reason_has_words() -> None:
    assert (
        len({str(rules.state_label(state)) for state in ("draft", "scheduled", "sending", "paused", "done", "stopped")})
        == 6
    )
    assert str(rules.kind_label("reminder")) == "Reminder"
    assert [rules.reason_label(word) is None for word in ("opted_out", "answered", "invited", "revoked")] == [
        True,
        False,
        False,
        False,
    ]
    assert {str(rules.over_label(reason)) for reason in ("closed", "quota", "by_hand")} != {""}
