"""Sections of a questionnaire."""

from __future__ import annotations

from functools import partial
from uuid import uuid4

from flask import request
from flask.typing import ResponseReturnValue

from feedback.permissions import Permission
from feedback.surveys import editing
from feedback.surveys.document import Questionnaire as Document
from feedback.surveys.document import Section
from feedback.surveys.forms.questionnaires import section_form
from feedback.surveys.queries import questionnaires as queries
from feedback.surveys.views.design.page import blueprint, change, page, save, section_in
from feedback.web.guards import member


@blueprint.post("/<code>/sections")
@member(Permission.EDIT_SURVEYS)
def add_section(code: str) -> ResponseReturnValue:
    """An empty section at the end, opened to be named."""
    new = str(uuid4())
    return change(code, partial(editing.add_section, section_id=new), opened=new, anchor=f"s-{new}")


@blueprint.post("/<code>/sections/<section>")
@member(Permission.EDIT_SURVEYS)
def save_section(code: str, section: str) -> ResponseReturnValue:
    """The title of a section, and the order of its questions."""
    row = queries.questionnaire(code)
    draft = queries.draft_of(row)
    before = section_in(draft, section) or Section(section)
    form = section_form(draft, before, revision=row.revision, sent=True)
    if not form.validate():
        return page(row, section, form), 422

    def changed(draft: Document) -> Document:
        return editing.set_section(draft, section, title=form.title(before.title), random=bool(form.random.data))

    def seen(draft: Document) -> object:
        found = section_in(draft, section)
        return found and (found.title, found.random)

    return save(row, form, changed, section, {"anchor": f"s-{section}"}, seen=seen)


@blueprint.post("/<code>/sections/<section>/move")
@member(Permission.EDIT_SURVEYS)
def move_section(code: str, section: str) -> ResponseReturnValue:
    """One place up or down, with its questions."""
    direction = "up" if request.form.get("direction") == "up" else "down"
    moved = partial(editing.move_section, section_id=section, direction=direction)
    return change(code, moved, anchor=f"s-{section}")


@blueprint.post("/<code>/sections/<section>/remove")
@member(Permission.EDIT_SURVEYS)
def remove_section(code: str, section: str) -> ResponseReturnValue:
    return change(code, partial(editing.remove_section, section_id=section))
