"""Every write of disclosure: a release is made once and never changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from feedback.db import db
from feedback.disclosure.models import Release


def make_release(
    *,
    cells: Mapping[str, Any],
    organisation_id: UUID,
    number: int = 1,
    before_id: UUID | None = None,
    final: bool = True,
) -> Release:
    """Freeze what may be shown: kind of figure -> figure -> group code -> decision; `final` where none follows."""
    release = Release(id=uuid4(), organisation_id=organisation_id, number=number, before_id=before_id, final=final)
    release.cells = dict(cells)
    db.session.add(release)
    db.session.flush()
    return release
