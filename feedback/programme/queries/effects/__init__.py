"""Every read about effect checks: what was registered (`checks`), what may be (`offers`), and how it stands."""

from __future__ import annotations

from feedback.programme.queries.effects.checks import (
    by_improvement,
    check_of,
    planned_at,
    work_on,
    worked_on,
    works,
)
from feedback.programme.queries.effects.offers import Offer, offer, offers, questionnaire_of, scored_stages
from feedback.programme.queries.effects.reading import Reading, control_ids, reading

__all__ = [
    "Offer",
    "Reading",
    "by_improvement",
    "check_of",
    "control_ids",
    "offer",
    "offers",
    "planned_at",
    "questionnaire_of",
    "reading",
    "scored_stages",
    "work_on",
    "worked_on",
    "works",
]
