"""How the drawing changed, what became of its stages, and the ways different personas take through it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from feedback.db import Base, OwnedThing, Texts, now, owned_reference, owned_table


class JourneyVersion(OwnedThing, Base):
    """The drawing as it was from one change of its stages to the next; a version never changes."""

    __tablename__ = "journey_version"
    __table_args__ = owned_table(UniqueConstraint("journey_id", "number"), owned_reference("journey_id", "journey"))

    journey_id: Mapped[UUID]
    number: Mapped[int]
    made_at: Mapped[datetime] = mapped_column(default=now)
    made_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    act: Mapped[str]
    """What led to it: drawn, added, renamed, moved, split, merged, retired, restored, imported."""
    note: Mapped[str] = mapped_column(default="")
    drawing: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """The journey as its JSON file would have it at that moment."""


class StageSuccession(OwnedThing, Base):
    """One stage went on as another: merged into it (share 1), or split into several (shares that sum to 1).

    Facts keep the stage they were collected at; whoever counts by stage asks `queries.lineage`.
    """

    __tablename__ = "stage_succession"
    __table_args__ = owned_table(
        UniqueConstraint("old_stage_id", "new_stage_id"),
        CheckConstraint("share > 0 AND share <= 1", name="share"),
        owned_reference("version_id", "journey_version"),
        owned_reference("old_stage_id", "stage"),
        owned_reference("new_stage_id", "stage"),
    )

    version_id: Mapped[UUID]
    old_stage_id: Mapped[UUID]
    new_stage_id: Mapped[UUID]
    share: Mapped[float]
    """Which part of the old stage went there, above 0 to 1, as the editor said."""


class Variant(OwnedThing, Base):
    """The way a persona takes through the journey: some of its stages, perhaps in another order."""

    __tablename__ = "journey_variant"
    __table_args__ = owned_table(
        UniqueConstraint("journey_id", "code"),
        owned_reference("journey_id", "journey"),
        owned_reference("persona_id", "persona", ondelete="RESTRICT"),
    )

    journey_id: Mapped[UUID]
    persona_id: Mapped[UUID | None]
    code: Mapped[str]
    name: Mapped[Texts]
    position: Mapped[int] = mapped_column(default=0)
    stages: Mapped[list[VariantStage]] = relationship(
        cascade="all, delete-orphan", order_by="VariantStage.position", passive_deletes=True
    )


class VariantStage(OwnedThing, Base):
    """A stage of the journey in a variant; the stage is shared, only its place differs."""

    __tablename__ = "journey_variant_stage"
    __table_args__ = owned_table(
        UniqueConstraint("variant_id", "stage_id"),
        owned_reference("variant_id", "journey_variant"),
        owned_reference("stage_id", "stage"),
    )

    variant_id: Mapped[UUID]
    stage_id: Mapped[UUID]
    position: Mapped[int]
