"""Which areas took part, read from what they did."""

from __future__ import annotations

from datetime import timedelta

from feedback.cocreation.queries.taking_part import restored, taking_part
from feedback.db import db, now
from feedback.journeys.queries import functions
from tests.factories.backlog import found
from tests.factories.functions import area, fill
from tests.factories.journeys import journey
from tests.factories.people import Member
from tests.factories.programme import agreed, started


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


def test_what_is_kept_comes_back(acme: Member) -> None:
    journey(acme)
    area(acme)
    with acme.at_work():
        held = taking_part(now().date())
        assert restored([one.kept() for one in held]) == held
