"""Runs of the analysis: what they looked at, what they may go on with, and the figures they leave."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from feedback.db import Base, OwnedThing, now, owned_reference, owned_table


class Run(OwnedThing, Base):
    """One execution of the analysis, with all that is needed to repeat it."""

    __tablename__ = "run"
    __table_args__ = owned_table(owned_reference("continues_id", "run", ondelete="RESTRICT"))

    state: Mapped[str] = mapped_column(default="waiting")
    """waiting, running, done, failed, cancelled."""
    job_id: Mapped[UUID | None]
    scope: Mapped[str] = mapped_column(default="all", server_default="all")
    """all: every comment was read; added: only what came since the run it continues."""
    continues_id: Mapped[UUID | None]
    """The run whose findings this one goes on with."""
    parameters: Mapped[dict[str, Any]]
    versions: Mapped[dict[str, Any]] = mapped_column(default=dict)
    seed: Mapped[int]
    snapshot: Mapped[str | None]
    """SHA-256 over the keys and texts that were read, in the order of the keys; of what was added: over the snapshot of
    the run it continues, and these."""
    comments: Mapped[int] = mapped_column(default=0)
    answers: Mapped[int] = mapped_column(default=0)
    """Released answers there were when the run began: what newer answers are counted against."""
    read: Mapped[int] = mapped_column(default=0, server_default="0")
    """Comments this run read itself; `comments` counts all that its figures rest on."""
    learned: Mapped[list[Any]] = mapped_column(default=list, server_default="[]")
    """What it learned from the organisation's own scores and places: a mapping per model, with its agreement."""
    seconds: Mapped[float | None]
    created_at: Mapped[datetime] = mapped_column(default=now)
    started_at: Mapped[datetime | None]
    """When a worker took it up, the last time it did; empty while it waits."""
    finished_at: Mapped[datetime | None]


class AnalysisState(OwnedThing, Base):
    """What the newest run needs to read what comes next without reading everything again; one per organisation."""

    __tablename__ = "analysis_state"
    __table_args__ = owned_table(UniqueConstraint("organisation_id"), owned_reference("run_id", "run"))

    run_id: Mapped[UUID]
    reading: Mapped[str]
    """Digest of how comments were read: method, codebook, learned models and decisions. Another one: read all again."""
    body: Mapped[bytes] = mapped_column(LargeBinary)
    """`analysis` packs and unpacks it; holds counts of words and of themes, never a text."""


class LearnedModel(OwnedThing, Base):
    """A small linear model fitted on the organisation's own comments: how they feel, or where they stand."""

    __tablename__ = "learned_model"
    __table_args__ = owned_table(
        UniqueConstraint("organisation_id", "kind", "lang"),
        CheckConstraint("kind IN ('sentiment', 'stage')", name="kind"),
        owned_reference("run_id", "run"),
    )

    run_id: Mapped[UUID]
    kind: Mapped[str]
    lang: Mapped[str]
    examples: Mapped[int]
    """Comments it was fitted on."""
    agreement: Mapped[float | None]
    """Agreement with people on comments it had not seen, 0 to 1, 1 best: macro-F1 for feelings, accuracy for stages."""
    before: Mapped[float | None]
    """The same without it: what the lexicon, or the words of the stages, reach alone."""
    share: Mapped[float]
    """How much of the score is taken from it, 0 to 1: what it earned; 0 where it did no better."""
    body: Mapped[dict[str, Any]]
    """Its weights by word, as `analysis.learning` writes them."""


class RunFigure(OwnedThing, Base):
    """A figure too dear to compute for a page: a driver, a distance between groups, what a theme goes together with."""

    __tablename__ = "run_figure"
    __table_args__ = owned_table(
        Index("ix_run_figure_kind", "organisation_id", "kind"),
        owned_reference("group_id", "stakeholder_group"),
        owned_reference("other_group_id", "stakeholder_group"),
        owned_reference("stage_id", "stage"),
        owned_reference("theme_id", "theme"),
    )

    kind: Mapped[str]
    """driver, distance, effect or change."""
    group_id: Mapped[UUID | None]
    other_group_id: Mapped[UUID | None]
    stage_id: Mapped[UUID | None]
    theme_id: Mapped[UUID | None]
    n: Mapped[int]
    """People it rests on."""
    k: Mapped[int] = mapped_column(default=1)
    """Fewest people it may rest on."""
    figures: Mapped[dict[str, Any]]
