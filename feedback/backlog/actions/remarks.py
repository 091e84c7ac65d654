"""What members say about an improvement. Everybody reads it; only who wrote it changes it."""

from __future__ import annotations

from uuid import UUID

from feedback.accounts.actions import record
from feedback.backlog.models import ImprovementRemark
from feedback.backlog.queries import improvements, remarks
from feedback.db import db, now
from feedback.errors import NotAllowed, message
from feedback.names import lines, refusal
from feedback.permissions import Access

LONGEST = 2000


def remark(improvement_id: UUID, *, text: str, by: Access) -> ImprovementRemark:
    """Say something; Invalid, NotFound."""
    about = improvements.improvement_with_id(improvement_id)
    row = ImprovementRemark(improvement_id=about.id, text=_text(text), written_by=by.user_id)
    db.session.add(row)
    db.session.flush()
    record(by, "improvement.remark", f"#{about.number}")
    return row


def change_remark(remark_id: UUID, *, text: str, by: Access) -> ImprovementRemark:
    """Say it otherwise; NotAllowed where somebody else wrote it."""
    row = _own(remark_id, by)
    if (said := _text(text)) != row.text:
        row.text, row.changed_at = said, now()
    return row


def remove_remark(remark_id: UUID, *, by: Access) -> None:
    """Take back what one said; NotAllowed where somebody else wrote it."""
    row = _own(remark_id, by)
    number = improvements.improvement_with_id(row.improvement_id).number
    record(by, "improvement.remark_removed", f"#{number}")
    db.session.delete(row)


def _own(remark_id: UUID, by: Access) -> ImprovementRemark:
    row = remarks.remark(remark_id)
    if row.written_by != by.user_id:
        raise NotAllowed(message("Only who wrote a remark changes it."))
    return row


def _text(given: str) -> str:
    if not (said := lines(given)):
        raise refusal("text", message("Write something here."))
    if len(said) > LONGEST:
        raise refusal("text", message("At most %(most)s characters.", most=LONGEST))
    return said
