"""What the analysis made of the comments: runs, comments, mentions, themes, moments.

The text of a comment stays in its source row; a comment has exactly one source and goes with it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from feedback.db import Base, Owned, OwnedThing, Texts, now, owned_reference, owned_table


class Run(OwnedThing, Base):
    """One execution of the analysis, with all that is needed to repeat it."""

    __tablename__ = "run"

    state: Mapped[str] = mapped_column(default="waiting")
    """waiting, running, done, failed, cancelled."""
    job_id: Mapped[UUID | None]
    parameters: Mapped[dict[str, Any]]
    versions: Mapped[dict[str, Any]] = mapped_column(default=dict)
    seed: Mapped[int]
    snapshot: Mapped[str | None]
    """SHA-256 over the sorted keys and texts that were analysed."""
    comments: Mapped[int] = mapped_column(default=0)
    answers: Mapped[int] = mapped_column(default=0)
    """Released answers there were when the run began: what newer answers are counted against."""
    seconds: Mapped[float | None]
    created_at: Mapped[datetime] = mapped_column(default=now)
    finished_at: Mapped[datetime | None]


class Theme(OwnedThing, Base):
    """What people talk about; the identity is stable, the name may change."""

    __tablename__ = "theme"
    __table_args__ = owned_table(UniqueConstraint("organisation_id", "code"))

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
    last_run_id: Mapped[UUID | None]
    """The newest run that saw it; older means dormant."""


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
        Index("ix_comment_group_stage", "organisation_id", "group_id", "stage_id"),
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


class VoiceTally(OwnedThing, Base):
    """What people of a group said at a stage, about a theme or at all, counted. Pages read this, never the mentions.

    Each person counts once in a row. A protected survey has rows of its own, so that the disclosure rule can look at
    its people alone; evidence and identified surveys share theirs.
    """

    __tablename__ = "voice_tally"
    __table_args__ = owned_table(
        Index("ix_voice_tally_theme", "organisation_id", "theme_id"),
        owned_reference("theme_id", "theme"),
        owned_reference("stage_id", "stage"),
        owned_reference("group_id", "stakeholder_group"),
        owned_reference("survey_id", "survey"),
    )

    theme_id: Mapped[UUID | None]
    """Empty: whatever they said."""
    stage_id: Mapped[UUID | None]
    """Empty: said at no stage, or `all_stages`."""
    all_stages: Mapped[bool]
    """Counted over all stages and none, so that who spoke at two stages counts once."""
    group_id: Mapped[UUID]
    survey_id: Mapped[UUID | None]
    """The protected survey it comes from; empty: evidence and identified surveys."""
    k: Mapped[int] = mapped_column(default=1)
    """Fewest people a figure of this row may rest on."""
    people: Mapped[int] = mapped_column(default=0)
    unhappy: Mapped[int] = mapped_column(default=0)
    """People with a negative mention of the theme; without a theme: whose comment is negative as a whole."""
    suggested: Mapped[int] = mapped_column(default=0)
    """People whose comment stands at the stage by the analysis' suggestion."""
    mentions: Mapped[int] = mapped_column(default=0)
    negative: Mapped[int] = mapped_column(default=0)
    positive: Mapped[int] = mapped_column(default=0)
    rated: Mapped[int] = mapped_column(default=0)
    """Rows of evidence with a rating; rows without a theme only."""
    ratings: Mapped[float] = mapped_column(default=0.0)
    """Sum of their ratings, 1 to 5, and of the squares."""
    rating_squares: Mapped[float] = mapped_column(default=0.0)


class JourneyMoment(OwnedThing, Base):
    """A moment of truth, of pain or a silent one at a stage: computed by a run, or declared by a person."""

    __tablename__ = "journey_moment"
    __table_args__ = owned_table(
        UniqueConstraint("stage_id", "kind", "source"),
        CheckConstraint("kind IN ('truth', 'pain', 'silent')", name="kind"),
        CheckConstraint("source IN ('computed', 'declared')", name="source"),
        owned_reference("stage_id", "stage"),
    )

    stage_id: Mapped[UUID]
    kind: Mapped[str]
    source: Mapped[str]
    reason: Mapped[str]
    """Message id of why, or the words of the person who declared it."""
    params: Mapped[dict[str, Any]] = mapped_column(default=dict)
    made_at: Mapped[datetime] = mapped_column(default=now)
    made_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
