"""What the company already knew, one thing a row, and where it came from."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from feedback.db import Base, OwnedThing, now, owned_reference, owned_table


class EvidenceImport(OwnedThing, Base):
    """One file taken in: how it was read, what came of its rows. Undoing removes the rows and keeps this."""

    __tablename__ = "evidence_import"
    __table_args__ = owned_table(owned_reference("group_id", "stakeholder_group", ondelete="RESTRICT"))

    file_name: Mapped[str]
    file_key: Mapped[str | None]
    """Where `feedback.files` keeps the upload until the import is done."""
    shape: Mapped[dict[str, Any]]
    """How the file is read: kind, encoding, delimiter, sheet, header."""
    mapping: Mapped[dict[str, Any]]
    """Which column is what."""
    kind: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    group_id: Mapped[UUID | None]
    """Whose words these are; empty in a preview, and where a column of the file says it."""
    strict: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(default="preview")
    """preview, waiting, running, done, refused (strict), failed, undoing, undone."""
    job_id: Mapped[UUID | None]
    notes: Mapped[list[Any]] = mapped_column(default=list)
    """What a person should know of how the file was read; messages as JSON."""
    problem: Mapped[dict[str, Any] | None]
    """Why nothing, or not everything, was imported: a message as JSON."""
    rows: Mapped[int] = mapped_column(default=0)
    """Rows of the file that are accounted for: where an import goes on after its worker was killed."""
    imported: Mapped[int] = mapped_column(default=0)
    comments: Mapped[int] = mapped_column(default=0)
    """Texts that came of the imported rows: a row may answer several questions."""
    ratings: Mapped[int] = mapped_column(default=0)
    """Ratings that came of them, with a text or without."""
    duplicates: Mapped[int] = mapped_column(default=0)
    empty: Mapped[int] = mapped_column(default=0)
    bad: Mapped[int] = mapped_column(default=0)
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(default=now)


class EvidenceBadRow(OwnedThing, Base):
    """A row that could not be taken: its number, the reason, and its cells as they were."""

    __tablename__ = "evidence_bad_row"
    __table_args__ = owned_table(owned_reference("import_id", "evidence_import"))

    import_id: Mapped[UUID] = mapped_column(index=True)
    row: Mapped[int]
    column: Mapped[str]
    reason: Mapped[str]
    """Message id; `params` fill its placeholders."""
    params: Mapped[dict[str, Any]] = mapped_column(default=dict)
    cells: Mapped[dict[str, Any]]
    extra: Mapped[list[Any]] = mapped_column(default=list)
    """Cells beyond the last column of the header."""


class Evidence(OwnedThing, Base):
    """One thing already known, with source, date, group and, if known, stage."""

    __tablename__ = "evidence"
    __table_args__ = owned_table(
        CheckConstraint(
            "kind IN ('complaint', 'ticket', 'review', 'interview', 'old_survey', 'observation', 'figure', 'rating')",
            name="kind",
        ),
        CheckConstraint("rating IS NULL OR (rating >= 1 AND rating <= 5)", name="rating"),
        owned_reference("group_id", "stakeholder_group", ondelete="RESTRICT"),
        owned_reference("stage_id", "stage", ondelete="RESTRICT"),
        owned_reference("import_id", "evidence_import"),
        Index("ix_evidence_row_key", "organisation_id", "row_key"),
        # For pages: the newest first, counts of everything, and the rows of one import, none of which reads a text.
        Index("ix_evidence_newest", "organisation_id", "created_at", "row", "id"),
        Index("ix_evidence_counts", "organisation_id", "kind", "group_id", "stage_id", "source"),
        Index("ix_evidence_import", "organisation_id", "import_id"),
    )

    import_id: Mapped[UUID | None]
    """Empty for a note typed by hand."""
    row: Mapped[int | None]
    """Its line in the spreadsheet."""
    person_id: Mapped[UUID | None]
    """The same for everything one row of a file says, where it says several things: they are one person's.
    Empty: the only thing this person said."""
    kind: Mapped[str]
    """One of `rules.KINDS`; `rating` is a rating without words, and nothing else is without words."""
    source: Mapped[str]
    group_id: Mapped[UUID] = mapped_column(index=True)
    stage_id: Mapped[UUID | None] = mapped_column(index=True)
    dated: Mapped[date | None]
    question: Mapped[str] = mapped_column(default="")
    """What the text answers, where the file asked several things: the heading of its column."""
    rated: Mapped[str] = mapped_column(default="")
    """What the rating answers, where the file has several: the heading of its column."""
    rating: Mapped[float | None]
    """1 to 5, 5 best, rescaled from the file's own scale. Texts of one person may share it."""
    text: Mapped[str]
    segments: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Attribute → value of who said it, as the file says; `rules.shows_segments` says of whom pages show it."""
    lang: Mapped[str | None]
    row_key: Mapped[str | None]
    """Fingerprint of the whole row, its source and group: how a second import of the same file adds nothing."""
    created_at: Mapped[datetime] = mapped_column(default=now)
