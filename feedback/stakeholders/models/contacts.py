"""People one may write to, and what became of the files they came from."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from feedback.db import Base, Owned, OwnedThing, now, owned_reference, owned_table
from feedback.stakeholders.models.groups import StakeholderGroup


class Contact(OwnedThing, Base):
    """A person one may write to, in one group."""

    __tablename__ = "contact"
    __table_args__ = owned_table(
        UniqueConstraint("group_id", "key"),
        CheckConstraint("email IS NOT NULL OR phone IS NOT NULL OR reference IS NOT NULL", name="reachable"),
        CheckConstraint("bounce IN ('', 'soft', 'hard')", name="bounce"),
        Index("ix_contact_email", "organisation_id", "email"),
        owned_reference("group_id", "stakeholder_group", ondelete="RESTRICT"),
    )

    group_id: Mapped[UUID]
    key: Mapped[str]
    """Who it is, once per group: "mail:" and the address in lower case, else "tel:" and E.164, else "ref:" and the
    reference."""
    name: Mapped[str] = mapped_column(default="")
    email: Mapped[str | None]
    phone: Mapped[str | None]
    """In E.164, such as +34911234567."""
    reference: Mapped[str | None]
    """What the company's own system calls this person."""
    lang: Mapped[str | None]
    consent: Mapped[bool | None]
    """Whether the person agreed to be written to; None where nobody recorded it."""
    consented_at: Mapped[datetime | None]
    opted_out_at: Mapped[datetime | None]
    """When the person asked for no more mail; every later mail honours it."""
    bounce: Mapped[str] = mapped_column(default="")
    """'' reachable so far, 'soft' refused for a while, 'hard' the address does not exist."""
    bounced_at: Mapped[datetime | None]
    segments: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    """Attribute -> value, such as {"region": "north"}."""
    source: Mapped[str] = mapped_column(default="")
    """Where the person came from: a file's name, "service event", "typed"."""
    created_at: Mapped[datetime] = mapped_column(default=now)
    changed_at: Mapped[datetime] = mapped_column(default=now)
    group: Mapped[StakeholderGroup] = relationship(viewonly=True)


class ContactImport(OwnedThing, Base):
    """One file of people: its columns as they were mapped, and what became of its rows."""

    __tablename__ = "contact_import"
    __table_args__ = owned_table(
        CheckConstraint("state IN ('draft', 'refused', 'done')", name="state"),
        owned_reference("group_id", "stakeholder_group", ondelete="RESTRICT"),
    )

    group_id: Mapped[UUID]
    file_name: Mapped[str]
    file_key: Mapped[str | None]
    """The stored upload; it goes when the import is done."""
    sha256: Mapped[str] = mapped_column(index=True)
    mapping: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    state: Mapped[str] = mapped_column(default="draft")
    counts: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    """rows, added, changed, same, empty, bad, erased."""
    bad: Mapped[list[Any]] = mapped_column(default=list, server_default="[]")
    """{"row", "column", "reason"} of what kept the file out; never an address."""
    left_out: Mapped[list[Any]] = mapped_column(default=list, server_default="[]")
    """The same of rows that were left out while the others were taken in."""
    created_at: Mapped[datetime] = mapped_column(default=now)


class ErasedMark(Owned, Base):
    """That somebody with this address was erased on request, and nothing from which the address could be read."""

    __tablename__ = "erased_mark"

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), primary_key=True)
    mac: Mapped[str] = mapped_column(primary_key=True)
    """Keyed HMAC of an e-mail address, a telephone number or a reference; of each the person had, one."""
    erased_on: Mapped[date]
