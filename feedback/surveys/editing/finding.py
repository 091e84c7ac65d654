"""Where things stand in a questionnaire, and putting others in their place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from feedback.errors import N_, Invalid, message
from feedback.surveys.document import Question, Questionnaire, Section


def section_in(questionnaire: Questionnaire, section_id: str) -> Section:
    """The section with this id; raises `Invalid` when it is not there."""
    for section in questionnaire.sections:
        if section.id == section_id:
            return section
    raise Invalid(message(N_("This section is no longer here. Reload the page.")))


def question_in(questionnaire: Questionnaire, question_id: str) -> Question:
    """The question with this id; raises `Invalid` when it is not there."""
    question = questionnaire.question(question_id)
    if question is None:
        raise Invalid(message(N_("This question is no longer here. Reload the page.")))
    return question


def change_section(
    questionnaire: Questionnaire, section_id: str, change: Callable[[Section], Section]
) -> Questionnaire:
    """The questionnaire with one section changed; raises `Invalid` when it is not there."""
    section_in(questionnaire, section_id)
    return replace(
        questionnaire,
        sections=tuple(change(s) if s.id == section_id else s for s in questionnaire.sections),
    )


def replace_question(questionnaire: Questionnaire, question_id: str, successors: tuple[Question, ...]) -> Questionnaire:
    """The questionnaire with other questions, or none, in the place of one."""

    def swap(section: Section) -> Section:
        kept = ((q,) if q.id != question_id else successors for q in section.questions)
        return replace(section, questions=tuple(question for group in kept for question in group))

    return replace(
        questionnaire,
        sections=tuple(swap(section) for section in questionnaire.sections),
    )
