"""When an issue may be opened, what is proposed as its text, and how it stands. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from feedback.accounts.trackers.rules import LONGEST_BODY, LONGEST_TITLE
from feedback.errors import Conflict, Message, message
from feedback.names import line_of, lines, one_line, refusal
from feedback.programme.rules import AGREED, PUBLIC_K

WAITING, OPENED, FAILED = "waiting", "opened", "failed"
OPEN, CLOSED = "open", "closed"
"""How an issue that was opened stands in its tracker."""
Texts = Mapping[str, str]


def check_open(status: str) -> None:
    """Conflict unless there is a yes that is not carried out yet."""
    if status not in AGREED:
        raise Conflict(message("An issue is opened for what is decided and not done yet."))


def check_title(title: str) -> str:
    """The title on one line; Invalid."""
    return line_of("title", title, most=LONGEST_TITLE)


def check_body(body: str) -> str:
    """The text with its line breaks and without control characters; Invalid."""
    plain = lines(body)
    if not plain:
        raise refusal("body", message("Write something here."))
    if len(plain) > LONGEST_BODY:
        raise refusal("body", message("At most %(most)s characters.", most=LONGEST_BODY))
    return plain


@dataclass(frozen=True, slots=True)
class Raised:
    """People of one group who raised it, of those heard there."""

    group: Texts
    people: int
    heard: int

    @property
    def may_leave(self) -> bool:
        """Whether the figure may stand where everybody can read: nobody in it, or beside it, can be told apart."""
        beside = self.heard - self.people
        return self.people >= PUBLIC_K and (beside == 0 or beside >= PUBLIC_K)


@dataclass(frozen=True, slots=True)
class Expected:
    """The effect check that will judge it. `least`: the change in words, with its sign; `day`: as it is read."""

    question: Texts
    group: Texts
    stage: Texts
    least: str
    day: str


@dataclass(frozen=True, slots=True)
class Told:
    """What an issue is written from; `due`: as it is read, '' where no day is set."""

    hypothesis: str
    stage: Texts | None
    raised: Sequence[Raised]
    expected: Expected | None
    due: str
    url: str


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the text: lines under a heading, or lines alone."""

    lines: Sequence[Message | str]
    heading: Message | None = None


def blocks(told: Told) -> list[Block]:
    """What is proposed as the text: why, what was heard, what should change, until when, and where it comes from.

    Only figures that may be read by everybody stand in it, and nobody's words.
    """
    found = [
        Block([told.hypothesis]) if told.hypothesis else None,
        _heard(told),
        _change(told.expected) if told.expected else None,
        Block([message("To be done by %(day)s.", day=told.due)]) if told.due else None,
        Block([message("Why it is being done, and what comes of it: %(url)s", url=told.url)]),
    ]
    return [one for one in found if one]


def _heard(told: Told) -> Block | None:
    counted = [one for one in told.raised if one.may_leave]
    counted.sort(key=lambda one: -one.people / one.heard)
    if not counted:
        return None
    where = message("What was heard at the stage %(stage)s", stage=_one(told.stage)) if told.stage else None
    said = [
        message(
            "- %(people)s of %(heard)s in %(group)s raise it", people=one.people, heard=one.heard, group=_one(one.group)
        )
        for one in counted
    ]
    return Block(said, where or message("What was heard"))


def _change(expected: Expected) -> Block:
    return Block(
        [
            message("- Question: %(question)s", question=_one(expected.question)),
            message(
                "- Asked of: %(group)s, at the stage %(stage)s", group=_one(expected.group), stage=_one(expected.stage)
            ),
            message(
                "- It should move by at least %(least)s; the verdict is on %(day)s.",
                least=expected.least,
                day=expected.day,
            ),
        ],
        message("How we will know that it helped"),
    )


def _one(texts: Texts) -> dict[str, str]:
    """A name on one line: a line of its own could be read as something else where it arrives."""
    return {language: one_line(text) for language, text in texts.items()}


def state_label(state: str) -> Message:
    return {
        WAITING: message("On its way"),
        OPENED: message("Opened"),
        FAILED: message("Not opened"),
    }[state]
