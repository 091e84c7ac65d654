"""What happened to an improvement, from the audit log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select

from feedback.accounts.models import AuditEntry
from feedback.backlog.models import Improvement
from feedback.db import db


@dataclass(frozen=True)
class History:
    """Entries, the newest first; `more`: there are older ones."""

    entries: Sequence[AuditEntry]
    more: bool


def history(row: Improvement, *, page: int, per_page: int) -> History:
    """One page of what happened to an improvement, the newest first."""
    about = or_(AuditEntry.act.startswith("improvement."), AuditEntry.act == "notice.drafted")
    wanted = select(AuditEntry).where(AuditEntry.subject == f"#{row.number}", about)
    ordered = wanted.order_by(AuditEntry.at.desc(), AuditEntry.id).offset((page - 1) * per_page)
    found = list(db.session.scalars(ordered.limit(per_page + 1)))
    return History(found[:per_page], len(found) > per_page)
