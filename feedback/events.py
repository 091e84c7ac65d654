"""How lower slices are heard: an event is announced inside the announcer's transaction.

Handlers may only write rows or add jobs, so that a failing or rolled-back act leaves nothing behind.
`feedback.app` subscribes the handlers, once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

Handler = Callable[[Any], None]
_handlers: dict[type, list[Handler]] = {}


@dataclass(frozen=True, slots=True)
class EvidenceImported:
    """Rows of evidence were added or taken back."""

    organisation_id: UUID


@dataclass(frozen=True, slots=True)
class SurveyClosed:
    """A survey takes no more answers; its results are released."""

    organisation_id: UUID
    survey_id: UUID


@dataclass(frozen=True, slots=True)
class AnalysisFinished:
    """A run of the analysis is complete and its figures stand."""

    organisation_id: UUID
    run_id: UUID


@dataclass(frozen=True, slots=True)
class ImprovementDecided:
    """A decision was recorded: yes, no or later."""

    organisation_id: UUID
    improvement_id: UUID
    verdict: str


def subscribe(event: type, handler: Handler) -> None:
    """Call `handler` with every event of this type; subscribing twice calls it once."""
    known = _handlers.setdefault(event, [])
    if handler not in known:
        known.append(handler)


def announce(event: object) -> None:
    """Call the handlers, in the order of their subscription."""
    for handler in _handlers.get(type(event), ()):
        handler(event)
