"""Every read of trackers."""

from __future__ import annotations

from uuid import UUID

from flask import current_app
from sqlalchemy import select

from feedback.accounts.models import Tracker
from feedback.accounts.sealing import TRACKERS, Unreadable, unseal
from feedback.accounts.trackers.rules import Project
from feedback.db import db, find
from feedback.errors import NotFound


def trackers() -> list[Tracker]:
    """The trackers of this organisation that issues can be opened in, by kind and project."""
    wanted = select(Tracker).where(Tracker.removed_at.is_(None))
    return list(db.session.scalars(wanted.order_by(Tracker.kind, Tracker.project, Tracker.id)))


def tracker(tracker_id: UUID) -> Tracker:
    """One tracker that is connected; NotFound."""
    row = find(Tracker, tracker_id)
    if row.removed_at is not None:
        raise NotFound()
    return row


def project_of(row: Tracker) -> Project:
    """Where its issues are opened, as a thread without a database talks to it."""
    return Project(row.kind, row.url, row.project, row.issue_type, row.account)


def token_of(row: Tracker) -> str:
    """The token, to ask with and for nothing else; '' where it can no longer be read."""
    try:
        return unseal(current_app.config["FEEDBACK"].secret_key, TRACKERS, row.id, row.token) if row.token else ""
    except Unreadable:
        return ""


def may_be_private() -> bool:
    """Whether trackers may stand on this machine or in a private network."""
    return bool(current_app.config["FEEDBACK"].webhook_private)
