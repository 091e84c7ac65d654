"""What a finished service sets off: the one decision whether, and when, a person is asked about it. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from feedback.outreach.rules.fairness import is_frequent, is_rarer
from feedback.outreach.rules.quiet_hours import QuietHours

WAITING, SENT, NOT_SENT = "waiting", "sent", "not_sent"
CHANNELS = ("email", "link")
REASONS = (
    "no_trigger",
    "closed",
    "no_contact",
    "opted_out",
    "no_consent",
    "no_address",
    "bounced",
    "not_sampled",
    "too_late",
    "asked_before",
    "cooling_down",
    "reserved",
    "quota",
    "refused",
)
"""Why nobody was asked, in the order in which it is looked at; `refused` is what the mail server says afterwards."""
LATEST = timedelta(days=7)
"""After that nobody is asked any more: what they remember is no longer that service."""
A_MOMENT, A_DAY = timedelta(minutes=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Rule:
    """What a trigger says. `is_open`: it is in use, and its survey takes answers from this group."""

    survey_id: UUID
    is_open: bool
    delay: timedelta
    quiet: QuietHours
    person_days: int
    survey_days: int
    daily_quota: int | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that a person got, by whatever way."""

    at: datetime
    survey_id: UUID


@dataclass(frozen=True, slots=True)
class Rival:
    """Another request that waits for the same person."""

    survey_id: UUID
    due_at: datetime
    person_days: int


@dataclass(frozen=True, slots=True)
class Person:
    """Whom it is about. `barrier`: why they cannot be written to by this channel; `is_kept`: left to rarer surveys."""

    barrier: str | None = None
    asked: Sequence[Asked] = ()
    rivals: Sequence[Rival] = ()
    is_kept: bool = False


@dataclass(frozen=True, slots=True)
class Load:
    """What there is to do: survey -> services of its group in 90 days, and what this trigger sent today."""

    services: Mapping[UUID, int]
    sent_today: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a service: asked now, decided at `due_at`, or nobody asked, with the reason."""

    state: str
    reason: str
    due_at: datetime


def decide(
    happened_at: datetime, *, rule: Rule | None, sampled: bool, person: Person | None, load: Load, now: datetime
) -> Verdict:
    """Whether the person is asked about the service now, later or not at all.

    `rule` is None where no trigger is in use for the stage and group, `person` where nobody is known; `sampled` is the
    draw of the service. The same facts always give the same verdict, and a verdict that waits is due after `now`.
    """
    if rule is None:
        return Verdict(NOT_SENT, "no_trigger", now)
    planned = happened_at + rule.delay
    due = rule.quiet.over(max(planned, now))
    if (reason := _never(rule, sampled, person, planned, due, now)) is not None:
        return Verdict(NOT_SENT, reason, now)
    assert person is not None
    if due > now:
        return Verdict(WAITING, "", due)
    return _now_or_yield(rule, person, load, planned, now)


def _never(
    rule: Rule, sampled: bool, person: Person | None, planned: datetime, due: datetime, now: datetime
) -> str | None:
    """What will not change until the request is due."""
    if not rule.is_open:
        return "closed"
    if person is None:
        return "no_contact"
    if person.barrier is not None:
        return person.barrier
    if not sampled:
        return "not_sampled"
    if now - planned > LATEST:
        return "too_late"
    return _resting(rule, person, due)


def _resting(rule: Rule, person: Person, due: datetime) -> str | None:
    """Whether the person is still left in peace when it is due."""
    if any(one.survey_id == rule.survey_id and _lately(one.at, rule.survey_days, due) for one in person.asked):
        return "asked_before"
    return "cooling_down" if any(_lately(one.at, rule.person_days, due) for one in person.asked) else None


def _lately(at: datetime, days: int, due: datetime) -> bool:
    """Less than so many days before. Clocks differ by minutes; a request of after tomorrow was noted by a wrong one,
    and nobody is left out for years because of that."""
    return days > 0 and -A_DAY <= due - at < timedelta(days)


def _now_or_yield(rule: Rule, person: Person, load: Load, planned: datetime, now: datetime) -> Verdict:
    before = [one for one in person.rivals if _goes_first(one, rule, load, now)]
    if before:
        first = max(min(one.due_at for one in before), now) + A_MOMENT
        too_late = first - planned > LATEST
        return Verdict(NOT_SENT, "reserved", now) if too_late else Verdict(WAITING, "", first)
    if person.is_kept and is_frequent(rule.survey_id, load.services):
        return Verdict(NOT_SENT, "reserved", now)
    if rule.daily_quota is not None and load.sent_today >= rule.daily_quota:
        return Verdict(NOT_SENT, "quota", now)
    return Verdict(SENT, "", now)


def _goes_first(one: Rival, rule: Rule, load: Load, now: datetime) -> bool:
    """Whether asking now would keep a rarer survey, which is due in the meantime, from this person."""
    rests_until = now + timedelta(one.person_days)
    return one.due_at < rests_until and is_rarer(one.survey_id, rule.survey_id, load.services)
