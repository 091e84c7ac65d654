"""The figures of a ranking that answer questions about it without computing it again."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from feedback.db import Base, Owned, owned_reference


class RankingSheet(Owned, Base):
    """Every line's figures by group, of the newest ranking alone."""

    __tablename__ = "ranking_sheet"
    __table_args__ = (owned_reference("ranking_id", "ranking"),)

    ranking_id: Mapped[UUID] = mapped_column(primary_key=True)
    body: Mapped[bytes] = mapped_column(LargeBinary)
    """`analysis.priority.Sheet` packs and unpacks it; numbers by line and group, as far as they may be shown."""
