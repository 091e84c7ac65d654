"""Improvements: what one carries, and what it goes back to."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from feedback.backlog.models.held import Held
from feedback.db import Base, Owned, OwnedThing, Texts, now, owned_reference, owned_table


class Objective(OwnedThing, Base):
    """What the organisation wants to reach, which improvements can serve."""

    __tablename__ = "objective"

    name: Mapped[Texts]
    created_at: Mapped[datetime] = mapped_column(default=now)


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
        CheckConstraint("scope IN ('quick', 'steps', 'redesign', 'foundation')", name="scope"),
        CheckConstraint("how IN ('', 'keep', 'spread', 'show')", name="how"),
        CheckConstraint("cost IS NULL OR cost >= 0", name="cost"),
        owned_reference("stage_id", "stage", ondelete="RESTRICT"),
        owned_reference("strategy_id", "strategy", ondelete="RESTRICT"),
        owned_reference("objective_id", "objective", ondelete="RESTRICT"),
        owned_reference("function_id", "business_function", ondelete="RESTRICT"),
        owned_reference("strong_stage_id", "stage", ondelete="RESTRICT"),
        owned_reference("strong_group_id", "stakeholder_group", ondelete="RESTRICT"),
        owned_reference("merged_into_id", "improvement", ondelete="RESTRICT"),
    )

    number: Mapped[int]
    """Its number in the organisation: stable, part of its address."""
    title: Mapped[Texts]
    hypothesis: Mapped[str] = mapped_column(default="")
    direction: Mapped[str]
    scope: Mapped[str] = mapped_column(default="steps", server_default="steps")
    how: Mapped[str] = mapped_column(default="", server_default="")
    """What is done with what delights: keep, spread or show it; empty for a pain, or where nobody said."""
    stage_id: Mapped[UUID | None]
    strong_stage_id: Mapped[UUID | None]
    """Where what delights is strong already."""
    strong_group_id: Mapped[UUID | None]
    """With whom it is strong already."""
    strategy_id: Mapped[UUID | None]
    objective_id: Mapped[UUID | None]
    function_id: Mapped[UUID | None]
    """The area that would do it."""
    status: Mapped[str] = mapped_column(default="proposed")
    owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    due_on: Mapped[date | None]
    effort_low: Mapped[float | None]
    effort_likely: Mapped[float | None]
    effort_high: Mapped[float | None]
    """Person-days; all three or none."""
    cost: Mapped[int | None]
    """Money to spend besides the days, in whole units of the organisation's money."""
    tags: Mapped[list[Any]] = mapped_column(default=list, server_default="[]")
    proposal_key: Mapped[str | None]
    """direction:stage:theme of what the analysis proposed; empty for one added by hand."""
    merged_into_id: Mapped[UUID | None]
    """The improvement that carries on what this one wanted; empty while it stands for itself."""
    merged_gave: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    """Kind of link -> ids that the other one has only since then: what undoing takes away again."""
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


class ImprovementStage(Owned, Base):
    """A further stage that would feel the improvement."""

    __tablename__ = "improvement_stage"
    __table_args__ = (
        owned_reference("improvement_id", "improvement"),
        owned_reference("stage_id", "stage", ondelete="RESTRICT"),
    )

    improvement_id: Mapped[UUID] = mapped_column(primary_key=True)
    stage_id: Mapped[UUID] = mapped_column(primary_key=True)


class ImprovementTouchpoint(Owned, Base):
    """A touchpoint that the improvement changes."""

    __tablename__ = "improvement_touchpoint"
    __table_args__ = (
        owned_reference("improvement_id", "improvement"),
        owned_reference("touchpoint_id", "touchpoint"),
    )

    improvement_id: Mapped[UUID] = mapped_column(primary_key=True)
    touchpoint_id: Mapped[UUID] = mapped_column(primary_key=True)


class ImprovementGroup(Owned, Base):
    """A stakeholder group that the improvement is for."""

    __tablename__ = "improvement_group"
    __table_args__ = (
        owned_reference("improvement_id", "improvement"),
        owned_reference("group_id", "stakeholder_group", ondelete="RESTRICT"),
    )

    improvement_id: Mapped[UUID] = mapped_column(primary_key=True)
    group_id: Mapped[UUID] = mapped_column(primary_key=True)


class ImprovementDependency(Owned, Base):
    """An improvement that has to be done before this one can be."""

    __tablename__ = "improvement_dependency"
    __table_args__ = (
        CheckConstraint("improvement_id <> needs_id", name="another"),
        owned_reference("improvement_id", "improvement"),
        owned_reference("needs_id", "improvement"),
    )

    improvement_id: Mapped[UUID] = mapped_column(primary_key=True)
    needs_id: Mapped[UUID] = mapped_column(primary_key=True)


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


class ImprovementOrigin(OwnedThing, Base):
    """What else an improvement was drafted from: a moment, a gap, notes of a workshop, a vote."""

    __tablename__ = "improvement_origin"
    __table_args__ = owned_table(
        UniqueConstraint("organisation_id", "key"),
        CheckConstraint("kind IN ('moment', 'gap', 'cluster', 'vote')", name="kind"),
        owned_reference("improvement_id", "improvement"),
    )

    improvement_id: Mapped[UUID] = mapped_column(index=True)
    kind: Mapped[str]
    key: Mapped[str]
    """Kind and ids of what it came from: such a thing is drafted once. No foreign keys: computed things come and go."""
    words: Mapped[Texts]
    """What it was called then."""


class ImprovementRemark(OwnedThing, Base):
    """What a member says about an improvement."""

    __tablename__ = "improvement_remark"
    __table_args__ = owned_table(owned_reference("improvement_id", "improvement"))

    improvement_id: Mapped[UUID] = mapped_column(index=True)
    text: Mapped[str]
    written_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    written_at: Mapped[datetime] = mapped_column(default=now)
    changed_at: Mapped[datetime | None]


class NotTheSame(Owned, Base):
    """Two improvements that look alike, and that somebody said are two."""

    __tablename__ = "improvement_not_same"
    __table_args__ = (owned_reference("one_id", "improvement"), owned_reference("other_id", "improvement"))

    one_id: Mapped[UUID] = mapped_column(primary_key=True)
    """Of the lower number."""
    other_id: Mapped[UUID] = mapped_column(primary_key=True)
