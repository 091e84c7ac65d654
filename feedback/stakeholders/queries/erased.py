"""Every read of who was erased on request."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date

from flask import current_app
from sqlalchemy import select

from feedback.db import db, here
from feedback.stakeholders.models import ErasedMark
from feedback.stakeholders.rules.contacts import Details
from feedback.stakeholders.rules.erased import earliest, marks_of


def marks(email: str | None, phone: str | None, reference: str | None) -> list[str]:
    """The fingerprints of these in this organisation."""
    key: str = current_app.config["FEEDBACK"].secret_key
    return marks_of(key.encode(), here(), email, phone, reference)


def anybody() -> bool:
    """Whether anybody was erased here."""
    return db.session.scalar(select(ErasedMark.mac).limit(1)) is not None


def erased_on(details: Details) -> date | None:
    """The day on which somebody with one of these addresses was erased on request."""
    return earliest(_known(marks(details.email, details.phone, details.reference)))


def _known(wanted: Collection[str]) -> dict[str, date]:
    rows = db.session.execute(select(ErasedMark.mac, ErasedMark.erased_on).where(ErasedMark.mac.in_(wanted)))
    return {mac: day for mac, day in rows}


def by_details() -> Callable[[Details], date | None]:
    """The same for many people: one read for all of them."""
    known = {mac: day for mac, day in db.session.execute(select(ErasedMark.mac, ErasedMark.erased_on))}

    def day_of(details: Details) -> date | None:
        found = marks(details.email, details.phone, details.reference) if known else []
        return earliest({mac: known[mac] for mac in found if mac in known})

    return day_of
