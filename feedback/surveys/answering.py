"""From a posted form to answers: the one place that says what counts as an answer. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from feedback.errors import Message
from feedback.surveys.document import Question
from feedback.surveys.question_types import TYPES, Answered, Form, InvalidAnswer, Typed


def parse_answers(questions: Iterable[Question], form: Form) -> tuple[dict[str, Answered], dict[str, Message]]:
    """Read the answers to these questions; both results are by question id, in the order of the questions.

    A question that was left empty is in neither, unless it is required. Never raises for what a form holds.
    """
    answers: dict[str, Answered] = {}
    errors: dict[str, Message] = {}
    for question in questions:
        kind = TYPES[question.kind]
        try:
            answered = kind.parse(question, form)
        except InvalidAnswer as refused:
            errors[question.id] = refused.message
            continue
        if answered is not None:
            answers[question.id] = answered
        elif question.required:
            errors[question.id] = kind.missing(question)
    return answers, errors


def typed_answers(questions: Iterable[Question], form: Form) -> dict[str, Typed]:
    """Everything that was sent, by question id, to be shown again after an error or in another language."""
    return {question.id: TYPES[question.kind].typed(question, form) for question in questions}
