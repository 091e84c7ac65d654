"""Words an organisation avoids."""

from __future__ import annotations

from uuid import UUID

from feedback.cocreation.actions import wordings as actions
from tests.factories.people import Member


def wording(of: Member, words: str = "caso", instead: str = "persona") -> UUID:
    """One of them, in Spanish."""
    return of.do(lambda: actions.avoid(lang="es", words=words, instead=instead).id)
