"""Whoever comes by a link of their own. Surveys know no invitations: a higher slice keeps them, and fills a slot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, Protocol
from uuid import UUID

from sqlalchemy import Connection

from feedback import slots
from feedback.errors import Conflict, message

SLOT = "survey.invitation"
"""Filled with a function without arguments that returns the `Invitations`."""
FLUSHED = "survey.flushed"
"""Filled with functions that are called with the `survey_id` after a batch of anonymous answers left the buffer, in a
transaction of its own: whoever keeps rows in the order of answering mixes them up there, and returns their model, so
that nothing is left of them as they were before; else None."""
PURPOSE = "invitation"
"""What the tokens of personal links are signed for."""
Over = Literal["revoked", "used", "expired"]


@dataclass(frozen=True, slots=True)
class Invited:
    """One invitation as its link finds it: to which survey and group, at which stage, in which language.

    `values` are what it brings along; `expires_on` is the last day it opens the form, None as long as the survey does.
    """

    invitation_id: UUID
    contact_id: UUID
    survey_code: str
    group_code: str
    stage_id: UUID | None
    lang: str | None
    values: Mapping[str, str] = field(default_factory=dict)
    used: bool = False
    revoked: bool = False
    expires_on: date | None = None


class Invitations(Protocol):
    """Who keeps invitations."""

    def opened(self, token: str) -> Invited | None:
        """The invitation a link was made for, as it stands now; None where it is none of ours. Changes nothing."""

    def spend(self, connection: Connection, invited: Invited) -> bool:
        """Mark it as used in the caller's transaction; False where it was, or cannot be used any more."""


class Spent(Conflict):
    """The invitation was used before, or taken back meanwhile: nothing was stored."""

    def __init__(self) -> None:
        super().__init__(message("This invitation was already used"))


def invitations() -> Invitations | None:
    """Who keeps them, where any slice does."""
    return next((filler() for filler in slots.fillers(SLOT)), None)


def over(*, used: bool, revoked: bool, expires_on: date | None, today: date) -> Over | None:
    """Why an invitation opens no form any more; None while it does. Its last day still counts."""
    if revoked:
        return "revoked"
    if used:
        return "used"
    return "expired" if expires_on is not None and today > expires_on else None
