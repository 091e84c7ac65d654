"""Ids of questions and sections: a published question is known by a UUID in every version that keeps it. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID, uuid5

from feedback.surveys.document import Question, Questionnaire


def is_identity(text: str) -> bool:
    """Whether an id is a UUID as the database writes it: lower case, with hyphens."""
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def with_identities(questionnaire: Questionnaire, namespace: UUID) -> Questionnaire:
    """The document with a UUID for every question; an id that is none gets the one that `namespace` makes of it."""
    return _renamed(questionnaire, lambda one: one.id if is_identity(one.id) else str(uuid5(namespace, one.id)))


def with_new_identities(questionnaire: Questionnaire, fresh: Callable[[], UUID]) -> Questionnaire:
    """A copy whose questions are other questions: their answers never stand in one series with the old ones."""
    return _renamed(questionnaire, lambda one: str(fresh()))


def _renamed(questionnaire: Questionnaire, name: Callable[[Question], str]) -> Questionnaire:
    sections = (
        replace(section, questions=tuple(replace(question, id=name(question)) for question in section.questions))
        for section in questionnaire.sections
    )
    return replace(questionnaire, sections=tuple(sections))
