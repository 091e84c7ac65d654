"""Who is told what came of answers. Pure."""

from __future__ import annotations

from feedback.outreach.rules.mailings import TOLD, UNASKED
from feedback.stakeholders.rules.contacts import Person, why_not


def why_not_told(person: Person, *, told: bool = False) -> str | None:
    """Why a notice does not go to this person; None where it does.

    An invitation goes to everybody who did not refuse. News goes only to those who said yes, and to each once: `told`
    says that their address got it before.
    """
    refused = why_not(person, "email") or (UNASKED if person.consent is None else None)
    return refused or (TOLD if told else None)
