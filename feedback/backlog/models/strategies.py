"""Strategies, and shared points that are set aside."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from feedback.backlog.models.held import Held
from feedback.db import Base, Owned, OwnedThing, Texts, now, owned_reference, owned_table


class Strategy(OwnedThing, Base):
    """A named way of acting on shared points: what, why, and whose."""

    __tablename__ = "strategy"

    name: Mapped[Texts]
    what: Mapped[str] = mapped_column(default="")
    why: Mapped[str] = mapped_column(default="", server_default="")
    owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    themes: Mapped[list[StrategyTheme]] = relationship(cascade="all, delete-orphan")


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
