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


def cells(release_ids: Collection[UUID]) -> dict[UUID, Cells]:
    """Release -> its cells, for these releases: one read."""
    if not release_ids:
        return {}
    rows = db.session.execute(select(Release.id, Release.cells).where(Release.id.in_(release_ids)))
    return {release_id: held for release_id, held in rows}
