"""Effect checks, and the answers before and after the work that they look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import time_machine

from feedback.backlog.models import Improvement
from feedback.db import now
from feedback.journeys import queries as journeys
from feedback.programme import actions as work
from feedback.programme.actions import effects as actions
from feedback.programme.models import EffectCheck
from feedback.programme.queries import effects as queries
from feedback.programme.queries.effects import Offer, Reading
from feedback.programme.rules.effect_record import kept
from tests.factories.backlog import found, ground
from tests.factories.people import Member
from tests.factories.programme import agreed
from tests.factories.surveys import Opened, answered, asked, opened, published

CHOSEN, REGISTERED, ASKED = datetime(2026, 1, 10, 9), datetime(2026, 2, 1, 9), datetime(2026, 2, 10, 9)
STARTED, DONE, AFTER = datetime(2026, 3, 1, 9), datetime(2026, 4, 1, 9), datetime(2026, 5, 1, 9)
DUE, JUDGED = date(2026, 6, 1), datetime(2026, 6, 2, 9)
"""One check through its year."""
LOW, HIGH = {2: 10, 3: 20, 4: 10}, {3: 10, 4: 20, 5: 10}
"""40 people around 3 and around 4: by mark, how many gave it."""


def at(moment: datetime) -> Any:
    """That moment, standing still."""
    return time_machine.travel(moment.replace(tzinfo=UTC), tick=False)


def survey(of: Member, group: str = "customers", **values: Any) -> Opened:
    """A survey opened long ago that asks about satisfaction at visit, booking and billing, and a yes or no at visit."""
    ground(of)
    questions = [asked(f"csat_{stage}", "csat", stage) for stage in ("booking", "visit", "billing")]
    questions.append(asked("again", "yesno", "visit"))
    with at(datetime(2026, 1, 1, 9)):
        return opened(of, published(of, *questions), [group], **values)


def said(survey: Opened, moment: datetime, visit: Mapping[int, int], others: Mapping[int, int] | None = None) -> None:
    """Marks for the visit, and for the two other stages; those marked 3 or more at the visit would come again."""
    group = next(iter(survey.groups))
    for mark, people in visit.items():
        again = "yes" if mark >= 3 else "no"
        answered(survey, group, people, moment.replace(tzinfo=UTC), csat_visit=mark, again=again)
    for mark, people in (others or {}).items():
        answered(survey, group, people, moment.replace(tzinfo=UTC), csat_booking=mark, csat_billing=mark)


def offer(of: Member, code: str = "csat_visit") -> Offer:
    """What may be measured with the question of that code."""
    with of.at_work():
        return next(one for one in queries.offers() if one.words["en"] == f"{code}?")


def check(of: Member, number: int, moment: datetime = REGISTERED, /, **values: Any) -> EffectCheck:
    """Satisfaction with the visit should rise by half a point, compared with no other stage."""
    made = {"direction": "up", "minimum": 0.5, "due_on": DUE, **values}
    key = made.pop("measure", None) or offer(of).key
    with at(moment):
        of.do(lambda: actions.register(found(number).id, measure=key, **made).id)
        return registered(of, number)


def registered(of: Member, number: int) -> EffectCheck:
    """The check as the database has it now."""
    with of.at_work():
        held = queries.check_of(found(number).id)
        assert held is not None
        return held


def worked(of: Member, number: int, started: datetime | None = STARTED, done: datetime | None = DONE) -> None:
    """The work starts, and is done."""
    for moment, act in ((started, work.start), (done, work.finish)):
        if moment is not None:
            with at(moment):
                of.do(lambda act=act: act(found(number).id).id)


def through(of: Member, before: Mapping[int, int], after: Mapping[int, int], **values: Any) -> int:
    """A check through its year with these marks before the work and after it; the number of its improvement."""
    own, number = survey(of), agreed(of, "visit")
    others: Sequence[str] = values.pop("controls", ())
    check(of, number, controls=stage_ids(of, others), **values)
    said(own, ASKED, before, LOW)
    worked(of, number)
    said(own, AFTER, after, LOW)
    return number


def stage_ids(of: Member, codes: Sequence[str]) -> list[UUID]:
    """The stages with these codes, in this order."""
    with of.at_work():
        return [journeys.stage_named(code).id for code in codes]


def read(of: Member, number: int, moment: datetime = JUDGED) -> Reading:
    """How the check stands at that moment."""
    with at(moment), of.at_work():
        row: Improvement = found(number)
        held = queries.check_of(row.id)
        assert held is not None
        return queries.reading(row, held)


def judged(of: Member, number: int, moment: datetime = JUDGED) -> EffectCheck:
    """The check with its verdict."""
    standing = read(of, number, moment)
    with at(moment):
        of.do(lambda: actions.judge(found(number).id, standing).id)
        return registered(of, number)


def looked_at(of: Member, number: int) -> None:
    """A check on whatever was asked, with a verdict that says that too few answered."""

    def look() -> None:
        row = found(number)
        first = queries.offers()[0]
        made = actions.register(row.id, measure=first.key, direction="up", minimum=0.5, due_on=date(2099, 1, 1))
        standing = queries.reading(row, made)
        made.verdict, made.judged_at, made.figures = "not_enough", now(), kept(standing.figures)

    of.do(look)
