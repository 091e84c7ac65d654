"""A vote in a workshop: its rules, what is voted on, the paper of each person, comments, own proposals."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from feedback.db import Base, Owned, OwnedThing, Texts, owned_reference, owned_table


class Ballot(Owned, Base):
    """The rules of one vote; they stand from the moment it is opened, since people voted by them."""

    __tablename__ = "ballot"
    __table_args__ = (
        CheckConstraint("way IN ('dots', 'budget', 'top', 'pairs')", name="way"),
        CheckConstraint("amount > 0 AND most > 0", name="amount"),
        owned_reference("workshop_id", "workshop"),
    )

    workshop_id: Mapped[UUID] = mapped_column(primary_key=True)
    way: Mapped[str]
    """"dots": so many per person; "budget": things with a price; "top": a first, a second, a third; "pairs": which of
    two matters more."""
    amount: Mapped[int]
    """Dots of a person, what a person may spend, how many places there are, or how many pairs a person is asked."""
    most: Mapped[int]
    """Most dots of one person on one thing; 1 where a thing is taken or left."""
    unit: Mapped[str] = mapped_column(default="")
    """What a budget is counted in, such as "days"; '' for dots and places."""
    anonymous: Mapped[bool]
    """Whether people were promised that nobody can tell how they voted."""
    k: Mapped[int]
    k_comments: Mapped[int]
    """Fewest people a figure, and comments, may rest on; 1 without the promise."""
    proposals: Mapped[bool]
    """Whether people may put forward what is missing."""
    groups: Mapped[list[Any]]
    """[{"code", "kind", "name", "wanted"}] people say they belong to; wanted: people of each, 0 where not set."""
    drawn_by: Mapped[str] = mapped_column(default="", server_default="")
    """What the pairs of each person are drawn by, with their number; '' elsewhere, and from the moment an anonymous
    vote is closed: then nobody can tell whose paper it is from the pairs on it."""


class VoteItem(OwnedThing, Base):
    """One thing that is voted on, in the words people read."""

    __tablename__ = "vote_item"
    __table_args__ = owned_table(
        CheckConstraint("price >= 0", name="price"),
        owned_reference("workshop_id", "workshop"),
        Index("ix_vote_item_improvement", "organisation_id", "improvement_id"),
    )

    workshop_id: Mapped[UUID] = mapped_column(index=True)
    position: Mapped[int]
    title: Mapped[Texts]
    price: Mapped[int] = mapped_column(default=0)
    """In the unit of the budget; 0 in other votes."""
    improvement_id: Mapped[UUID | None]
    """The improvement, in a higher slice: no key, since keys point down only; None for what was only typed."""


class Vote(Owned, Base):
    """The paper of one person: the newest stands in the place of the one before.

    Rows lie in the order of random numbers and carry no time, so nothing tells who voted when.
    """

    __tablename__ = "vote"
    __table_args__ = (owned_reference("workshop_id", "workshop"), {"sqlite_with_rowid": False})

    workshop_id: Mapped[UUID] = mapped_column(primary_key=True)
    participant: Mapped[UUID] = mapped_column(primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    group_code: Mapped[str]
    """One of the ballot's groups; '' for somebody else, or who would rather not say."""
    choices: Mapped[dict[str, Any]]
    """Id of the thing (hex) -> dots, price paid, or place (1 first). Of pairs: both ids, sorted, with a bar between ->
    1 where the first matters more, 2 the second, 0 where they cannot say."""
    revision: Mapped[int] = mapped_column(default=1)
    """How many papers this person has handed in: pages that are open see that it changed."""


class VoteComment(OwnedThing, Base):
    """What one person wrote beside one thing."""

    __tablename__ = "vote_comment"
    __table_args__ = owned_table(owned_reference("workshop_id", "workshop"), owned_reference("item_id", "vote_item"))

    workshop_id: Mapped[UUID] = mapped_column(index=True)
    item_id: Mapped[UUID]
    participant: Mapped[UUID]
    group_code: Mapped[str]
    """'' always where nobody is to be recognised."""
    text: Mapped[str]


class Proposal(OwnedThing, Base):
    """What one person misses among the things that are voted on."""

    __tablename__ = "vote_proposal"
    __table_args__ = owned_table(owned_reference("workshop_id", "workshop"))

    workshop_id: Mapped[UUID] = mapped_column(index=True)
    participant: Mapped[UUID]
    group_code: Mapped[str]
    """'' always where nobody is to be recognised."""
    text: Mapped[str]
    improvement_id: Mapped[UUID | None]
    """The improvement it became, in a higher slice: no key."""
