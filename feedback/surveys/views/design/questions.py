"""Questions of a questionnaire: adding, writing, moving, copying, removing."""

from __future__ import annotations

from functools import partial
from typing import cast
from uuid import uuid4

from flask import request
from flask.typing import ResponseReturnValue

from feedback.errors import Invalid, message
from feedback.permissions import Permission
from feedback.surveys import editing
from feedback.surveys.document import Questionnaire as Document
from feedback.surveys.queries import questionnaires as queries
from feedback.surveys.views.design.page import blueprint, change, form_of_question, page, save, stage_names
from feedback.web.guards import member

TYPED = ("text_", "help_", "missing_text_", "invalid_text_", "choice_", "row_", "set_")
"""Beginnings of the fields in which people write."""


@blueprint.post("/<code>/sections/<section>/questions")
@member(Permission.EDIT_SURVEYS)
def add_question(code: str, section: str) -> ResponseReturnValue:
    """A new question after another one or at the end of a section, at the stage of the one before it, opened."""
    new, kind, after = str(uuid4()), request.form.get("kind", ""), request.form.get("after", "")

    def added(draft: Document) -> Document:
        stage = _stage_before(draft, section, after)
        return editing.add_question(draft, section, new, kind, {"stage": stage}, after)

    # A browser puts the cursor into what the address names: the text of the new question, with a script or without.
    return change(code, added, opened=new, anchor=f"text_{_first_language(code)}")


def _first_language(code: str) -> str:
    return next(iter(queries.draft_of(queries.questionnaire(code)).languages), "")


def _stage_before(draft: Document, section: str, after: str) -> str | None:
    found = [question for one in draft.sections if one.id == section for question in one.questions]
    before = next((one for one in found if one.id == after), found[-1] if found else None)
    return before.stage if before else None


@blueprint.post("/<code>/questions/<question>")
@member(Permission.EDIT_SURVEYS)
def save_question(code: str, question: str) -> ResponseReturnValue:
    """Everything about one question; where somebody else changed it, both texts stand on the page."""
    row = queries.questionnaire(code)
    draft = queries.draft_of(row)
    if (before := draft.question(question)) is None:
        return page(row, lost=_written()), 409
    form = form_of_question(row, draft, stage_names(), before, sent=True)
    if not form.validate():
        return page(row, question, form), 422

    def updated(draft: Document) -> Document:
        return editing.update_question(draft, question, form.changes())

    another_kind = form.kind.data != before.kind
    then = {"anchor": f"q-{question}", "opened": question if another_kind else ""}
    return save(row, form, updated, question, then, seen=lambda draft: draft.question(question))


def _written() -> list[str]:
    return [value for name, value in request.form.items() if name.startswith(TYPED) and value.strip()]


@blueprint.post("/<code>/questions/<question>/move")
@member(Permission.EDIT_SURVEYS)
def move_question(code: str, question: str) -> ResponseReturnValue:
    """One place up or down, or into another section: to its end, or to a place in it."""
    section, direction, place = (request.form.get(name) for name in ("section", "direction", "place"))

    def moved(draft: Document) -> Document:
        if section:
            at = int(place) if place and place.isdecimal() and len(place) < 6 else None
            return editing.move_question_to(draft, question, section, at)
        if direction not in ("up", "down"):
            raise Invalid(message("Choose where the question goes."))
        return editing.move_question(draft, question, cast(editing.Direction, direction))

    return change(code, moved, anchor=f"q-{question}", opened=request.form.get("open", ""))


@blueprint.post("/<code>/questions/<question>/copy")
@member(Permission.EDIT_SURVEYS)
def copy_question(code: str, question: str) -> ResponseReturnValue:
    """A copy right after it, opened to be changed."""
    new = str(uuid4())
    copied = partial(editing.duplicate_question, question_id=question, new_id=new)
    return change(code, copied, opened=new, anchor=f"q-{new}")


@blueprint.post("/<code>/questions/<question>/remove")
@member(Permission.EDIT_SURVEYS)
def remove_question(code: str, question: str) -> ResponseReturnValue:
    return change(code, partial(editing.remove_question, question_id=question), anchor="h-questions")
