"""Five ways to cut the same journey."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped

from feedback.db import Base, OwnedThing, Texts, owned_reference, owned_table


class LensStage(OwnedThing, Base):
    """A part of a lens, such as "consideration" of the engagement lens, in its order."""

    __tablename__ = "lens_stage"
    __table_args__ = owned_table(
        UniqueConstraint("journey_id", "lens", "code"),
        CheckConstraint("lens IN ('functional', 'target', 'engagement', 'activity', 'goal')", name="lens"),
        owned_reference("journey_id", "journey"),
    )

    journey_id: Mapped[UUID]
    lens: Mapped[str]
    code: Mapped[str]
    name: Mapped[Texts]
    position: Mapped[int]


class LensPlacement(OwnedThing, Base):
    """A stage of the journey belongs to a part of a lens; it may belong to several."""

    __tablename__ = "lens_placement"
    __table_args__ = owned_table(
        UniqueConstraint("lens_stage_id", "stage_id"),
        owned_reference("lens_stage_id", "lens_stage"),
        owned_reference("stage_id", "stage"),
    )

    lens_stage_id: Mapped[UUID]
    stage_id: Mapped[UUID]
