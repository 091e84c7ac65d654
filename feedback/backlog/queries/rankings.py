"""The order of the backlog as it was last computed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import case, func, select

from feedback.analysis.priority import Sheet
from feedback.backlog.models import Improvement, Ranking, RankingSheet, Score, WeightVector
from feedback.db import db, find, here

START = "start"
TIERS = (START, "probably", "unclear", "later")


def newest() -> Ranking | None:
    """The ranking that stands; None before the first."""
    return db.session.scalar(select(Ranking).order_by(Ranking.made_at.desc(), Ranking.id).limit(1))


def scores(ranking_id: UUID | None) -> dict[UUID, Score]:
    """Improvement -> its score in a ranking: one read."""
    rows = db.session.scalars(select(Score).where(Score.ranking_id == ranking_id))
    return {row.improvement_id: row for row in rows}


def scores_of(ranking_id: UUID | None, improvement_ids: Collection[UUID]) -> dict[UUID, Score]:
    """Some improvements -> their scores in a ranking: one read."""
    wanted = select(Score).where(Score.ranking_id == ranking_id, Score.improvement_id.in_(improvement_ids))
    return {row.improvement_id: row for row in db.session.scalars(wanted)}


def places_of(improvement_ids: Collection[UUID]) -> dict[UUID, Score]:
    """Some improvements -> their scores in the ranking that stands."""
    ranking = newest()
    return scores_of(ranking.id, improvement_ids) if ranking else {}


def sheet(ranking: Ranking | None) -> Sheet | None:
    """The figures of the ranking by line and group; None where none were kept."""
    if ranking is None:
        return None
    body = db.session.scalar(select(RankingSheet.body).where(RankingSheet.ranking_id == ranking.id))
    return Sheet.unpack(body) if body else None


def score(improvement_id: UUID) -> Score | None:
    """The score of one improvement in the ranking that stands."""
    ranking = newest()
    if ranking is None:
        return None
    wanted = select(Score).where(Score.ranking_id == ranking.id, Score.improvement_id == improvement_id)
    return db.session.scalar(wanted)


def lines_ranked(held: Sequence[Score]) -> int:
    """J: how many lines the tiers are cut from."""
    return sum(row.rank_low is not None for row in held)


def leading_tier(ranking_id: Any, organisation_id: Any = None) -> Any:
    """The best tier that a ranking has anything in, as a scalar statement; `ranking_id` may be one, too.

    Where nothing can be said to come first for certain, the lines that probably do are what wants deciding.
    `organisation_id` is a parameter where the statement is kept for every organisation; else it is this one.
    """
    owner = here() if organisation_id is None else organisation_id
    place = case({tier: order for order, tier in enumerate(TIERS)}, value=Score.tier, else_=len(TIERS))
    ranked = select(Score.tier).where(Score.organisation_id == owner, Score.ranking_id == ranking_id)
    return ranked.where(Score.rank.is_not(None)).order_by(place).limit(1).scalar_subquery()


def first_tier() -> list[Improvement]:
    """The improvements of the leading tier, in order; they are what step 6 wants decided."""
    ranking = newest()
    if ranking is None:
        return []
    wanted = (
        select(Improvement)
        .join(Score, Score.improvement_id == Improvement.id)
        .where(Score.ranking_id == ranking.id, Score.rank.is_not(None), Score.tier == leading_tier(ranking.id))
        .order_by(Score.rank)
    )
    return list(db.session.scalars(wanted))


def old_rankings(keep: int) -> list[UUID]:
    """Rankings older than the newest `keep`."""
    return list(db.session.scalars(select(Ranking.id).order_by(Ranking.made_at.desc(), Ranking.id).offset(keep)))


def weight_vectors() -> list[WeightVector]:
    """Named weights, by name."""
    return list(db.session.scalars(select(WeightVector).order_by(func.lower(WeightVector.name), WeightVector.id)))


def weight_vector(vector_id: UUID) -> WeightVector:
    """One named weight vector; NotFound."""
    return find(WeightVector, vector_id)


def weight_vector_named(name: str) -> WeightVector | None:
    return db.session.scalar(select(WeightVector).where(WeightVector.name == name))


def current_weights() -> WeightVector | None:
    """The weights the order counts with; None: all groups count the same."""
    return db.session.scalar(select(WeightVector).where(WeightVector.current.is_(True)).limit(1))
