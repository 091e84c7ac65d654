"""A ready questionnaire as a list to look through. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from feedback.surveys.conditions.ast import Answer, Condition, Expression, parts
from feedback.surveys.document import Question, Questionnaire, Section
from feedback.surveys.piping import pipe


@dataclass(frozen=True, slots=True)
class Line:
    """One question with its number; `after` are the numbers of the questions whose answers decide whether it is asked.

    `section` is the section that begins with it, None inside one.
    """

    number: int
    question: Question
    after: tuple[int, ...]
    section: Section | None

    def text(self, language: str) -> str:
        """Its words in a language, with what stands in for answers that nobody has given yet."""
        return pipe(self.question.text.text_in(language), lambda code: "")


def outline(document: Questionnaire) -> list[Line]:
    """Every question in order."""
    numbers = {question.id: number for number, question in enumerate(document.questions(), 1)}
    return [
        Line(numbers[question.id], question, _after(question, numbers), section if place == 0 else None)
        for section in document.sections
        for place, question in enumerate(section.questions)
    ]


def _after(question: Question, numbers: dict[str, int]) -> tuple[int, ...]:
    if question.shown_when is None:
        return ()
    return tuple(sorted({numbers[asked] for asked in _asked(question.shown_when)}))


def _asked(node: Condition | Expression) -> Iterator[str]:
    """The ids of the questions that a condition looks at."""
    if isinstance(node, Answer):
        yield node.question
    for part in parts(node):
        yield from _asked(part)
