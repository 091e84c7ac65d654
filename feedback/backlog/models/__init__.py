"""Strategies, improvements, the order of a run, and decisions."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from feedback.db import Base, Owned, OwnedThing, Texts, now, owned_reference, owned_table
from feedback.insights.models import Theme
from feedback.surveys.freezing import freeze


class Strategy(OwnedThing, Base):
    """A named way of acting on shared points."""

    __tablename__ = "strategy"

    name: Mapped[Texts]
    what: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=now)
    themes: Mapped[list[StrategyTheme]] = relationship(cascade="all, delete-orphan")


class Held:
    """A link to a theme, which counts for the theme that holds its sentences: itself, or the one it was merged into."""

    if TYPE_CHECKING:
        theme_id: Mapped[UUID]

    @declared_attr
    def theme(cls) -> Mapped[Theme]:
        return relationship(Theme, lazy="joined", viewonly=True)

    @property
    def holder_id(self) -> UUID:
        return (self.theme and self.theme.merged_into_id) or self.theme_id


class StrategyTheme(Held, Owned, Base):
    """A shared point that a strategy acts on."""

    __tablename__ = "strategy_theme"
    __table_args__ = (owned_reference("strategy_id", "strategy"), owned_reference("theme_id", "theme"))

    strategy_id: Mapped[UUID] = mapped_column(primary_key=True)
    theme_id: Mapped[UUID] = mapped_column(primary_key=True)


class SetAside(Held, OwnedThing, Base):
    """A shared point that nothing will be done about for now, with the reason."""

    __tablename__ = "set_aside"
    __table_args__ = owned_table(UniqueConstraint("theme_id"), owned_reference("theme_id", "theme"))

    theme_id: Mapped[UUID]
    reason: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=now)


class Improvement(OwnedThing, Base):
    """Something to do: it reduces a pain or amplifies what delights."""

    __tablename__ = "improvement"
    __table_args__ = owned_table(
        UniqueConstraint("organisation_id", "number"),
        UniqueConstraint("organisation_id", "proposal_key"),
        CheckConstraint("direction IN ('reduce', 'amplify')", name="direction"),
        CheckConstraint(
            "status IN ('proposed', 'open', 'decided', 'in_progress', 'done', 'declined', 'later')", name="status"
        ),
        CheckConstraint(
            "effort_low IS NULL OR (effort_low > 0 AND effort_low <= effort_likely AND effort_likely <= effort_high)",
            name="effort",
        ),
        owned_reference("stage_id", "stage", ondelete="RESTRICT"),
        owned_reference("strategy_id", "strategy", ondelete="RESTRICT"),
    )

    number: Mapped[int]
    """Its number in the organisation: stable, part of its address."""
    title: Mapped[Texts]
    hypothesis: Mapped[str] = mapped_column(default="")
    direction: Mapped[str]
    stage_id: Mapped[UUID | None]
    strategy_id: Mapped[UUID | None]
    status: Mapped[str] = mapped_column(default="proposed")
    owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    due_on: Mapped[date | None]
    effort_low: Mapped[float | None]
    effort_likely: Mapped[float | None]
    effort_high: Mapped[float | None]
    """Person-days; all three or none."""
    proposal_key: Mapped[str | None]
    """direction:stage:theme of what the analysis proposed; empty for one added by hand."""
    created_at: Mapped[datetime] = mapped_column(default=now)
    themes: Mapped[list[ImprovementTheme]] = relationship(cascade="all, delete-orphan", lazy="selectin")


class ImprovementTheme(Held, Owned, Base):
    """A theme whose mentions at the improvement's stage are its evidence."""

    __tablename__ = "improvement_theme"
    __table_args__ = (
        owned_reference("improvement_id", "improvement"),
        owned_reference("theme_id", "theme", ondelete="RESTRICT"),
    )

    improvement_id: Mapped[UUID] = mapped_column(primary_key=True)
    theme_id: Mapped[UUID] = mapped_column(primary_key=True)


class ImprovementCase(Owned, Base):
    """A case that an improvement goes back to; what the person wrote stays in the answer."""

    __tablename__ = "improvement_case"
    __table_args__ = (
        owned_reference("improvement_id", "improvement"),
        owned_reference("case_id", "follow_up_case"),
        Index("ix_improvement_case_case", "organisation_id", "case_id"),
    )

    improvement_id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(primary_key=True)


class ImprovementNeed(OwnedThing, Base):
    """What an improvement was drafted from: a thing of the blueprint that a stage lacks, or a gap between tools."""

    __tablename__ = "improvement_need"
    __table_args__ = owned_table(
        UniqueConstraint("item_id"),
        UniqueConstraint("link_id"),
        CheckConstraint("(item_id IS NULL) <> (link_id IS NULL)", name="from_one"),
        owned_reference("improvement_id", "improvement"),
        owned_reference("item_id", "blueprint_item"),
        owned_reference("link_id", "tool_link"),
    )

    improvement_id: Mapped[UUID]
    item_id: Mapped[UUID | None]
    link_id: Mapped[UUID | None]


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


class Decision(OwnedThing, Base):
    """Yes, no or later, by whom and why; append-only, with score, inputs and weights frozen."""

    __tablename__ = "decision"
    __table_args__ = owned_table(
        CheckConstraint("verdict IN ('yes', 'no', 'later')", name="verdict"),
        CheckConstraint("verdict = 'yes' OR reason <> ''", name="reason"),
        owned_reference("improvement_id", "improvement"),
    )

    improvement_id: Mapped[UUID] = mapped_column(index=True)
    verdict: Mapped[str]
    reason: Mapped[str]
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    decided_at: Mapped[datetime] = mapped_column(default=now)
    frozen: Mapped[dict[str, Any]]


freeze(Decision)
