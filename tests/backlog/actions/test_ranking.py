"""Keeping the order."""

from __future__ import annotations

from sqlalchemy import select

from feedback.backlog.actions import ranking as actions
from feedback.backlog.models import RankingSheet
from feedback.backlog.queries import rankings
from feedback.backlog.rules.ordering import Place
from feedback.db import db
from tests.factories.backlog import ground, improvement
from tests.factories.people import Member

GONE = Place("00000099", 1.0, 1, 1, 1, "start", 3, {}, {})
VALUES = {"sheet": b"figures", "run_id": None, "weights_name": "equal", "weights": {}, "seed": 1, "draws": 2}


def test_a_line_that_is_gone_meanwhile_is_left_out(acme: Member) -> None:
    ground(acme)
    improvement(acme)
    kept = Place("00000001", -1.0, 2, 1, 2, "unclear", 3, {}, {})
    made = acme.do(lambda: actions.keep_order([GONE, kept], **VALUES).id)  # type: ignore[arg-type]
    with acme.at_work():
        assert [row.tier for row in rankings.scores(made).values()] == ["unclear"]


def test_old_rankings_are_dropped(acme: Member) -> None:
    for _ in range(actions.KEPT_RANKINGS + 2):
        newest = acme.do(lambda: actions.keep_order([], **VALUES).id)  # type: ignore[arg-type]
    with acme.at_work():
        assert len(rankings.old_rankings(0)) == actions.KEPT_RANKINGS
        standing = rankings.newest()
        assert standing is not None
        assert standing.id == newest
        assert [row.ranking_id for row in db.session.scalars(select(RankingSheet))] == [newest]
