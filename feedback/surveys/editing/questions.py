"""Acts on one question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from feedback.errors import N_, Invalid, message
from feedback.surveys.canonical import question_as_json
from feedback.surveys.document import Question, Questionnaire
from feedback.surveys.editing.conditions import follow
from feedback.surveys.editing.finding import change_section, question_in, replace_question
from feedback.surveys.fields import field_for
from feedback.surveys.question_types import TYPES
from feedback.surveys.reading import read_question

CALCULATION = "calculation"


def add_question(
    questionnaire: Questionnaire,
    section_id: str,
    question_id: str,
    kind: str,
    given: Mapping[str, Any] | None = None,
    after: str = "",
) -> Questionnaire:
    """Add a question after another one, or at the end of the section where that is not there.

    `given` holds its other parts as JSON values (text, stage…). Without a code it gets its kind as code, numbered
    where that is taken.

    Raises:
        Invalid: no such section or kind, or the id is taken.
        NotAQuestionnaire: a given part has the wrong shape.
    """
    _must_know(kind)
    if questionnaire.question(question_id):
        raise Invalid(message(N_("Every question needs an id of its own.")))
    parts = {
        "code": field_for(kind, _codes(questionnaire)),
        **(given or {}),
        "id": question_id,
        "kind": kind,
    }
    question = read_question(parts, taken=_fields(questionnaire))
    return change_section(
        questionnaire,
        section_id,
        lambda s: replace(s, questions=_with(s.questions, question, after)),
    )


def _with(questions: tuple[Question, ...], new: Question, after: str) -> tuple[Question, ...]:
    place = next((index for index, one in enumerate(questions, 1) if one.id == after), len(questions))
    return (*questions[:place], new, *questions[place:])


def update_question(questionnaire: Questionnaire, question_id: str, changes: Mapping[str, Any]) -> Questionnaire:
    """Change parts of a question, given as JSON values. Its id stays; a new code brings a new field.

    Conditions follow where options or rows get other codes, texts that repeat its answer where its own code changes.

    Another kind drops the settings and options that the new kind does not know.

    Raises:
        Invalid: no such question or kind.
        NotAQuestionnaire: a changed part has the wrong shape.
    """
    before = question_in(questionnaire, question_id)
    kind = changes.get("kind", before.kind)
    parts = _fitting(question_as_json(before), kind) if kind != before.kind else question_as_json(before)
    if changes.get("code", before.code) != before.code and "field" not in changes:
        parts.pop("field")
    taken = _fields(questionnaire) - {before.field}
    after = read_question({**parts, **changes, "id": question_id}, taken=taken)
    return follow(replace_question(questionnaire, question_id, (after,)), before, after)


def remove_question(questionnaire: Questionnaire, question_id: str) -> Questionnaire:
    """Take a question away; its section stays."""
    question_in(questionnaire, question_id)
    return replace_question(questionnaire, question_id, ())


def duplicate_question(questionnaire: Questionnaire, question_id: str, new_id: str) -> Questionnaire:
    """Put a copy right after a question, with its own id, code and field: it is another question from now on.

    Raises:
        Invalid: no such question, or the new id is taken.
    """
    original = question_in(questionnaire, question_id)
    if questionnaire.question(new_id):
        raise Invalid(message(N_("Every question needs an id of its own.")))
    code = _free_code(original.code, _codes(questionnaire))
    copy = replace(original, id=new_id, code=code, field=field_for(code, _fields(questionnaire)))
    return replace_question(questionnaire, question_id, (original, copy))


def _fitting(parts: dict[str, Any], kind: str) -> dict[str, Any]:
    _must_know(kind)
    known = {setting.name: setting for setting in TYPES[kind].settings}
    settings = {n: v for n, v in parts["settings"].items() if n in known and not known[n].refusal(v)}
    return {
        **parts,
        "settings": settings,
        "choices": _fitting_choices({**parts, "kind": kind, "settings": settings}),
        "rows": parts.get("rows", []) if has_rows(kind) else [],
        "formula": parts.get("formula") if kind == CALCULATION else None,
    }


def _fitting_choices(parts: Mapping[str, Any]) -> list[Any]:
    """The options that the kind can have: on a scale those are words for its points."""
    kind = TYPES[parts["kind"]]
    points = points_of(read_question(parts))
    return [one for one in parts["choices"] if not points or one["code"] in points] if kind.has_choices else []


def points_of(question: Question) -> tuple[str, ...]:
    """The codes that options must have because they are words for the points of a scale; none where they are free."""
    kind = TYPES.get(question.kind)
    scale = kind.scale(question) if kind and kind.has_choices else None
    return scale.points() if scale else ()


def has_options(question: Question) -> bool:
    """Whether its kind has options that the author names and codes freely."""
    kind = TYPES.get(question.kind)
    return kind is not None and kind.has_choices and not points_of(question)


def has_rows(kind: str) -> bool:
    """Whether a kind of question can have rows."""
    return bool(getattr(TYPES.get(kind), "has_rows", False))


def _must_know(kind: object) -> None:
    if not isinstance(kind, str) or kind not in TYPES:
        raise Invalid(message(N_("There is no kind of question called “%(kind)s”."), kind=kind))


def _codes(questionnaire: Questionnaire) -> set[str]:
    return {question.code for question in questionnaire.questions()}


def _fields(questionnaire: Questionnaire) -> set[str]:
    return {question.field for question in questionnaire.questions()}


def _free_code(code: str, taken: set[str]) -> str:
    number = 2
    while f"{code}_{number}" in taken:
        number += 1
    return f"{code}_{number}"
