"""What the library holds. Pure."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping
from dataclasses import dataclass

from feedback.surveys.document import Question, Questionnaire, Texts

ANY = "any"
"""The service of questionnaires that suit every service."""

_SECONDS: Mapping[str, int] = {"longtext": 25, "text": 15, "multi": 12, "single": 9, "info": 4}
_SECONDS_OTHERWISE = 7
_WHEN_CONDITIONAL = 1 / 3
"""How often a follow-up is shown, roughly: most scores call for none."""


@dataclass(frozen=True, slots=True)
class LibraryStage:
    """A stage that questionnaires of a service ask about; the code is what their questions name."""

    code: str
    name: Texts
    also: tuple[str, ...] = ()
    """Codes of the same stage in the ready journeys, where they call it otherwise."""


@dataclass(frozen=True, slots=True)
class Service:
    """A kind of service, with its stages in the order of the journey."""

    code: str
    name: Texts
    stages: tuple[LibraryStage, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One ready questionnaire: for which kind of group and which service, what it is for, and its document."""

    code: str
    service: Service
    group: str
    """Kind of stakeholder group: customer, employee or supplier."""
    purpose: Texts
    document: Questionnaire
    stated_minutes: int | None = None
    """Where most people meet the questions with conditions, the author says how long it takes."""
    known_as: Texts = dataclasses.field(default_factory=Texts)
    """What managers call it, where that is not the title that respondents read."""

    @property
    def name(self) -> Texts:
        return self.known_as or self.document.title

    @property
    def stages(self) -> tuple[LibraryStage, ...]:
        """The stages its questions name, in the order of the journey."""
        named = self.document.stages()
        return tuple(stage for stage in self.service.stages if stage.code in named)

    @property
    def questions(self) -> int:
        """How many questions everybody is asked."""
        return sum(question.shown_when is None for question in self.document.questions())

    @property
    def follow_ups(self) -> int:
        """How many more are asked only after certain answers."""
        return sum(question.shown_when is not None for question in self.document.questions())

    @property
    def minutes(self) -> int:
        """About how long answering takes, in whole minutes; up to 20 seconds more do not make another one."""
        if self.stated_minutes is not None:
            return self.stated_minutes
        seconds = sum(_seconds(question) for question in self.document.questions())
        return max(1, math.ceil((seconds - 20) / 60))


def _seconds(question: Question) -> float:
    seconds = _SECONDS.get(question.kind, _SECONDS_OTHERWISE)
    return seconds if question.shown_when is None else _WHEN_CONDITIONAL * seconds
