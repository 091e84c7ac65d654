"""Every write of trackers: connecting, changing, trying and removing them."""

from __future__ import annotations

from uuid import UUID, uuid4

from flask import current_app

from feedback.accounts.actions import record
from feedback.accounts.models import Tracker
from feedback.accounts.sealing import TRACKERS, seal
from feedback.accounts.trackers import queries, rules
from feedback.db import db, now
from feedback.permissions import Access


def connect(
    *,
    kind: str,
    url: str,
    project: str,
    token: str,
    issue_type: str = "",
    account: str = "",
    by: Access | None = None,
) -> Tracker:
    """Open issues there from now on; the token is sealed and never said again. The caller looked at the address.

    Raises Invalid at the field that cannot be so.
    """
    row = Tracker(id=uuid4(), kind=rules.check_kind(kind), url=rules.check_url(kind, url))
    _fill(row, project=project, issue_type=issue_type, account=account)
    row.token = _sealed(row, token)
    db.session.add(row)
    db.session.flush()
    record(by, "tracker.connected", _named(row))
    return row


def change(
    tracker_id: UUID,
    *,
    project: str,
    token: str = "",
    issue_type: str = "",
    account: str = "",
    by: Access | None = None,
) -> Tracker:
    """Another project, type, account or token; without a token the one that is there stays. Invalid, NotFound.

    Kind and address stay: else somebody could have a token they do not know sent to an address of their own.
    """
    row = queries.tracker(tracker_id)
    _fill(row, project=project, issue_type=issue_type, account=account)
    if token.strip():
        row.token = _sealed(row, token)
    row.tried_at, row.finding = None, ""
    record(by, "tracker.changed", _named(row))
    return row


def note(tracker_id: UUID, finding: str) -> Tracker:
    """What a look at it found; '' where nothing is wrong."""
    row = queries.tracker(tracker_id)
    row.tried_at, row.finding = now(), finding
    return row


def remove(tracker_id: UUID, *, by: Access | None = None) -> None:
    """Open nothing there any more, and forget the token; links to what was opened stay."""
    row = queries.tracker(tracker_id)
    row.token, row.removed_at = "", now()
    record(by, "tracker.removed", _named(row))


def _fill(row: Tracker, *, project: str, issue_type: str, account: str) -> None:
    row.project = rules.check_project(row.kind, project)
    row.issue_type = rules.check_issue_type(row.kind, issue_type)
    row.account = rules.check_account(row.kind, account)


def _sealed(row: Tracker, token: str) -> str:
    return seal(current_app.config["FEEDBACK"].secret_key, TRACKERS, row.id, rules.check_token(token))


def _named(row: Tracker) -> str:
    return rules.label(row.kind, row.project)
