from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy import select

from feedback.db import db
from feedback.errors import Conflict, Invalid, NotFound
from feedback.insights.actions import stages as actions
from feedback.insights.models import Comment, Correction
from feedback.insights.queries import placing, staging
from feedback.journeys import queries as journeys
from tests.factories import surveys
from tests.factories.evidence import note
from tests.factories.heard import answered_about, counted, heard, theme
from tests.factories.people import Member
from tests.factories.runs import WAITED, analysed, ground

Places = dict[UUID, str | None]


def places(of: Member) -> Places:
    """Comment -> the code of the stage it counts at."""
    with of.at_work():
        codes = {stage.id: stage.code for stage in journeys.stages()}
        rows = db.session.execute(select(Comment.id, placing.stage()))
        return {comment: codes.get(stage) for comment, stage in rows}


def unsure(of: Member, *certainties: float, suggested: str = "visit") -> list[UUID]:
    """A comment without a stage per certainty of its suggestion, by certainty."""
    mentions = heard(of, "customers", "waiting", stage=None, n=len(certainties))

    def suggest() -> list[UUID]:
        stage = journeys.stage_named(suggested).id
        rows = [db.session.scalars(select(Comment).where(Comment.mentions.any(id=one))).one() for one in mentions]
        for row, certainty in zip(rows, certainties, strict=True):
            row.suggested_stage_id, row.stage_certainty = stage, certainty
        return [row.id for row in rows]

    made: list[UUID] = of.do(suggest)
    return made


def place(of: Member, comment_id: UUID, code: str | None) -> None:
    of.do(lambda: actions.place(comment_id, stage=journeys.stage_named(code) if code else None).id)


def test_a_place_that_a_person_gave_survives_runs_and_can_be_left_again(acme: Member) -> None:
    ground(acme)
    note(acme, "customers", WAITED)
    analysed(acme)
    (comment, before), *_ = places(acme).items()
    place(acme, comment, "billing")
    assert places(acme) == {comment: "billing"}
    analysed(acme)
    assert places(acme) == {comment: "billing"}
    place(acme, comment, None)
    analysed(acme)
    assert places(acme) == {comment: None}
    acme.do(lambda: actions.leave_to_analysis(comment).id)
    assert places(acme) == {comment: before}
    analysed(acme)
    assert places(acme) == {comment: before}


def test_what_the_person_said_themselves_stands(acme: Member) -> None:
    ground(acme)
    heard(acme, stage="visit", n=1)
    (comment, _), *_ = places(acme).items()
    with pytest.raises(Conflict):
        place(acme, comment, "billing")


def test_all_above_a_certainty_are_accepted_and_taken_back(acme: Member) -> None:
    ground(acme)
    _low, middle, high = unsure(acme, 0.3, 0.6, 0.9)
    with acme.at_work():
        assert [staging.count_above(one) for one in (0.0, 0.6, 0.61, 1.0)] == [3, 2, 1, 0]
        assert dict(staging.would_take())[0.6] == 2
    before = places(acme)
    assert acme.do(lambda: actions.accept_above(0.6)) == 2
    with acme.at_work():
        assert staging.count_above(0.0) == 1
        rows = db.session.scalars(select(Correction)).all()
        assert {(row.comment_id, row.bulk) for row in rows} == {(middle, True), (high, True)}
        accepted = staging.accepted()
    place(acme, high, "billing")
    assert acme.do(lambda: actions.undo_accepting(accepted[0].id)) == 2
    assert places(acme) == {**before, high: "billing"}
    with pytest.raises(Conflict):
        acme.do(lambda: actions.undo_accepting(accepted[0].id))


def test_a_certainty_that_is_none(acme: Member) -> None:
    with pytest.raises(Invalid) as refused:
        acme.do(lambda: actions.accept_above(1.2))
    assert list(refused.value.fields) == ["certainty"]


def test_a_theme_that_stands_nowhere_is_placed_at_once(acme: Member) -> None:
    ground(acme)
    unsure(acme, 0.1, 0.9)
    heard(acme, "customers", "noise", stage=None, n=1)
    waiting = theme(acme)
    assert acme.do(lambda: actions.place_theme(waiting, stage=journeys.stage_named("billing"))) == 1
    assert sorted(places(acme).values(), key=str) == [None, "billing", "visit"]


def test_words_that_may_not_be_read_are_neither_placed_nor_counted(acme: Member) -> None:
    ground(acme)
    opened = surveys.opened(acme, surveys.published(acme), ["employees"], mode="anonymous")
    answered_about(opened, "employees", 6)
    counted(acme)

    def suggest() -> UUID:
        for row in db.session.scalars(select(Comment)):
            row.stage_id, row.stage_certainty = None, 0.9
            row.suggested_stage_id = journeys.stage_named("visit").id
        return row.id

    comment = acme.do(suggest)
    with acme.at_work():
        assert staging.count_above(0.0) == 0
    assert acme.do(lambda: actions.accept_above(0.0)) == 0
    with pytest.raises(NotFound):
        place(acme, comment, "visit")
