"""Every read of disclosure."""

from __future__ import annotations

from collections.abc import Collection
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
