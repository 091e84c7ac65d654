"""Themes, and what people and runs did to them."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from feedback.db import Base, OwnedThing, Texts, now, owned_reference, owned_table


class Theme(OwnedThing, Base):
    """What people talk about; the identity is stable, the name may change."""

    __tablename__ = "theme"
    __table_args__ = owned_table(
        UniqueConstraint("organisation_id", "code"),
        owned_reference("merged_into_id", "theme", ondelete="RESTRICT"),
    )

    code: Mapped[str]
    """Id in the codebook, or `found-…` for one the analysis found."""
    names: Mapped[Texts]
    source: Mapped[str]
    """codebook, found or human."""
    terms: Mapped[list[str]] = mapped_column(default=list)
    definition: Mapped[dict[str, Any] | None]
    """Anchors, phrases and exclusions of a theme the organisation wrote itself, as its codebook file says them."""
    stability: Mapped[float | None]
    """Mean bootstrap Jaccard, 0 to 1; empty where it was not computed."""
    renamed: Mapped[bool] = mapped_column(default=False)
    """A person named it: no run changes the name."""
    state: Mapped[str] = mapped_column(default="active", server_default="active")
    """active; merged: another theme holds its mentions; dismissed: a person said that it is none."""
    merged_into_id: Mapped[UUID | None]
    locked: Mapped[bool] = mapped_column(default=False, server_default=false())
    """A person confirmed it: it stays whatever a run finds, and no run takes a mention from it."""
    examples: Mapped[list[str]] = mapped_column(default=list, server_default="[]")
    """Sentences a person typed to say what it is."""
    last_run_id: Mapped[UUID | None]
    """The newest run that saw it; older means dormant."""


class ThemeAct(OwnedThing, Base):
    """What a person did to a theme. Append-only: undoing notes who took it back and when."""

    __tablename__ = "theme_act"
    __table_args__ = owned_table(
        owned_reference("theme_id", "theme"),
        Index("ix_theme_act_theme", "organisation_id", "theme_id", "made_at"),
    )

    theme_id: Mapped[UUID]
    kind: Mapped[str]
    """rename, merge, split, add, examples, lock, unlock, accept, dismiss or restore."""
    before: Mapped[dict[str, Any]] = mapped_column(default=dict)
    after: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """What was so before, and what after: enough to do it back."""
    made_at: Mapped[datetime] = mapped_column(default=now)
    made_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))


class Correction(OwnedThing, Base):
    """What a person said about one comment or one sentence of it. It stands at the source, so that it survives every
    run, and goes with it.
    """

    __tablename__ = "correction"
    __table_args__ = owned_table(
        CheckConstraint("(evidence_id IS NULL) <> (response_id IS NULL)", name="one_source"),
        CheckConstraint("kind IN ('theme', 'sentiment', 'stage')", name="kind"),
        CheckConstraint("(kind = 'stage') = (start IS NULL)", name="part"),
        owned_reference("evidence_id", "evidence"),
        ForeignKeyConstraint(
            ["response_id", "question_id", "position"],
            ["answer_text.response_id", "answer_text.question_id", "answer_text.position"],
            ondelete="CASCADE",
        ),
        owned_reference("theme_id", "theme"),
        owned_reference("stage_id", "stage"),
        Index("ix_correction_comment", "organisation_id", "comment_id"),
        Index("ix_correction_evidence", "organisation_id", "evidence_id"),
        Index("ix_correction_answer", "response_id", "question_id", "position"),
    )

    comment_id: Mapped[UUID]
    """The comment's id, which is the same in every run; no reference, because runs write comments anew."""
    evidence_id: Mapped[UUID | None]
    response_id: Mapped[UUID | None]
    question_id: Mapped[UUID | None]
    position: Mapped[int | None]
    kind: Mapped[str]
    """theme: the sentence belongs to it, or does not; sentiment: how it feels; stage: where the comment stands."""
    start: Mapped[int | None]
    end: Mapped[int | None]
    """The sentence, by its offsets in the text; empty for a stage, which is the whole comment's."""
    theme_id: Mapped[UUID | None]
    belongs: Mapped[bool] = mapped_column(default=True)
    sentiment: Mapped[str | None]
    stage_id: Mapped[UUID | None]
    """Empty in a correction of the stage: it fits no stage of the map."""
    bulk: Mapped[bool] = mapped_column(default=False)
    """Accepted together with others, above a certainty, and not read one by one: nothing is learned from it."""
    made_at: Mapped[datetime] = mapped_column(default=now)
    made_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    undone_at: Mapped[datetime | None]


class ThemeHeld(OwnedThing, Base):
    """What stood in a sentence or a comment before an act, so that undoing it gives back exactly that.

    No references: runs write comments and mentions anew, under the same ids. What belongs to no comment any more goes
    with the next count.
    """

    __tablename__ = "theme_held"
    __table_args__ = owned_table(
        Index("ix_theme_held_cause", "organisation_id", "cause_id"),
        Index("ix_theme_held_comment", "organisation_id", "comment_id"),
    )

    cause_id: Mapped[UUID]
    """The act, or the first of the corrections made together."""
    comment_id: Mapped[UUID]
    mention_id: Mapped[UUID | None]
    """Empty: the row is about the comment's strongest theme."""
    theme_id: Mapped[UUID | None]
    """The theme it carried; empty: it is about how the sentence felt."""
    strength: Mapped[float | None]
    sentiment: Mapped[str | None]
    score: Mapped[float | None]


class ThemeChange(OwnedThing, Base):
    """What became of a theme from one run to the next."""

    __tablename__ = "theme_change"
    __table_args__ = owned_table(
        CheckConstraint("kind IN ('same', 'split', 'merged', 'new', 'dormant')", name="kind"),
        owned_reference("run_id", "run"),
        owned_reference("theme_id", "theme"),
        Index("ix_theme_change_run", "organisation_id", "run_id"),
    )

    run_id: Mapped[UUID]
    theme_id: Mapped[UUID]
    kind: Mapped[str]
    others: Mapped[list[str]] = mapped_column(default=list)
    """Codes of the themes it was split into, or merged from."""
    overlap: Mapped[float | None]
    """Jaccard of its comments before and after, 0 to 1, over the comments both runs read."""
    before: Mapped[int] = mapped_column(default=0)
    after: Mapped[int] = mapped_column(default=0)
    """Comments that carried it."""
