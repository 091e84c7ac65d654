"""What may be launched, to whom, and why not. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Protocol, cast

from feedback.analysis.disclosure import Mode, Thresholds
from feedback.errors import Message, message
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
) -> None:
    """Invalid, naming the field, where the survey cannot be opened so."""
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
        if (reason := why_not(group, mode, thresholds, takes_comments(shown))) is not None:
            raise refusal("groups", reason)


def tells_who(question: Question) -> bool:
    """Whether its answer says who answered. (What a link brings along is not taken in an anonymous survey.)"""
    return question.kind in ("email", "phone")


def takes_comments(questions: Collection[Question]) -> bool:
    """Whether people can write in their own words at one of these questions."""
    return any(TYPES[question.kind].takes_comments(question) for question in questions)


def why_not(group: Group, mode: str, thresholds: Thresholds, comments: bool) -> Message | None:
    """Why a group cannot be asked in this mode, or None: nobody is promised what a handful of people cannot have."""
    if group.archived_at is not None:
        return message("“%(group)s” is archived. Bring it back first.", group=group.name)
    if not thresholds.protected or group.size is None:
        return None
    params = {"group": group.name, "size": group.size}
    if group.size < thresholds.scores:
        return _too_small(mode, k=thresholds.scores, **params)
    if comments and group.size < thresholds.comments:
        return message(
            "“%(group)s” has %(size)s people, and this questionnaire asks them to write. Sentences need at least "
            "%(k)s people: take the written questions out, or ask with another mode.",
            k=thresholds.comments,
            **params,
        )
    return None


def _too_small(mode: str, **params: object) -> Message:
    if mode == ANONYMOUS:
        return message(
            "“%(group)s” has %(size)s people. An anonymous survey needs at least %(k)s: no figure could be shown.",
            **params,
        )
    return message(
        "“%(group)s” has %(size)s people. A confidential survey needs at least %(k)s: no figure could be shown.",
        **params,
    )
