"""The count of a vote through the disclosure rule: papers in, figures out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from feedback.analysis.disclosure import Hidden, Shown
from feedback.analysis.rooms import Basis
from feedback.workshops.models import VoteItem
from feedback.workshops.queries import counting, votes
from feedback.workshops.queries.counting import Count, Counted
from tests.factories.people import Member
from tests.factories.votes import GROUPS, papers, vote

Row: Any = SimpleNamespace
"""Stands for a row of the database: counting reads plain values."""
CHAIRS, HOURS, GREETING = (Row(id=uuid4(), title={"en": title}, price=40) for title in ("Chairs", "Hours", "Greeting"))
Votes = Sequence[tuple[str, int, Sequence[VoteItem]]]
"""Group, how many people, what each of them chose."""


def counted(said: Votes, *, k: int = 5, basis: Basis = "groups", way: str = "dots", public: bool = False) -> Count:
    groups = [{**group, "wanted": 6} for group in GROUPS]
    ballot = Row(way=way, amount=90, most=3, k=k, k_comments=2 * k, groups=groups, anonymous=k > 1)
    handed_in = [(group, {item.id.hex: 1 for item in chosen}) for group, people, chosen in said for _ in range(people)]
    return counting.counted(ballot, (CHAIRS, HOURS, GREETING), handed_in, basis, public=public)


def line(count: Count, item: VoteItem) -> Counted:
    return next(one for one in count.lines if one.item is item)


TWO = (("customers", 12, [CHAIRS]), ("customers", 8, [HOURS]), ("employees", 6, [HOURS]), ("employees", 5, [CHAIRS]))


def test_shares_of_all_and_by_group() -> None:
    chairs = line(counted(TWO, k=1), CHAIRS)
    assert isinstance(chairs.total, Shown)
    assert (chairs.total.value, chairs.total.n) == (17 / 31, 31)
    found = {code: (one.value, one.n) for code, one in chairs.groups.items() if isinstance(one, Shown)}
    assert found == {"customers": (12 / 20, 20), "employees": (5 / 11, 11)}


def test_a_small_group_hides_and_so_does_what_would_give_it_away() -> None:
    count = counted([*TWO[:2], ("employees", 3, [HOURS])])
    chairs = line(count, CHAIRS)
    assert chairs.groups == {"customers": Hidden("complement"), "employees": Hidden("too_few", 5)}
    assert [one.people for one in count.turnout] == [Hidden("complement"), Hidden("too_few", 5)]
    assert [one.share for one in count.turnout] == [None, None]
    assert isinstance(chairs.total, Shown)
    assert (chairs.total.value, chairs.total.n) == (0.52, 23)
    assert (chairs.stand, chairs.placed) == ("unknown", None)


def test_a_group_that_all_said_the_same_is_not_told() -> None:
    count = counted([("customers", 10, [CHAIRS]), ("customers", 10, [HOURS]), ("employees", 6, [HOURS])])
    hours = line(count, HOURS)
    assert {type(one) for one in hours.groups.values()} == {Hidden}


def test_what_is_not_told_of_a_group_is_not_told_by_a_word_either() -> None:
    """That only one of them wants it would say how each of them voted."""
    hours = line(counted([("customers", 20, [CHAIRS]), ("employees", 20, [HOURS])]), HOURS)
    assert {type(one) for one in hours.groups.values()} == {Hidden}
    assert hours.stand == "unknown"
    told = line(counted([("customers", 20, [CHAIRS]), ("employees", 20, [HOURS])], k=1), HOURS)
    assert told.stand == "specific"


def test_fewer_than_k_people_say_nothing_at_all() -> None:
    count = counted([("customers", 4, [CHAIRS])])
    assert count.people == Hidden("too_few", 5)
    assert all(isinstance(one.total, Hidden) and isinstance(one.points, Hidden) for one in count.lines)
    assert [one.placed for one in count.lines] == [None, None, None]
    assert counted([]).people == Hidden("nobody")


def test_pages_without_sign_in_need_five_people_whatever_was_promised() -> None:
    four = [("customers", 4, [CHAIRS])]
    assert counted(four, k=1).people == Shown(4, 4)
    assert counted(four, k=1, public=True).people == Hidden("too_few", 5)


def test_the_order_follows_the_way_groups_are_put_together() -> None:
    held = [("customers", 20, [CHAIRS]), ("employees", 6, [HOURS]), ("employees", 1, [GREETING])]
    by_groups, by_people = counted(held, k=1, basis="groups"), counted(held, k=1, basis="people")
    assert [one.item for one in by_people.lines] == [CHAIRS, HOURS, GREETING]
    placed = [(one.item, one.placed.place) for one in by_groups.lines if one.placed]
    assert placed == [(CHAIRS, 1), (HOURS, 2), (GREETING, 3)]
    shifted = counted([("customers", 20, [CHAIRS]), ("customers", 5, [HOURS]), ("employees", 8, [HOURS])], k=1)
    assert [one.item for one in shifted.lines] == [HOURS, CHAIRS, GREETING]


def test_whether_anything_is_told_apart() -> None:
    """Where there is no order nothing is claimed, so nothing is taken back either."""
    close = [("customers", 5, [CHAIRS]), ("customers", 4, [HOURS]), ("customers", 3, [GREETING])]
    assert counted(close, k=1).told_apart is False
    assert counted([("customers", 12, [CHAIRS])], k=1).told_apart is True
    assert counted([("customers", 4, [CHAIRS])]).told_apart is True


def test_quorum_and_balance() -> None:
    count = counted([("customers", 20, [CHAIRS]), ("employees", 5, [HOURS])], k=1)
    assert [one.reached for one in count.turnout] == [True, False]
    assert count.reached is False
    assert count.leaning is count.turnout[0]
    assert counted([("customers", 6, [CHAIRS]), ("employees", 6, [HOURS])], k=1).reached is True
    assert counted([("customers", 6, [CHAIRS]), ("employees", 6, [HOURS])], k=1).leaning is None


def test_shared_things_the_strongest_first_and_what_a_budget_pays_for() -> None:
    both = [CHAIRS, HOURS]
    count = counted([("customers", 12, both), ("employees", 11, both), ("employees", 1, [HOURS])], k=1, way="budget")
    assert [one.item for one in count.of_kind("shared")] == [HOURS, CHAIRS]
    assert count.affordable == 2
    assert counted(TWO, k=1).affordable == 0


def test_an_anonymous_vote_is_not_looked_at_while_it_runs() -> None:
    over, running = Row(closed_at=datetime(2026, 1, 1, tzinfo=UTC)), Row(closed_at=None)
    anonymous, open_ = Row(anonymous=True), Row(anonymous=False)
    seen = [counting.may_see(room, ballot) for room in (over, running) for ballot in (anonymous, open_)]
    assert seen == [True, True, False, True]


def test_the_count_of_what_was_handed_in(acme: Member) -> None:
    made = vote(acme)
    papers(acme, made, 2, {"Chairs": 3, "Hours": 1})
    papers(acme, made, 1, {"Hours": 3}, "employees")
    with acme.at_work():
        count = counting.count(made, votes.ballot(made.id))
        shares = [(one.item.title["en"], one.points.value) for one in count.lines if isinstance(one.points, Shown)]
    assert shares == [("Hours", 5 / 3), ("Chairs", 2.0), ("Greeting", 0.0)]
