"""Who may be invited to a survey, what their link brings along, and whom one reminds. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from feedback.errors import Conflict, message

ANONYMOUS = "anonymous"


def may_invite(group_id: UUID, asked: Collection[UUID], *, is_open: bool) -> None:
    """Conflict where the survey does not ask the person's group, or takes no answers any more."""
    if not is_open:
        raise Conflict(message("This survey takes no answers any more: nobody can be invited to it."))
    if group_id not in asked:
        raise Conflict(message("This survey does not ask the group of this person."))


def brings(mode: str, values: Mapping[str, str]) -> dict[str, str]:
    """What the link brings along: nothing in an anonymous survey, where a branch could already be a name."""
    return {} if mode == ANONYMOUS else dict(values)


def may_be_reminded(*, used: bool, revoked: bool, expires_on: date | None, today: date) -> bool:
    """Whether somebody who was invited still can answer. Nothing is asked but the invitation itself."""
    return not used and not revoked and (expires_on is None or today <= expires_on)
