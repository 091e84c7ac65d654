"""Every read of the words an organisation avoids."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from feedback.analysis.tone import Avoided
from feedback.cocreation.models import AvoidedWording
from feedback.db import db, find


def wordings() -> list[AvoidedWording]:
    """All of them, by language and words."""
    return list(db.session.scalars(select(AvoidedWording).order_by(AvoidedWording.lang, AvoidedWording.words)))


def wording(wording_id: UUID) -> AvoidedWording:
    """One of this organisation; NotFound."""
    return find(AvoidedWording, wording_id)


def avoided() -> list[Avoided]:
    """All of them, as the tone check takes them."""
    return [Avoided(row.lang, row.words, row.instead) for row in wordings()]
