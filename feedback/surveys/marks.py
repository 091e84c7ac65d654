"""What makes an answer worth a second look. Pure. A mark is a question to a person, never a verdict: nothing is
refused, dropped or left out of a figure for it.

The signs are those of careless responding that need no question of their own (Meade and Craig 2012, Psychological
Methods 17; Curran 2016, Journal of Experimental Social Psychology 66):

bot       something filled in a field that people are asked to leave empty.
fast      less time than it takes to read: under two seconds for each item (Huang et al. 2012, Journal of Business and
          Psychology 27). A row of a matrix is an item of its own.
straight  the same answer to four items or more of one scale (long string; Johnson 2005, Journal of Research in
          Personality 39). Somebody content with everything answers so too.
twice     the same person answered again, or the same long words came with the same answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from feedback.errors import Message, message
from feedback.surveys.document import Question
from feedback.surveys.question_types import TYPES, Answered
from feedback.surveys.question_types.base import NA, Scale

BOT, FAST, STRAIGHT, TWICE = "bot", "fast", "straight", "twice"
MARKS = (BOT, FAST, STRAIGHT, TWICE)
TRAP = "website-url"
"""The field nobody should fill; no question's field can be named so."""
SECONDS_PER_ITEM = 2
FEWEST_ITEMS = 4
"""Items of one scale before the same answer to all of them says anything."""
LONG_TEXT = 40
"""Characters from which the same words twice are no chance."""


def label(mark: str) -> Message:
    """What a mark says, to the people who look at it."""
    return {
        BOT: message("A field that people cannot see was filled in: it may be a program."),
        FAST: message("It took less than two seconds for each question."),
        STRAIGHT: message("The same answer to four questions or more on one scale."),
        TWICE: message("The same person, or the same long text with the same answers, is there already."),
    }[mark]


def marks(
    shown: Sequence[Question], answers: Mapping[str, Answered], seconds: int | None, *, trapped: bool
) -> tuple[str, ...]:
    """The marks of one answer, by what was shown and said; `seconds` None where nobody knows how long it took."""
    signs = {
        BOT: trapped,
        FAST: seconds is not None and is_fast(shown, seconds),
        STRAIGHT: is_straight(shown, answers),
    }
    return tuple(mark for mark in MARKS if signs.get(mark))


def is_fast(shown: Sequence[Question], seconds: int) -> bool:
    """Whether nobody can have read all that in this time; of one item nothing is said."""
    items = sum(len(TYPES[one.kind].part_codes(one)) or 1 for one in shown if TYPES[one.kind].answerable)
    return items > 1 and seconds < SECONDS_PER_ITEM * items


def is_straight(shown: Sequence[Question], answers: Mapping[str, Answered]) -> bool:
    """Whether all rows of a matrix, or all questions of one scale, have the same answer: of four at least."""
    lines: list[Sequence[object]] = [*_by_scale(shown, answers), *_rows(shown, answers)]
    return any(len(line) >= FEWEST_ITEMS and len(set(line)) == 1 for line in lines)


def _by_scale(shown: Sequence[Question], answers: Mapping[str, Answered]) -> Iterator[list[float]]:
    found: dict[Scale, list[float]] = {}
    for question in shown:
        scale, answered = TYPES[question.kind].scale(question), answers.get(question.id)
        if scale is not None and answered is not None and answered.number is not None:
            found.setdefault(scale, []).append(answered.number)
    yield from found.values()


def _rows(shown: Sequence[Question], answers: Mapping[str, Answered]) -> Iterator[list[object]]:
    for question in shown:
        answered = answers.get(question.id)
        if question.kind == "matrix" and answered is not None:
            yield [given for given in answered.parts.values() if given != (NA,)]
