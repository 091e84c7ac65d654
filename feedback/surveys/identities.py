"""Ids of questions and sections: a published question is known by a UUID in every version that keeps it. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from uuid import UUID, uuid5

from feedback.surveys.conditions.ast import Condition
from feedback.surveys.conditions.renaming import with_questions
from feedback.surveys.document import Question, Questionnaire

_ADDRESSABLE = re.compile(r"(?!details$)[a-zA-Z0-9_-]+")
"""What may name a section: `details` is the address of the questionnaire's own part."""


def is_identity(text: str) -> bool:
    """Whether an id is a UUID as the database writes it: lower case, with hyphens."""
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def with_identities(questionnaire: Questionnaire, namespace: UUID) -> Questionnaire:
    """The document with a UUID for every question; an id that is none gets the one that `namespace` makes of it.

    A section gets one where its own cannot stand in an address, or is that of a question or of a section before it.
    """
    renamed = _renamed(questionnaire, lambda one: one.id if is_identity(one.id) else str(uuid5(namespace, one.id)))
    taken = {question.id for question in renamed.questions()}
    sections = []
    for index, section in enumerate(renamed.sections):
        fresh = section.id in taken or not _ADDRESSABLE.fullmatch(section.id)
        sections.append(replace(section, id=str(uuid5(namespace, f"section {index}"))) if fresh else section)
        taken.add(section.id)
    return replace(renamed, sections=tuple(sections))


def with_new_identities(questionnaire: Questionnaire, fresh: Callable[[], UUID]) -> Questionnaire:
    """A copy whose questions are other questions: their answers never stand in one series with the old ones."""
    return _renamed(questionnaire, lambda one: str(fresh()))


def _renamed(questionnaire: Questionnaire, name: Callable[[Question], str]) -> Questionnaire:
    ids = {question.id: name(question) for question in questionnaire.questions()}

    def condition(one: Condition | None) -> Condition | None:
        return None if one is None else with_questions(one, ids)

    def question(one: Question) -> Question:
        formula = None if one.formula is None else with_questions(one.formula, ids)
        return replace(one, id=ids[one.id], shown_when=condition(one.shown_when), formula=formula)

    sections = (
        replace(one, shown_when=condition(one.shown_when), questions=tuple(question(inner) for inner in one.questions))
        for one in questionnaire.sections
    )
    return replace(questionnaire, sections=tuple(sections))
