"""Changing a draft: each act takes a questionnaire and returns the next one. Pure.

Ids come from the caller, so that the same act gives the same document.
"""

from feedback.surveys.editing.conditions import show_question_when, show_section_when
from feedback.surveys.editing.moving import Direction, move_question, move_question_to
from feedback.surveys.editing.questions import (
    add_question,
    duplicate_question,
    remove_question,
    update_question,
)
from feedback.surveys.editing.sections import (
    add_section,
    move_section,
    remove_section,
    set_languages,
    set_pages,
    set_section,
    set_texts,
)
from feedback.surveys.editing.texts import set_text

__all__ = [
    "Direction",
    "add_question",
    "add_section",
    "duplicate_question",
    "move_question",
    "move_question_to",
    "move_section",
    "remove_question",
    "remove_section",
    "set_languages",
    "set_pages",
    "set_section",
    "set_text",
    "set_texts",
    "show_question_when",
    "show_section_when",
    "update_question",
]
