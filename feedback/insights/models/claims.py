"""What speaks for and against the claims of the map."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from feedback.db import Base, OwnedThing, now, owned_reference, owned_table


class ClaimSupport(OwnedThing, Base):
    """One link from a claim to what speaks for or against it: exactly one of the five, live and never copied.

    How many people stand behind it and how old it is are read from what it points at, each time, through the
    disclosure rule.
    """

    __tablename__ = "claim_support"
    __table_args__ = owned_table(
        CheckConstraint("says IN ('for', 'against')", name="says"),
        CheckConstraint(
            "(CASE WHEN evidence_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN question_id IS NULL THEN 0 ELSE 1 END) "
            "+ (CASE WHEN theme_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN note_id IS NULL THEN 0 ELSE 1 END) "
            "+ (CASE WHEN cluster_id IS NULL THEN 0 ELSE 1 END) = 1",
            name="one_source",
        ),
        UniqueConstraint("claim_id", "evidence_id"),
        UniqueConstraint("claim_id", "question_id"),
        UniqueConstraint("claim_id", "theme_id"),
        UniqueConstraint("claim_id", "note_id"),
        UniqueConstraint("claim_id", "cluster_id"),
        owned_reference("claim_id", "claim"),
        owned_reference("evidence_id", "evidence"),
        owned_reference("question_id", "question"),
        owned_reference("theme_id", "theme"),
        owned_reference("note_id", "workshop_note"),
        owned_reference("cluster_id", "note_cluster"),
    )

    claim_id: Mapped[UUID]
    says: Mapped[str]
    """Of a question of a validation survey it is "for": its answers say both how many confirm and how many refute."""
    evidence_id: Mapped[UUID | None]
    question_id: Mapped[UUID | None]
    theme_id: Mapped[UUID | None]
    """What people say of a theme at the claim's stage."""
    note_id: Mapped[UUID | None]
    cluster_id: Mapped[UUID | None]
    linked_at: Mapped[datetime] = mapped_column(default=now)
    linked_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
