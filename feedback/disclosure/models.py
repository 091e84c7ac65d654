"""Releases of anonymous results."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from feedback.db import Base, OwnedThing, now


class Release(OwnedThing, Base):
    """The frozen decision which figures of an anonymous survey may be shown, made once at closing."""

    __tablename__ = "release"

    made_at: Mapped[datetime] = mapped_column(default=now)
    cells: Mapped[dict[str, Any]]
    """Kind of figure -> figure -> group code -> decision, as `disclosure.rules` words it; groups are a family under
    the whole survey. Kinds of a survey: responses, questions (by identity), comments, stages (by stage and measure)."""
