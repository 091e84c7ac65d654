"""How groups count against each other, the order of a run, and each line's place in it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from feedback.db import Base, Owned, OwnedThing, now, owned_reference, owned_table


class WeightVector(OwnedThing, Base):
    """A named weight per group: how customers, employees and suppliers count against each other."""

    __tablename__ = "weight_vector"
    __table_args__ = owned_table(UniqueConstraint("organisation_id", "name"))

    name: Mapped[str]
    weights: Mapped[dict[str, Any]]
    """Group code -> weight; a group that is missing counts 1."""
    current: Mapped[bool] = mapped_column(default=False)


class Ranking(OwnedThing, Base):
    """One computation of the order, with all that went into it."""

    __tablename__ = "ranking"
    __table_args__ = owned_table(Index("ix_ranking_newest", "organisation_id", "made_at"))

    run_id: Mapped[UUID | None]
    """The run whose figures it stands on; no foreign key, so that figures survive a deleted run."""
    made_at: Mapped[datetime] = mapped_column(default=now)
    weights_name: Mapped[str]
    weights: Mapped[dict[str, Any]]
    seed: Mapped[int]
    draws: Mapped[int]


class Score(Owned, Base):
    """An improvement's place in a ranking, with its parts."""

    __tablename__ = "score"
    __table_args__ = (owned_reference("ranking_id", "ranking"), owned_reference("improvement_id", "improvement"))

    ranking_id: Mapped[UUID] = mapped_column(primary_key=True)
    improvement_id: Mapped[UUID] = mapped_column(primary_key=True)
    value: Mapped[float | None]
    rank: Mapped[int | None]
    rank_low: Mapped[int | None]
    """Best rank of the confidence set."""
    rank_high: Mapped[int | None]
    """Worst rank of the confidence set."""
    tier: Mapped[str]
    people: Mapped[int]
    """People who raised it, over all groups."""
    parts: Mapped[dict[str, Any]]
    """Joined reach, severity, breadth, moment, effort [low, likely, high], and whether effort is a guess."""
    groups: Mapped[dict[str, Any]]
    """Group code -> reach, severity, breadth, n (people heard), raised; or hidden and k."""
