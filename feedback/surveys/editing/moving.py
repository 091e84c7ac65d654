"""Moving a question to another place."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from feedback.surveys.document import Question, Questionnaire
from feedback.surveys.editing.finding import question_in, section_in
from feedback.surveys.editing.questions import remove_question

Direction = Literal["up", "down"]


def move_question(questionnaire: Questionnaire, question_id: str, direction: Direction) -> Questionnaire:
    """Move a question one place up or down; at the edge of its section, into the neighbouring one."""
    question = question_in(questionnaire, question_id)
    index, place = _position(questionnaire, question_id)
    step = -1 if direction == "up" else 1
    questions = questionnaire.sections[index].questions
    if 0 <= place + step < len(questions):
        return _insert(remove_question(questionnaire, question_id), index, place + step, question)
    if not 0 <= index + step < len(questionnaire.sections):
        return questionnaire
    at = 0 if step > 0 else len(questionnaire.sections[index + step].questions)
    return _insert(remove_question(questionnaire, question_id), index + step, at, question)


def move_question_to(
    questionnaire: Questionnaire,
    question_id: str,
    section_id: str,
    place: int | None = None,
) -> Questionnaire:
    """Move a question into a section: to `place` (from 0, counted without it), else to its end."""
    question = question_in(questionnaire, question_id)
    index = questionnaire.sections.index(section_in(questionnaire, section_id))
    without = remove_question(questionnaire, question_id)
    size = len(without.sections[index].questions)
    return _insert(without, index, size if place is None else max(0, min(place, size)), question)


def _insert(questionnaire: Questionnaire, index: int, place: int, question: Question) -> Questionnaire:
    section = questionnaire.sections[index]
    questions = (*section.questions[:place], question, *section.questions[place:])
    sections = questionnaire.sections
    return replace(
        questionnaire,
        sections=(
            *sections[:index],
            replace(section, questions=questions),
            *sections[index + 1 :],
        ),
    )


def _position(questionnaire: Questionnaire, question_id: str) -> tuple[int, int]:
    return next(
        (index, place)
        for index, section in enumerate(questionnaire.sections)
        for place, question in enumerate(section.questions)
        if question.id == question_id
    )
