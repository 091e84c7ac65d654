"""Releases of the results of protected surveys."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import true
from sqlalchemy.orm import Mapped, mapped_column

from feedback.db import Base, OwnedThing, now, owned_reference, owned_table


class Release(OwnedThing, Base):
    """The frozen decision which figures of a protected survey may be shown: at closing, or while it runs."""

    __tablename__ = "release"
    __table_args__ = owned_table(owned_reference("before_id", "release", ondelete="RESTRICT"))

    made_at: Mapped[datetime] = mapped_column(default=now)
    number: Mapped[int] = mapped_column(default=1, server_default="1")
    """1 for the first of its survey."""
    before_id: Mapped[UUID | None]
    """The release that this one follows."""
    final: Mapped[bool] = mapped_column(default=True, server_default=true())
    """Made at closing: none follows."""
    cells: Mapped[dict[str, Any]]
    """Kind of figure -> figure -> group code -> decision, as `disclosure.rules` words it; groups are a family under
    the whole survey. Kinds of a survey: responses, questions (by identity), comments, stages (by stage and measure),
    cuts. Beside them "families", the groups by what they are parts of, and "history", whom each figure rests on."""
