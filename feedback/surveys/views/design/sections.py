"""Sections of a questionnaire."""

from __future__ import annotations

from functools import partial
from uuid import uuid4

from flask.typing import ResponseReturnValue

from feedback.permissions import Permission
from feedback.surveys import editing
from feedback.surveys.document import Questionnaire as Document
from feedback.surveys.document import Texts
from feedback.surveys.forms.questionnaires import section_form
from feedback.surveys.queries import questionnaires as queries
from feedback.surveys.views.design.page import blueprint, change, page, save
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
    """The title of a section."""
    row = queries.questionnaire(code)
    draft = queries.draft_of(row)
    before = next((one.title for one in draft.sections if one.id == section), Texts())
    form = section_form(draft, before, revision=row.revision, sent=True)
    if not form.validate():
        return page(row, section, form), 422

    def renamed(draft: Document) -> Document:
        return editing.rename_section(draft, section, form.title(before))

    return save(row, form, renamed, section, {"anchor": f"s-{section}"})


@blueprint.post("/<code>/sections/<section>/remove")
@member(Permission.EDIT_SURVEYS)
def remove_section(code: str, section: str) -> ResponseReturnValue:
    return change(code, partial(editing.remove_section, section_id=section))
