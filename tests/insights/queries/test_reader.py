from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import update

from feedback.db import db
from feedback.errors import NotFound
from feedback.insights.actions import corrections
from feedback.insights.models import Comment, Mention
from feedback.insights.queries import themes
from feedback.insights.queries.reader import AFTER, Asked, Progress, Reading, reviewed_of
from feedback.journeys import queries as journeys
from feedback.stakeholders.queries import groups as stakeholders
from tests.factories import surveys
from tests.factories.heard import answered_about, heard, theme
from tests.factories.people import Member
from tests.factories.runs import ground


def comments_of(of: Member, mentions: list[UUID]) -> list[UUID]:
    with of.at_work():
        wanted = db.select(Mention.comment_id).where(Mention.id.in_(mentions)).order_by(Mention.comment_id)
        return list(db.session.scalars(wanted))


def found(of: Member, comment: UUID | None = None, **asked: Any) -> list[UUID]:
    with of.at_work():
        return list(Reading(Asked(**asked)).around(comment).ids)


def test_comments_are_read_in_a_fixed_order_from_any_of_them(acme: Member) -> None:
    ground(acme)
    every = comments_of(acme, heard(acme, "customers", n=12))
    assert found(acme) == every[: AFTER + 1]
    assert found(acme, every[5]) == every[3:12]
    with acme.at_work():
        around = Reading(Asked()).around(every[5])
        assert (around.beside(-1), around.beside(1)) == (every[4], every[6])
        assert Reading(Asked()).around(every[-1]).beside(1) is None


def test_by_theme_stage_group_and_feeling(acme: Member) -> None:
    ground(acme)
    wait = comments_of(acme, heard(acme, "customers", "waiting", "neg", "visit", n=1))
    loud = comments_of(acme, heard(acme, "employees", "noise", "pos", None, n=1))
    with acme.at_work():
        employees = stakeholders.group_named("employees").id
        visit = journeys.stage_named("visit").id
    assert found(acme, theme_id=theme(acme, "waiting")) == wait
    assert found(acme, place=visit) == wait
    assert found(acme, place=None) == loud
    assert found(acme, group_id=employees) == loud
    assert found(acme, sentiment="pos") == loud
    assert found(acme, theme_id=theme(acme, "waiting"), sentiment="pos") == []


def test_one_comment_stands_for_all_that_say_the_same(acme: Member) -> None:
    ground(acme)
    ours = comments_of(acme, heard(acme, "customers", n=3))
    theirs = comments_of(acme, heard(acme, "employees", n=1))
    acme.do(lambda: db.session.execute(update(Comment).values(fold="same")))
    with acme.at_work():
        employees = stakeholders.group_named("employees").id
        assert Reading(Asked()).same(["same"]) == {"same": 4}
        assert Reading(Asked()).progress() == Progress(0, 1)
    assert found(acme) == [min([*ours, *theirs])]
    assert found(acme, group_id=employees) == theirs


def test_progress_counts_what_somebody_looked_at(acme: Member) -> None:
    ground(acme)
    mentions = heard(acme, "customers", n=3)
    every = comments_of(acme, mentions)
    acme.do(corrections.feel, mentions[0], sentiment="pos")
    (looked_at,) = comments_of(acme, mentions[:1])
    with acme.at_work():
        assert Reading(Asked()).progress() == Progress(1, 3)
        assert reviewed_of(every) == frozenset({looked_at})
    assert found(acme, unread=True) == [one for one in every if one != looked_at]
    assert looked_at in found(acme, looked_at, unread=True)


def test_what_may_not_be_read_is_not_there(acme: Member, globex: Member) -> None:
    ground(acme)
    opened = surveys.opened(acme, surveys.published(acme), ["employees"], mode="anonymous")
    answered_about(opened, "employees", 4)
    with acme.at_work():
        (hidden, *_) = db.session.scalars(db.select(Comment.id))
        assert themes.theme_named("waiting")
    assert found(acme) == []
    for member, comment in ((acme, hidden), (globex, hidden)):
        with member.at_work(), pytest.raises(NotFound):
            Reading(Asked()).around(comment)
