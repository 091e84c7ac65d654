"""Who would be told, counted as the sending then decides it."""

from __future__ import annotations

from collections import Counter

from feedback.db import now
from feedback.outreach.queries import telling
from tests.factories.people import Member
from tests.factories.telling import GROUP, news


def test_what_is_counted_before_is_what_happens(acme: Member) -> None:
    """Every state a contact can be in, in two groups that share people, and one part counted after another."""
    with news(acme) as told:
        told.people(3)
        told.person(4, consent=None)
        told.person(5, consent=False)
        told.post.change(told.person(6), opted_out_at=now())
        told.post.change(told.person(7), bounce="hard")
        told.person(8, email=None, phone="+34911234567")
        told.person(1, "employees", email=f"person1@{GROUP}.example")
        told.person(2, "employees", email=f"person4@{GROUP}.example")
        to = [told.part(), told.part("employees")]
        with acme.at_work():
            customers, employees = telling.reach(told.notice, to)
        made = told.told(GROUP, "employees")
        for reach, mailing in zip((customers, employees), made, strict=True):
            fates = Counter(reason for _state, reason in told.post.fates(mailing).values())
            assert reach.told == fates.pop("")
            assert reach.why_not == dict(fates)
        assert employees.why_not == {"told": 1}
        assert customers.told == 3
