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
class SurveyOpened:
    """A survey takes answers from now on; its questions stand as they are."""

    organisation_id: UUID
    survey_id: UUID


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


@dataclass(frozen=True, slots=True)
class AnswersCounted:
    """Answers of an identified survey were counted: a batch of them, never one. Protected surveys announce nothing."""

    organisation_id: UUID
    survey_id: UUID


@dataclass(frozen=True, slots=True)
class CaseOpened:
    """Somebody looks after an identified answer from now on."""

    organisation_id: UUID
    case_id: UUID


@dataclass(frozen=True, slots=True)
class ContactErased:
    """A person asked to be forgotten: announced while the contact is still there, which goes in this transaction."""

    organisation_id: UUID
    contact_id: UUID


@dataclass(frozen=True, slots=True)
class ResultsReleased:
    """Figures of a survey can be seen from now on: at closing, or what there was while it ran. `wave` is a code."""

    organisation_id: UUID
    survey_id: UUID
    wave: str


@dataclass(frozen=True, slots=True)
class ThemesMerged:
    """Themes became one, or what was one became several again: what rested on them rests on others now."""

    organisation_id: UUID


@dataclass(frozen=True, slots=True)
class StagesPassed:
    """Stages went on as others, or came back: what was collected at them counts at other stages now."""

    organisation_id: UUID


def subscribe(event: type, handler: Handler) -> None:
    """Call `handler` with every event of this type; subscribing twice calls it once."""
    known = _handlers.setdefault(event, [])
    if handler not in known:
        known.append(handler)


def announce(event: object) -> None:
    """Call the handlers, in the order of their subscription."""
    for handler in _handlers.get(type(event), ()):
        handler(event)
