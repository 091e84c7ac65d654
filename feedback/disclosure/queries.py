"""Every read of disclosure."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from feedback.db import db
from feedback.disclosure.models import Release

Cells = dict[str, Any]
"""What one release holds, as `disclosure.actions.make_release` froze it."""


def cells(release_ids: Collection[UUID] | None = None) -> dict[UUID, Cells]:
    """Release -> its cells, for every release or for these: one read."""
    wanted = select(Release.id, Release.cells)
    if release_ids is not None:
        wanted = wanted.where(Release.id.in_(release_ids))
    rows = db.session.execute(wanted)
    return {release_id: held for release_id, held in rows}


def number_of(release_id: UUID | None) -> int:
    """The number of a release; 0 where there is none."""
    return db.session.scalar(select(Release.number).where(Release.id == release_id)) or 0 if release_id else 0


def is_final(release_id: UUID | None) -> bool:
    """Whether a release was made at closing, so that none follows; False where there is none."""
    return bool(release_id and db.session.scalar(select(Release.final).where(Release.id == release_id)))


def made_at(release_id: UUID | None) -> datetime | None:
    """When a release was made."""
    return db.session.scalar(select(Release.made_at).where(Release.id == release_id)) if release_id else None


def up_to(release_id: UUID | None) -> list[Cells]:
    """What a release and those before it hold, the oldest first: one read each."""
    found: list[Cells] = []
    while release_id is not None:
        row = db.session.execute(select(Release.cells, Release.before_id).where(Release.id == release_id)).one()
        found.insert(0, row.cells)
        release_id = row.before_id
    return found
