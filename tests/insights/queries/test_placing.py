from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from feedback.db import db
from feedback.insights.models import Comment
from feedback.insights.queries import placing
from feedback.insights.rules import EVERYWHERE
from feedback.journeys import queries as journeys
from tests.factories.heard import heard
from tests.factories.people import Member
from tests.factories.runs import ground


def place(of: Member, certainty: float | None, own: str | None = None) -> UUID:
    """One comment that is suggested at the visit; the id of that stage."""
    ground(of)
    heard(of, "customers", "waiting", stage=own, n=1)

    def suggest() -> UUID:
        row = db.session.scalars(select(Comment)).one()
        row.suggested_stage_id, row.stage_certainty = journeys.stage_named("visit").id, certainty
        return journeys.stage_named("visit").id

    made: UUID = of.do(suggest)
    return made


@pytest.mark.parametrize(("certainty", "counts"), [(0.5, True), (0.49, False), (None, False)])
def test_a_suggestion_counts_when_it_is_certain_enough(acme: Member, certainty: float | None, counts: bool) -> None:
    visit = place(acme, certainty)
    with acme.at_work():
        row = db.session.execute(select(placing.stage(), placing.is_suggested()).select_from(Comment)).one()
        assert (row[0], bool(row[1])) == ((visit, True) if counts else (None, False))
        found = db.session.scalars(select(Comment.id).where(*placing.at(None if not counts else visit))).all()
        assert len(found) == 1
        assert len(db.session.scalars(select(Comment.id).where(*placing.at(EVERYWHERE))).all()) == 1


def test_a_stage_of_its_own_is_never_overruled(acme: Member) -> None:
    place(acme, 0.99, own="billing")
    with acme.at_work():
        row = db.session.execute(select(placing.stage(), placing.is_suggested()).select_from(Comment)).one()
        assert (row[0], bool(row[1])) == (journeys.stage_named("billing").id, False)


def test_the_threshold_is_a_setting(make_app: Callable[..., Flask]) -> None:
    with make_app(STAGE_THRESHOLD="0.8").app_context():
        assert placing.threshold() == 0.8
