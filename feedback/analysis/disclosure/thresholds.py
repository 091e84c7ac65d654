"""How many people a number, or a sentence, must rest on. Fixed with the survey's launch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from feedback.errors import Invalid, message

Mode = Literal["identified", "confidential", "anonymous"]
Audience = Literal["member", "public"]

LOWEST, HIGHEST = 5, 50
COMMENTS = 10
CROSSED = 10


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Fewest people behind a score and behind comments; 1 means that every answer may be seen."""

    scores: int
    comments: int

    def __post_init__(self) -> None:
        if not 1 <= self.scores <= self.comments:
            raise ValueError("scores need at least one person, and comments no fewer than scores")

    @property
    def protected(self) -> bool:
        """Whether single people are to stay unrecognisable; only then are values rounded and uniform groups hidden."""
        return self.scores > 1

    def when_crossed(self) -> Thresholds:
        """The thresholds of a cut by two attributes at once, where people are easier to recognise."""
        if not self.protected:
            return self
        return Thresholds(max(self.scores, CROSSED), max(self.comments, CROSSED))


def threshold(mode: Mode, *, audience: Audience, scores: int | None = None, comments: int | None = None) -> Thresholds:
    """Thresholds of a survey's mode for who looks: members of the organisation, or pages without sign-in and mails.

    Identified: 1 for members, 5 in public. Confidential and anonymous: 5 for scores and 10 for comments, everywhere;
    the launch may set them from 5 to 50 (`scores`, `comments`), never lower. Comments never need fewer people than
    scores. Raises Invalid, naming the field, for anything else.
    """
    if mode == "identified":
        return Thresholds(1, 1) if audience == "member" else Thresholds(LOWEST, LOWEST)
    needed = _within("scores", LOWEST if scores is None else scores)
    return Thresholds(needed, max(needed, _within("comments", COMMENTS if comments is None else comments)))


def _within(field: str, people: int) -> int:
    if LOWEST <= people <= HIGHEST:
        return people
    problem = message("Choose between %(lowest)s and %(highest)s people.", lowest=LOWEST, highest=HIGHEST)
    raise Invalid(problem, {field: problem})
