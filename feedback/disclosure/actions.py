"""Every write of disclosure: a release is made once and never changes."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID, uuid4

from feedback.db import db
from feedback.disclosure.models import Release
from feedback.disclosure.rules import Cell


def make_release(*, cells: Mapping[str, Mapping[str, Cell]], organisation_id: UUID) -> Release:
    """Freeze what may be shown: kind of figure -> figure -> group code -> decision."""
    release = Release(id=uuid4(), organisation_id=organisation_id)
    release.cells = {kind: {key: dict(cell) for key, cell in figures.items()} for kind, figures in cells.items()}
    db.session.add(release)
    db.session.flush()
    return release
