"""Writes of cycles, of shared points and of words an organisation avoids."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import delete

from feedback.cocreation.actions.cycles import (
    LONGEST_GOAL,
    LONGEST_LEARNED,
    LONGEST_SPONSOR,
    add_wave,
    close_cycle,
    keep_papers,
    save_cycle,
)
from feedback.cocreation.models import SharedPoint
from feedback.db import db

__all__ = [
    "LONGEST_GOAL",
    "LONGEST_LEARNED",
    "LONGEST_SPONSOR",
    "add_wave",
    "close_cycle",
    "keep_papers",
    "keep_shared",
    "save_cycle",
]


def keep_shared(theme_ids: Iterable[UUID]) -> None:
    """These are the shared points from now on."""
    db.session.execute(delete(SharedPoint), execution_options={"synchronize_session": False})
    db.session.add_all(SharedPoint(theme_id=theme_id) for theme_id in theme_ids)
    db.session.flush()
