"""What the coverage plan needs to remember."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from feedback.db import Base, OwnedThing, now, owned_reference, owned_table


class NotApplicable(OwnedThing, Base):
    """A stage that a group does not live, with the reason: nobody needs to be asked there."""

    __tablename__ = "not_applicable"
    __table_args__ = owned_table(
        UniqueConstraint("stage_id", "group_id"),
        owned_reference("stage_id", "stage"),
        owned_reference("group_id", "stakeholder_group"),
    )

    stage_id: Mapped[UUID]
    group_id: Mapped[UUID]
    reason: Mapped[str]
    marked_at: Mapped[datetime] = mapped_column(default=now)
