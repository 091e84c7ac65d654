"""Cases that improvements go back to. Only the link is kept: the words of the person stay in their answer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from feedback.accounts.actions import record
from feedback.backlog.actions import improvements
from feedback.backlog.models import Improvement, ImprovementCase
from feedback.backlog.queries import cases as queries
from feedback.backlog.queries import improvements as lines
from feedback.db import db
from feedback.errors import NotFound
from feedback.followup.queries import cases as followup
from feedback.permissions import Access


def add_case(improvement_id: UUID, case_id: UUID, *, by: Access | None = None) -> Improvement:
    """Let the case feed this improvement; once is enough. NotFound."""
    row, case = lines.improvement_with_id(improvement_id), followup.case(case_id)
    if queries.link(row.id, case.id) is None:
        db.session.add(ImprovementCase(improvement_id=row.id, case_id=case.id))
        db.session.flush()
        record(by, "improvement.case", f"#{row.number}", {"case": str(case.id)})
    return row


def improve(case_id: UUID, *, by: Access | None = None, **values: Any) -> Improvement:
    """A new improvement that goes back to the case; `values` are those of `add_improvement`. NotFound, Invalid."""
    case = followup.case(case_id)
    made = improvements.add_improvement(**values, by=by)
    return add_case(made.id, case.id, by=by)


def remove_case(improvement_id: UUID, case_id: UUID, *, by: Access | None = None) -> None:
    """Part the two; NotFound where they were not joined."""
    link = queries.link(improvement_id, case_id)
    if link is None:
        raise NotFound()
    record(by, "improvement.case_removed", f"#{lines.improvement_with_id(improvement_id).number}")
    db.session.delete(link)
