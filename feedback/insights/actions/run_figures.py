"""What a run leaves for pages besides themes and mentions: what moved over time, and figures too dear for a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, insert

from feedback.db import db, here, table_of
from feedback.insights.models import RunFigure, VoicePeriod


def write_periods(rows: Sequence[dict[str, Any]]) -> None:
    """Replace what was said by month and wave."""
    _replace(VoicePeriod, rows)


def write(rows: Sequence[dict[str, Any]]) -> None:
    """Replace drivers, effects of themes and distances between groups."""
    _replace(RunFigure, rows)


def _replace(model: type[VoicePeriod] | type[RunFigure], rows: Sequence[dict[str, Any]]) -> None:
    db.session.execute(delete(model), execution_options={"synchronize_session": False})
    if rows:
        owner = {"organisation_id": here()}
        db.session.execute(insert(table_of(model)), [{**owner, **row} for row in rows])
