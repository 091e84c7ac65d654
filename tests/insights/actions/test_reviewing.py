from __future__ import annotations

from uuid import UUID

import pytest

from feedback.db import db
from feedback.errors import Conflict, NotFound
from feedback.insights.actions import corrections, reviewing, stages
from feedback.insights.models import Comment, Mention
from feedback.insights.queries.comments import corrections_of
from feedback.insights.queries.reader import reviewed_of
from feedback.journeys import queries as journeys
from tests.factories import surveys
from tests.factories.heard import answered_about, heard
from tests.factories.people import Member
from tests.factories.runs import ground


def comment(of: Member) -> UUID:
    with of.at_work():
        found = db.session.scalar(db.select(Comment.id))
        assert found is not None
        return found


def said(of: Member) -> list[tuple[str, str | None]]:
    with of.at_work():
        return [(row.kind, row.sentiment) for row in corrections_of(comment(of))]


def test_what_is_right_is_confirmed_as_it_stands(acme: Member) -> None:
    ground(acme)
    heard(acme, "customers", "waiting", "neg", n=1)
    acme.do(reviewing.confirm, comment(acme))
    assert said(acme) == [("sentiment", "neg")]
    with acme.at_work():
        assert reviewed_of([comment(acme)]) == frozenset({comment(acme)})
    with pytest.raises(Conflict):
        acme.do(reviewing.confirm, comment(acme))


def test_what_was_corrected_is_not_confirmed_over(acme: Member) -> None:
    ground(acme)
    (mention,) = heard(acme, "customers", "waiting", "neg", n=1)
    acme.do(corrections.feel, mention, sentiment="pos")
    with pytest.raises(Conflict):
        acme.do(reviewing.confirm, comment(acme))
    assert said(acme) == [("sentiment", "pos")]


def test_the_last_thing_said_is_taken_back_first(acme: Member) -> None:
    ground(acme)
    (mention,) = heard(acme, "customers", "waiting", "neg", None, n=1)
    acme.do(corrections.feel, mention, sentiment="pos")
    with acme.at_work():
        visit = journeys.stage_named("visit")
    acme.do(lambda: stages.place(comment(acme), stage=visit))
    acme.do(reviewing.undo_last, comment(acme))
    with acme.at_work():
        row = db.session.get(Comment, (comment(acme)))
        assert row is not None and row.decided_stage_id is None
    assert said(acme) == [("sentiment", "pos")]
    acme.do(reviewing.undo_last, comment(acme))
    with acme.at_work():
        (again,) = db.session.scalars(db.select(Mention.sentiment))
        assert again == "neg"
    with pytest.raises(Conflict):
        acme.do(reviewing.undo_last, comment(acme))


def test_what_may_not_be_read_cannot_be_confirmed(acme: Member, globex: Member) -> None:
    ground(acme)
    opened = surveys.opened(acme, surveys.published(acme), ["employees"], mode="anonymous")
    answered_about(opened, "employees", 3)
    for member in (acme, globex):
        for act in (reviewing.confirm, reviewing.undo_last):
            with pytest.raises(NotFound):
                member.do(act, comment(acme))
