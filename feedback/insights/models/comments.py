"""Comments and their mentions, as the analysis read them. The text stays in its source row."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from feedback.db import Base, Owned, OwnedThing, owned_reference, owned_table


class Comment(OwnedThing, Base):
    """Free text from an answer or from evidence, as the analysis read it."""

    __tablename__ = "comment"
    __table_args__ = owned_table(
        CheckConstraint("(evidence_id IS NULL) <> (response_id IS NULL)", name="one_source"),
        UniqueConstraint("evidence_id"),
        UniqueConstraint("response_id", "question_id", "position"),
        owned_reference("evidence_id", "evidence"),
        ForeignKeyConstraint(
            ["response_id", "question_id", "position"],
            ["answer_text.response_id", "answer_text.question_id", "answer_text.position"],
            ondelete="CASCADE",
        ),
        owned_reference("group_id", "stakeholder_group"),
        owned_reference("stage_id", "stage", ondelete="RESTRICT"),
        owned_reference("suggested_stage_id", "stage", ondelete="RESTRICT"),
        owned_reference("wave_id", "wave", ondelete="RESTRICT"),
        owned_reference("survey_id", "survey", ondelete="RESTRICT"),
        owned_reference("theme_id", "theme", ondelete="RESTRICT"),
        owned_reference("decided_stage_id", "stage", ondelete="RESTRICT"),
        Index("ix_comment_group_stage", "organisation_id", "group_id", "stage_id"),
        Index("ix_comment_fold", "organisation_id", "fold"),
    )

    evidence_id: Mapped[UUID | None]
    response_id: Mapped[UUID | None]
    question_id: Mapped[UUID | None]
    position: Mapped[int | None]
    group_id: Mapped[UUID]
    stage_id: Mapped[UUID | None]
    """As the question, the link or the evidence says."""
    suggested_stage_id: Mapped[UUID | None]
    """The analysis' suggestion where there was none; counts from the threshold on, marked as suggested."""
    stage_certainty: Mapped[float | None]
    wave_id: Mapped[UUID | None]
    survey_id: Mapped[UUID | None]
    """The survey of its response, so that the disclosure rule needs no join."""
    lang: Mapped[str]
    sentiment: Mapped[str]
    score: Mapped[float]
    non_answer: Mapped[bool]
    theme_id: Mapped[UUID | None]
    """Its strongest theme."""
    decided_stage_id: Mapped[UUID | None]
    """The stage a person gave it, or accepted."""
    unplaced: Mapped[bool] = mapped_column(default=False, server_default=false())
    """A person said that it fits no stage of the map."""
    fold: Mapped[str | None]
    """The same in comments that say nearly the same words; empty where nobody else does."""
    mentions: Mapped[list[Mention]] = relationship(
        back_populates="comment", cascade="all, delete-orphan", passive_deletes=True, order_by="Mention.start"
    )


class Mention(OwnedThing, Base):
    """One sentence or clause of a comment, by its offsets in the text."""

    __tablename__ = "mention"
    __table_args__ = owned_table(
        owned_reference("comment_id", "comment"),
        # In this order SQLite finds a comment's mentions by it when the comment goes.
        Index("ix_mention_comment", "organisation_id", "comment_id"),
    )

    comment_id: Mapped[UUID]
    start: Mapped[int]
    end: Mapped[int]
    sentiment: Mapped[str]
    score: Mapped[float]
    words: Mapped[list[Any]] = mapped_column(default=list)
    """[word, weight] pairs that made the score."""
    comment: Mapped[Comment] = relationship(back_populates="mentions")


class MentionTheme(Owned, Base):
    """A theme that a mention carries."""

    __tablename__ = "mention_theme"
    __table_args__ = (
        owned_reference("mention_id", "mention"),
        owned_reference("theme_id", "theme"),
        Index("ix_mention_theme_mention", "organisation_id", "mention_id"),
        Index("ix_mention_theme_theme", "organisation_id", "theme_id", "mention_id"),
    )

    mention_id: Mapped[UUID] = mapped_column(primary_key=True)
    theme_id: Mapped[UUID] = mapped_column(primary_key=True)
    strength: Mapped[float]
