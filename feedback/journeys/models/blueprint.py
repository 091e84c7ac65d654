"""What stands behind the stages: who does, says, feels and waits for what, and with which processes and tools."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from feedback.db import Base, OwnedThing, Texts, now, owned_reference, owned_table


class BlueprintItem(OwnedThing, Base):
    """One thing of a stage, or of one touchpoint of it."""

    __tablename__ = "blueprint_item"
    __table_args__ = owned_table(
        CheckConstraint(
            "kind IN ('action', 'wait', 'expectation', 'feeling', 'communication', 'front', 'back', 'policy', "
            "'question', 'process', 'tool')",
            name="kind",
        ),
        CheckConstraint("state IN ('', 'missing', 'failing', 'working')", name="state"),
        CheckConstraint("minutes IS NULL OR minutes >= 0", name="minutes"),
        owned_reference("stage_id", "stage"),
        owned_reference("touchpoint_id", "touchpoint"),
        owned_reference("function_id", "business_function", ondelete="RESTRICT"),
    )

    stage_id: Mapped[UUID]
    touchpoint_id: Mapped[UUID | None]
    function_id: Mapped[UUID | None]
    """The function that does, says or keeps it."""
    kind: Mapped[str]
    text: Mapped[Texts]
    """What is done, waited for, expected, felt, said, asked; the name of a process or tool."""
    said_when: Mapped[Texts] = mapped_column(default=dict)
    """Of a communication: when it is said."""
    need: Mapped[Texts] = mapped_column(default=dict)
    """Of a process or tool: the need it serves."""
    state: Mapped[str] = mapped_column(default="")
    """Of a process or tool: missing, failing or working; '' where nobody has judged."""
    answered: Mapped[Texts] = mapped_column(default=dict)
    """Of a question: where the person finds the answer; empty is nowhere."""
    minutes: Mapped[int | None]
    """Of a wait: how long it lasts as far as the company knows."""
    position: Mapped[int] = mapped_column(default=0)
    drawn_at: Mapped[datetime] = mapped_column(default=now)
    confirmed_at: Mapped[datetime | None]
    """When somebody last said that it still is so."""


class ToolLink(OwnedThing, Base):
    """How what stands in one tool gets into another."""

    __tablename__ = "tool_link"
    __table_args__ = owned_table(
        UniqueConstraint("from_item_id", "to_item_id"),
        CheckConstraint("integration IN ('none', 'by_hand', 'automatic')", name="integration"),
        CheckConstraint("from_item_id <> to_item_id", name="two_tools"),
        owned_reference("from_item_id", "blueprint_item"),
        owned_reference("to_item_id", "blueprint_item"),
    )

    from_item_id: Mapped[UUID]
    to_item_id: Mapped[UUID]
    integration: Mapped[str]
    what: Mapped[Texts] = mapped_column(default=dict)
    """What is carried over, such as the address of the visit."""


class KeyFlow(OwnedThing, Base):
    """A path of touchpoints that must end well."""

    __tablename__ = "key_flow"
    __table_args__ = owned_table(UniqueConstraint("journey_id", "code"), owned_reference("journey_id", "journey"))

    journey_id: Mapped[UUID]
    code: Mapped[str]
    name: Mapped[Texts]
    good_end: Mapped[Texts] = mapped_column(default=dict)
    """How it looks when it ended well."""
    position: Mapped[int] = mapped_column(default=0)
    steps: Mapped[list[KeyFlowStep]] = relationship(
        cascade="all, delete-orphan", order_by="KeyFlowStep.position", passive_deletes=True
    )


class KeyFlowStep(OwnedThing, Base):
    """A touchpoint on the way; a flow may come by the same one twice."""

    __tablename__ = "key_flow_step"
    __table_args__ = owned_table(
        UniqueConstraint("flow_id", "position"),
        owned_reference("flow_id", "key_flow"),
        owned_reference("touchpoint_id", "touchpoint"),
    )

    flow_id: Mapped[UUID]
    touchpoint_id: Mapped[UUID]
    position: Mapped[int]
