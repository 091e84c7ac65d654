"""What people said, counted: pages read this, never the mentions."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from feedback.db import Base, OwnedThing, owned_reference, owned_table


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


class VoicePeriod(OwnedThing, Base):
    """What people of a group said about a theme, or at all, in one month or one wave, counted over all stages.

    A protected survey has rows of its own, with its wave and no month.
    """

    __tablename__ = "voice_period"
    __table_args__ = owned_table(
        Index("ix_voice_period_theme", "organisation_id", "theme_id"),
        owned_reference("theme_id", "theme"),
        owned_reference("group_id", "stakeholder_group"),
        owned_reference("survey_id", "survey"),
        owned_reference("wave_id", "wave"),
    )

    theme_id: Mapped[UUID | None]
    """Empty: whatever they said."""
    group_id: Mapped[UUID]
    survey_id: Mapped[UUID | None]
    """The protected survey it comes from; empty: evidence and identified surveys."""
    wave_id: Mapped[UUID | None]
    month: Mapped[date | None]
    """First day of the month; exactly one of month and wave says when, neither where nobody knows."""
    k: Mapped[int] = mapped_column(default=1)
    people: Mapped[int] = mapped_column(default=0)
    mentions: Mapped[int] = mapped_column(default=0)
    negative: Mapped[int] = mapped_column(default=0)
    positive: Mapped[int] = mapped_column(default=0)
