"""When something is shown, and what keeps conditions and repeated answers true when names change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeVar

from feedback.surveys.conditions.ast import Condition, Expression
from feedback.surveys.conditions.renaming import with_options, with_rows
from feedback.surveys.document import Choice, Question, Questionnaire, Section
from feedback.surveys.editing.finding import change_section, question_in, replace_question
from feedback.surveys.editing.texts import set_text
from feedback.surveys.piping import can_be_piped, renamed
from feedback.surveys.translations import placed_texts

Node = TypeVar("Node", Condition, Expression)
Rewrite = Callable[[Condition], Condition]


def show_question_when(questionnaire: Questionnaire, question_id: str, condition: Condition | None) -> Questionnaire:
    """Show a question only when a condition holds; None: always."""
    question = question_in(questionnaire, question_id)
    return replace_question(questionnaire, question_id, (replace(question, shown_when=condition),))


def show_section_when(questionnaire: Questionnaire, section_id: str, condition: Condition | None) -> Questionnaire:
    """Show a section only when a condition holds; None: always."""
    return change_section(questionnaire, section_id, lambda section: replace(section, shown_when=condition))


def follow(questionnaire: Questionnaire, before: Question, after: Question) -> Questionnaire:
    """Whatever names the question, its options or its rows by their old codes names them by the new ones."""
    options, rows = renames(before.choices, after.choices), renames(before.rows, after.rows)

    def follows(node: Node) -> Node:
        return with_rows(with_options(node, after.id, options), after.id, rows)

    changed = _every_condition(questionnaire, follows, follows) if options or rows else questionnaire
    if before.code == after.code or not can_be_piped(before.code):
        return changed
    return _every_text(changed, lambda text: renamed(text, before.code, after.code))


def renames(before: tuple[Choice, ...], after: tuple[Choice, ...]) -> Mapping[str, str]:
    """Old code -> new code of the options that stand in the same place under a code that is new."""
    if len(before) != len(after):
        return {}
    known, kept = {one.code for one in before}, {one.code for one in after}
    pairs = ((old.code, new.code) for old, new in zip(before, after, strict=True))
    return {old: new for old, new in pairs if old != new and old not in kept and new not in known}


def _every_condition(
    questionnaire: Questionnaire, condition: Rewrite, formula: Callable[[Expression], Expression]
) -> Questionnaire:
    def question(one: Question) -> Question:
        shown_when = one.shown_when and condition(one.shown_when)
        return replace(one, shown_when=shown_when, formula=one.formula and formula(one.formula))

    def section(one: Section) -> Section:
        shown_when = one.shown_when and condition(one.shown_when)
        return replace(one, shown_when=shown_when, questions=tuple(question(inner) for inner in one.questions))

    return replace(questionnaire, sections=tuple(section(one) for one in questionnaire.sections))


def _every_text(questionnaire: Questionnaire, change: Callable[[str], str]) -> Questionnaire:
    changed = questionnaire
    for placed in placed_texts(questionnaire):
        for language, text in placed.texts.by_language.items():
            if (after := change(text)) != text:
                changed = set_text(changed, placed.key, language, after)
    return changed
