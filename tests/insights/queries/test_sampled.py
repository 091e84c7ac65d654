from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from feedback.db import db
from feedback.insights.models import Comment
from feedback.insights.queries import sampled
from feedback.insights.queries.sampled import Sampled, bound_of
from tests.factories.people import Member
from tests.factories.runs import analysed, spoken


def test_of_few_all_are_compared_and_of_many_their_share() -> None:
    assert bound_of(0) == bound_of(sampled.MOST) == UUID(int=(1 << 128) - 1)
    share = bound_of(100 * sampled.MOST).int / (1 << 128)
    assert abs(share - 0.01) < 1e-9


def test_who_carried_what_before_a_run(acme: Member) -> None:
    spoken(acme)
    analysed(acme)
    with acme.at_work():
        found = sampled.before(6)
        ids = {comment_id.hex for comment_id in db.session.scalars(select(Comment.id))}
        few = sampled.before(10**12)
    assert found.read == ids
    assert (len(found.members["waiting"]), len(found.members["treatment"])) == (2, 2)
    assert found.members["waiting"].isdisjoint(found.members["treatment"])
    assert (few.read, dict(few.members)) == (set(), {})


def test_a_sample_is_noted_and_kept() -> None:
    found = Sampled(UUID(int=10))
    found.add(UUID(int=9), {"food", "price"})
    found.add(UUID(int=11), {"food"})
    again = Sampled.of_json(found.bound, found.as_json())
    assert again.read == {UUID(int=9).hex}
    assert again.members == {"food": {UUID(int=9).hex}, "price": {UUID(int=9).hex}}
