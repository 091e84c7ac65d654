"""What may be launched, to whom, and why not. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Protocol, cast

from feedback.analysis.disclosure import Mode, Thresholds
from feedback.errors import N_, Message, message
from feedback.names import refusal
from feedback.surveys.document import Question, Questionnaire, questions_for
from feedback.surveys.question_types import TYPES
from feedback.surveys.rules import ANONYMOUS, MODES


class Group(Protocol):
    """What these rules read of a stakeholder group."""

    @property
    def name(self) -> dict[str, str]: ...
    @property
    def size(self) -> int | None: ...
    @property
    def archived_at(self) -> object: ...


class Stage(Protocol):
    """What these rules read of a stage."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> dict[str, str]: ...


def mode_of(text: str) -> Mode:
    """The mode itself; Invalid where there is no such mode."""
    if text not in MODES:
        raise refusal("mode", message("Choose identified, confidential or anonymous."))
    return cast(Mode, text)


def may_open(
    asked: Questionnaire,
    groups: Sequence[Group],
    stage: Stage | None,
    mode: str,
    thresholds: Thresholds,
    closes_on: date | None,
    today: date,
    people: Sequence[int | None] = (),
) -> None:
    """Invalid, naming the field, where the survey cannot be opened so.

    `people` are how many each group has, where more is known of it than its size.
    """
    if not groups:
        raise refusal("groups", message("Choose at least one group."))
    if closes_on is not None and closes_on < today:
        raise refusal("closes_on", message("The closing day has passed. Choose today or later."))
    if stage is not None and not questions_for(asked, stage.code):
        raise refusal("stage", message("No question of this questionnaire is about “%(stage)s”.", stage=stage.name))
    shown = questions_for(asked, stage.code if stage else None)
    if mode == ANONYMOUS and (telling := [question for question in shown if tells_who(question)]):
        raise refusal(
            "mode",
            message(
                "“%(code)s” asks who somebody is. Take it out of an anonymous survey, or ask with another mode.",
                code=telling[0].code,
            ),
        )
    for group in groups:
        if group.archived_at is not None:
            raise refusal("groups", message("“%(group)s” is archived. Bring it back first.", group=group.name))
    known = people or [group.size for group in groups]
    if (reason := too_few(known, mode, thresholds, takes_comments(shown))) is not None:
        raise refusal("groups", reason)


def tells_who(question: Question) -> bool:
    """Whether its answer says who answered. (What a link brings along is not taken in an anonymous survey.)"""
    return question.kind in ("email", "phone")


def takes_comments(questions: Collection[Question]) -> bool:
    """Whether people can write in their own words at one of these questions."""
    return any(TYPES[question.kind].takes_comments(question) for question in questions)


def people_in(size: int | None, contacts: int) -> int | None:
    """How many people a group has at most: its size, else the people in its list; None where nobody knows."""
    return size if size is not None else contacts or None


def too_few(people: Sequence[int | None], mode: str, thresholds: Thresholds, comments: bool) -> Message | None:
    """Why groups of so many people cannot be asked in this mode, or None where they can.

    Nobody is promised what a handful cannot have. All groups together count; a small one among them is shown with the
    others (`never_shown`). Where the people of a group are not known (None) nothing can be said against it.
    """
    known = [n for n in people if n is not None]
    if not thresholds.protected or len(known) < len(people):
        return None
    size = sum(known)
    if size < thresholds.scores:
        return _too_small(mode, k=thresholds.scores, size=size)
    if comments and size < thresholds.comments:
        return message(
            "At least %(k)s people are needed (%(comments)s to show comments), and these are %(size)s: take the "
            "written questions out, or ask with another mode.",
            k=thresholds.scores,
            comments=thresholds.comments,
            size=size,
        )
    return None


def never_shown(
    groups: Sequence[Group], people: Sequence[int | None], thresholds: Thresholds, comments: bool
) -> list[Message]:
    """A warning for each group that is too small to be shown alone, its figures or its sentences."""
    if not thresholds.protected:
        return []
    found = []
    for group, size in zip(groups, people, strict=True):
        if size is not None and size < thresholds.scores:
            found.append(message(_NEVER, group=group.name, size=size))
        elif comments and size is not None and size < thresholds.comments:
            found.append(message(_NO_SENTENCES, group=group.name, size=size, k=thresholds.comments))
    return found


_NEVER = N_("“%(group)s” has %(size)s people: it is never shown alone, only together with others.")
_NO_SENTENCES = N_("“%(group)s” has %(size)s people: its sentences are never shown, they need %(k)s.")


def _too_small(mode: str, **params: object) -> Message:
    if mode == ANONYMOUS:
        return message(
            "At least %(k)s people are needed for an anonymous survey, and these are %(size)s: no figure could be "
            "shown.",
            **params,
        )
    return message(
        "At least %(k)s people are needed for a confidential survey, and these are %(size)s: no figure could be shown.",
        **params,
    )
