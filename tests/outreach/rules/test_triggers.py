"""The decision after a service: every reason, in its order, and what holds of it whatever the facts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.outreach.rules.quiet_hours import QuietHours
from feedback.outreach.rules.triggers import (
    LATEST,
    REASONS,
    Asked,
    Load,
    Person,
    Rival,
    Rule,
    Verdict,
    decide,
)

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
MINE, RARER, OTHER = UUID(int=1), UUID(int=2), UUID(int=3)
ALWAYS = QuietHours(None, None, "UTC")
RULE = Rule(MINE, True, timedelta(), ALWAYS, person_days=30, survey_days=90, daily_quota=None)
BUSY = Load({MINE: 1000, RARER: 10})


def days_ago(days: float, survey: UUID = OTHER) -> Asked:
    return Asked(NOON - timedelta(days=days), survey)


def verdict(rule: Rule | None = RULE, person: Person | None = None, **facts: Any) -> Verdict:
    """The decision about a service of just now; `nobody=True` where no person is known."""
    known = None if facts.pop("nobody", False) else person or Person()
    usual = {"happened_at": NOON, "sampled": True, "load": Load({}), "now": NOON}
    given = {**usual, **facts}
    return decide(given.pop("happened_at"), rule=rule, person=known, **given)


def outcome(*args: Any, **facts: Any) -> str:
    found = verdict(*args, **facts)
    return found.reason or found.state


def test_with_nothing_against_it_it_is_sent() -> None:
    assert verdict() == Verdict("sent", "", NOON)


def test_every_reason() -> None:
    found = {
        "no_trigger": outcome(None),
        "closed": outcome(replace(RULE, is_open=False)),
        "no_contact": outcome(nobody=True),
        "opted_out": outcome(person=Person("opted_out")),
        "no_consent": outcome(person=Person("no_consent")),
        "no_address": outcome(person=Person("no_address")),
        "bounced": outcome(person=Person("bounced")),
        "not_sampled": outcome(sampled=False),
        "too_late": outcome(happened_at=NOON - LATEST - timedelta(seconds=1)),
        "asked_before": outcome(person=Person(asked=[days_ago(89, MINE)])),
        "cooling_down": outcome(person=Person(asked=[days_ago(29)])),
        "reserved": outcome(person=Person(is_kept=True), load=BUSY),
        "quota": outcome(replace(RULE, daily_quota=5), load=Load({}, sent_today=5)),
    }
    assert {reason: reason for reason in REASONS if reason != "refused"} == found


def test_the_order_in_which_reasons_are_looked_at() -> None:
    """With everything against it the first reason is given, and so on."""
    facts: dict[str, Any] = {
        "rule": replace(RULE, is_open=False, daily_quota=0),
        "person": Person("opted_out", asked=[days_ago(1, MINE)], is_kept=True),
        "sampled": False,
        "happened_at": NOON - timedelta(days=20),
        "load": BUSY,
    }
    seen = [outcome(**facts)]
    for mended in (
        {"rule": replace(RULE, daily_quota=0)},
        {"person": Person(asked=[days_ago(1, MINE)], is_kept=True)},
        {"sampled": True},
        {"happened_at": NOON},
        {"person": Person(asked=[days_ago(1)], is_kept=True)},
        {"person": Person(is_kept=True)},
        {"load": Load({})},
        {"rule": RULE},
    ):
        facts |= mended
        seen.append(outcome(**facts))
    assert seen == [
        "closed",
        "opted_out",
        "not_sampled",
        "too_late",
        "asked_before",
        "cooling_down",
        "reserved",
        "quota",
        "sent",
    ]


def test_it_waits_for_its_delay_and_for_the_end_of_quiet_hours() -> None:
    later = replace(RULE, delay=timedelta(hours=2))
    assert verdict(later) == Verdict("waiting", "", NOON + timedelta(hours=2))
    assert verdict(later, now=NOON + timedelta(hours=2)).state == "sent"
    night = replace(RULE, delay=timedelta(hours=10), quiet=QuietHours(time(21), time(9), "UTC"))
    assert verdict(night).due_at == datetime(2026, 3, 3, 9, tzinfo=UTC)


def test_a_worker_that_comes_late_into_quiet_hours_waits_for_their_end() -> None:
    night = replace(RULE, quiet=QuietHours(time(21), time(9), "UTC"))
    late = verdict(night, now=NOON + timedelta(hours=12))
    assert late == Verdict("waiting", "", datetime(2026, 3, 3, 9, tzinfo=UTC))


def test_rest_is_counted_to_when_it_is_due() -> None:
    """Due tomorrow, when the person has rested: it waits for that instead of giving up today."""
    tomorrow = replace(RULE, delay=timedelta(days=1))
    assert verdict(tomorrow, Person(asked=[days_ago(29.5)])).state == "waiting"
    assert outcome(RULE, Person(asked=[days_ago(29.5)])) == "cooling_down"


def test_rest_is_over_after_exactly_its_days() -> None:
    assert outcome(person=Person(asked=[days_ago(30)])) == "sent"
    assert outcome(person=Person(asked=[days_ago(90, MINE)])) == "sent"
    at_once = replace(RULE, person_days=0, survey_days=0)
    assert outcome(at_once, Person(asked=[days_ago(0, MINE), days_ago(0)])) == "sent"


def test_clocks_that_differ_and_clocks_that_were_wrong() -> None:
    """Case 99: minutes ahead counts as just now; a request of ten years ahead keeps nobody from being asked."""
    assert outcome(person=Person(asked=[days_ago(-0.004)])) == "cooling_down"
    assert outcome(person=Person(asked=[days_ago(-3650)])) == "sent"
    assert outcome(now=NOON + timedelta(days=3650)) == "too_late"
    assert verdict(now=NOON - timedelta(days=1)) == Verdict("waiting", "", NOON)


def test_the_rarer_request_of_the_same_person_goes_first() -> None:
    rarer = Rival(RARER, NOON + timedelta(hours=3), 30)
    waits = verdict(person=Person(rivals=[rarer]), load=BUSY)
    assert waits == Verdict("waiting", "", NOON + timedelta(hours=3, minutes=1))
    swapped = Load({MINE: 10, RARER: 1000})
    assert outcome(person=Person(rivals=[rarer]), load=swapped) == "sent"
    alike = Load({MINE: 10, RARER: 10})
    assert outcome(person=Person(rivals=[rarer]), load=alike) == "sent"


def test_a_rarer_request_after_the_rest_is_no_reason_to_wait() -> None:
    far = Rival(RARER, NOON + timedelta(days=31), 30)
    assert outcome(person=Person(rivals=[far]), load=BUSY) == "sent"


def test_a_rarer_request_that_is_due_too_late_for_this_one_is_left_the_person() -> None:
    later = Rival(RARER, NOON + timedelta(days=10), 30)
    assert outcome(person=Person(rivals=[later]), load=BUSY) == "reserved"


# --- whatever the facts -----------------------------------------------------------------------------

MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))
SURVEYS = st.sampled_from([MINE, RARER, OTHER])
HOURS = st.one_of(
    st.just(ALWAYS),
    st.builds(QuietHours, st.times(), st.times(), st.sampled_from(["UTC", "Europe/Madrid", "America/Santiago"])),
)
RULES = st.builds(
    Rule,
    SURVEYS,
    st.booleans(),
    st.integers(0, 43_200).map(lambda minutes: timedelta(minutes=minutes)),
    HOURS,
    st.integers(0, 100),
    st.integers(0, 100),
    st.one_of(st.none(), st.integers(1, 5)),
)
PEOPLE = st.builds(
    Person,
    st.sampled_from([None, None, None, "opted_out", "no_consent", "no_address", "bounced"]),
    st.lists(st.builds(Asked, MOMENTS, SURVEYS), max_size=4),
    st.lists(st.builds(Rival, SURVEYS, MOMENTS, st.integers(0, 100)), max_size=3),
    st.booleans(),
)
LOADS = st.builds(Load, st.dictionaries(SURVEYS, st.integers(0, 2000)), st.integers(0, 6))
FACTS = {
    "rule": st.one_of(st.none(), RULES),
    "sampled": st.booleans(),
    "person": st.one_of(st.none(), PEOPLE),
    "load": LOADS,
    "now": MOMENTS,
}


@given(MOMENTS, st.fixed_dictionaries(FACTS))
def test_a_verdict_always_says_what_it_means(happened_at: datetime, facts: dict[str, Any]) -> None:
    found = decide(happened_at, **facts)
    now = facts["now"]
    assert found == decide(happened_at, **facts)
    assert (found.reason in REASONS) == (found.state == "not_sent")
    assert (found.due_at > now) == (found.state == "waiting")
    assert found.state == "waiting" or found.due_at == now


@given(MOMENTS, st.fixed_dictionaries(FACTS))
def test_nobody_is_asked_against_a_rule(happened_at: datetime, facts: dict[str, Any]) -> None:
    found, now = decide(happened_at, **facts), facts["now"]
    if found.state != "sent":
        return
    rule, person, load = facts["rule"], facts["person"], facts["load"]
    assert rule.is_open
    assert person.barrier is None
    assert facts["sampled"]
    assert not rule.quiet.holds(now)
    assert happened_at + rule.delay <= now <= happened_at + rule.delay + LATEST
    for one in person.asked:
        assert not timedelta(0) <= now - one.at < timedelta(rule.person_days)
        if one.survey_id == rule.survey_id:
            assert not timedelta(0) <= now - one.at < timedelta(rule.survey_days)
    assert rule.daily_quota is None or load.sent_today < rule.daily_quota
    alive = [count for count in load.services.values() if count]
    assert not person.is_kept or load.services.get(rule.survey_id, 0) <= 4 * min(alive, default=0)


@given(MOMENTS, st.fixed_dictionaries(FACTS))
def test_whoever_waits_is_decided_in_the_end(happened_at: datetime, facts: dict[str, Any]) -> None:
    """Asked again each time it is due, with rivals decided meanwhile, a request comes to an end in a few steps."""
    for _ in range(8):
        found = decide(happened_at, **facts)
        if found.state != "waiting":
            return
        facts = {**facts, "now": found.due_at}
        person = facts["person"]
        facts["person"] = replace(person, rivals=[one for one in person.rivals if one.due_at > found.due_at])
    pytest.fail("it waits for ever")
