"""When a question or a section is shown: its form, in the place of what it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flask import request
from flask.typing import ResponseReturnValue

from feedback.errors import Conflict, NotFound
from feedback.permissions import Permission
from feedback.surveys import wording
from feedback.surveys.actions import questionnaires as actions
from feedback.surveys.conditions.ast import Condition, Given, parts
from feedback.surveys.conditions.ast import Expression as Node
from feedback.surveys.conditions.lines import lines_of
from feedback.surveys.conditions.subjects import Named, Subject, given_subject, key_of, subjects
from feedback.surveys.document import Question, Section
from feedback.surveys.document import Questionnaire as Document
from feedback.surveys.editing.conditions import show_question_when, show_section_when
from feedback.surveys.forms.conditions import ConditionForm, sent, started
from feedback.surveys.models import Questionnaire
from feedback.surveys.presenting import tongue
from feedback.surveys.queries import questionnaires as queries
from feedback.surveys.queries.known import Known, known
from feedback.surveys.rules import MODES
from feedback.surveys.views.design.page import blueprint, page, revision, section_in, to
from feedback.web.guards import act, member
from feedback.web.templating import language_code, say, text

Thing = Question | Section


def condition_form(row: Questionnaire, draft: Document, thing: Thing) -> ConditionForm | None:
    """The form for one thing as it stands; None where its condition is richer than lines can say."""
    lines = lines_of(thing.shown_when)
    return None if lines is None else started(lines, _subjects(draft, thing), row.revision)


def opened_condition(row: Questionnaire, opened: str) -> ConditionForm | None:
    """The form for what is open; None where there is nothing of that id, or its condition is too rich."""
    draft = queries.draft_of(row)
    thing = draft.question(opened) or section_in(draft, opened)
    return condition_form(row, draft, thing) if thing else None


@blueprint.post("/<code>/questions/<question>/condition")
@member(Permission.EDIT_SURVEYS)
def question_condition(code: str, question: str) -> ResponseReturnValue:
    """When a question is shown."""
    row = queries.questionnaire(code)
    return _answer(row, queries.draft_of(row).question(question))


@blueprint.post("/<code>/sections/<section>/condition")
@member(Permission.EDIT_SURVEYS)
def section_condition(code: str, section: str) -> ResponseReturnValue:
    """When a section is shown."""
    row = queries.questionnaire(code)
    return _answer(row, section_in(queries.draft_of(row), section))


def _answer(row: Questionnaire, thing: Thing | None) -> ResponseReturnValue:
    """Save the lines; a button that only adds or fits a line gives the page back with them."""
    if thing is None:
        raise NotFound()
    draft, code = queries.draft_of(row), row.code
    form = sent(request.form, _subjects(draft, thing), row.revision)
    if request.form.get("do", "save") != "save":
        return page(row, thing.id, when=form), 200
    if not form.is_sound():
        return page(row, thing.id, when=form), 422
    if refused := _save(row, thing, form.condition()):
        fresh = queries.questionnaire(code)
        return page(fresh, thing.id, when=replace(form, revision=fresh.revision), conflict=True), refused
    return to(code, **_back(thing))


def _save(row: Questionnaire, thing: Thing, condition: Condition | None) -> int | None:
    """None when it is saved, else the status."""

    def changed(draft: Document) -> Document:
        show = show_question_when if isinstance(thing, Question) else show_section_when
        return show(draft, thing.id, condition)

    def seen(draft: Document) -> object:
        found = draft.question(thing.id) or section_in(draft, thing.id)
        return found and found.shown_when

    try:
        act(actions.edit, questionnaire=row, change=changed, revision=revision(), part=seen)
    except Conflict as error:
        return error.status
    return None


def _back(thing: Thing) -> dict[str, str]:
    return {"opened": thing.id, "anchor": f"{'q' if isinstance(thing, Question) else 's'}-{thing.id}"}


def _subjects(draft: Document, thing: Thing) -> Sequence[Subject]:
    """What may be chosen: earlier questions, what is known of a visit, and whatever stands there already."""
    given = _given(draft, known())
    found = subjects(draft, _before(draft, thing), given, language_code())
    keys = {one.key for one in found}
    strangers = _strangers(thing.shown_when) if thing.shown_when else ()
    return (*found, *(given_subject(one.name) for one in strangers if key_of(one) not in keys))


def _before(draft: Document, thing: Thing) -> list[Question]:
    questions = list(draft.questions())
    first = thing if isinstance(thing, Question) else next(iter(thing.questions), None)
    if first is None:
        sections = draft.sections[: [one.id for one in draft.sections].index(thing.id)]
        return [question for section in sections for question in section.questions]
    return questions[: [one.id for one in questions].index(first.id)]


def _given(draft: Document, around: Known) -> dict[str, Sequence[Named]]:
    named: dict[str, Sequence[Named]] = {
        "group": [(code, text(name)) for code, name in around.groups],
        "stage": [(code, text(name)) for code, name in around.stages],
        "language": [(code, tongue(code).name) for code in draft.languages],
        "mode": [(mode, say(wording.MODES[mode])) for mode in MODES],
    }
    segments = {f"segment:{attribute}": [(one, one) for one in values] for attribute, values in around.segments.items()}
    return {name: values for name, values in named.items() if values} | segments


def _strangers(condition: Condition) -> list[Given]:
    """What the condition asks of a visit, among it perhaps something that nobody offers any more."""
    found: list[Given] = []
    waiting: list[Node | Condition] = [condition]
    while waiting:
        node = waiting.pop()
        found += [node] if isinstance(node, Given) else []
        waiting += parts(node)
    return found
