"""From a posted form to answers: the one place that says what counts as an answer. Pure.

Texts of the author's own for an empty or a wrong answer take the place of ours, in the words that `words` finds for
the page's language; a message made of them has no placeholders and is shown as it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from feedback.errors import Message
from feedback.surveys.document import Question, Texts
from feedback.surveys.question_types import TYPES, Answered, Form, InvalidAnswer, Typed

Words = Callable[[Texts], str]
Found = tuple[dict[str, Answered], dict[str, Message]]
"""Answers and what is wrong, both by question id, in the order of the questions."""


def _first_words(texts: Texts) -> str:
    return texts.text_in()


def parse_answers(questions: Iterable[Question], form: Form, words: Words = _first_words) -> Found:
    """Read the answers to these questions, all of which are shown.

    A question that was left empty is in neither result, unless it is required. Never raises for what a form holds.
    """
    asked = tuple(questions)
    answers, wrong = read_answers(asked, form, words)
    lacking = lacking_answers((one for one in asked if one.id not in wrong), answers, words)
    complete = {question_id: one for question_id, one in answers.items() if question_id not in lacking}
    order = {question.id: wrong.get(question.id) or lacking.get(question.id) for question in asked}
    return complete, {question_id: text for question_id, text in order.items() if text}


def read_answers(questions: Iterable[Question], form: Form, words: Words = _first_words) -> Found:
    """What was answered and what cannot be an answer; what is needed and missing is not looked at."""
    answers: dict[str, Answered] = {}
    wrong: dict[str, Message] = {}
    for question in questions:
        try:
            answered = TYPES[question.kind].parse(question, form)
        except InvalidAnswer as refused:
            wrong[question.id] = _own(question.invalid_text, words) or refused.message
            continue
        if answered is not None:
            answers[question.id] = answered
    return answers, wrong


def lacking_answers(
    questions: Iterable[Question], answers: Mapping[str, Answered], words: Words = _first_words
) -> dict[str, Message]:
    """What to say about each required question whose answer is missing or has gaps."""
    return _lacking((question for question in questions if question.required), answers, words)


def soft_lacking(
    questions: Iterable[Question], answers: Mapping[str, Answered], words: Words = _first_words
) -> dict[str, Message]:
    """The same for questions that are asked for once more, and then let go."""
    return _lacking((one for one in questions if one.soft and not one.required), answers, words)


def typed_answers(questions: Iterable[Question], form: Form) -> dict[str, Typed]:
    """Everything that was sent, by question id, to be shown again after an error or in another language."""
    return {question.id: TYPES[question.kind].typed(question, form) for question in questions}


def _lacking(questions: Iterable[Question], answers: Mapping[str, Answered], words: Words) -> dict[str, Message]:
    said = ((one, TYPES[one.kind].lacking(one, answers.get(one.id))) for one in questions)
    return {one.id: _own(one.missing_text, words) or text for one, text in said if text is not None}


def _own(texts: Texts, words: Words) -> Message | None:
    return Message(words(texts)) if texts else None
