"""The form that takes ready questionnaires: which ones, and what their stages are here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import request
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, SelectField
from wtforms.validators import DataRequired, InputRequired

from feedback.surveys.actions.library import STAGE
from feedback.surveys.document import Texts
from feedback.surveys.library import LEFT_OUT, NO_STAGE, Entry, LibraryStage, suggest
from feedback.web.forms import Form, Several
from feedback.web.templating import text

_KINDS = {"customer": _("Customers"), "employee": _("Employees"), "supplier": _("Suppliers")}


class TakeForm(Form):
    """Which questionnaires, and one field per stage of the library; made by `take_form`."""

    asked: tuple[LibraryStage, ...] = ()
    entries = Several(_("Questionnaires"), [DataRequired(_("Choose at least one questionnaire."))])

    def stages(self) -> dict[str, str]:
        """Library stage -> what it is here, as typed; "" where nothing was chosen."""
        return {stage.code: self[f"{STAGE}{stage.code}"].data or "" for stage in self.asked}

    def stage_fields(self) -> list[Field]:
        return [self[f"{STAGE}{stage.code}"] for stage in self.asked]


def take_form(offered: Sequence[Entry], own: Mapping[str, Mapping[str, str]]) -> TakeForm:
    """The form for these questionnaires; `own` are the names of one's own stages by code, in journey order.

    `?with=` names the ones that are ticked besides the first; each stage starts with what it probably is.
    """
    stages = tuple({stage.code: stage for one in offered for stage in one.stages}.values())
    likely = suggest(stages, {code: Texts(name) for code, name in own.items()})
    start: dict[str, Any] = {"entries": [offered[0].code, *request.args.getlist("with")]}
    form = _shape(stages)(data=start | {f"{STAGE}{code}": found for code, found in likely.items()})
    form.entries.choices = [(one.code, f"{_KINDS[one.group]}: {text(dict(one.name.by_language))}") for one in offered]
    for field in form.stage_fields():
        field.choices = _places(own)
    return form


def _shape(stages: Sequence[LibraryStage]) -> type[TakeForm]:
    fields = {f"{STAGE}{stage.code}": _field(stage) for stage in stages}
    shape: type[TakeForm] = type("TakeForm", (TakeForm,), {"asked": tuple(stages), **fields})
    return shape


def _field(stage: LibraryStage) -> SelectField:
    needed = InputRequired(gettext("Say which of your stages this is."))
    return SelectField(text(dict(stage.name.by_language)), [needed])


def _places(own: Mapping[str, Mapping[str, str]]) -> list[tuple[str, str]]:
    named = [(code, text(dict(name))) for code, name in own.items()]
    none = [(NO_STAGE, gettext("None: ask it without a stage")), (LEFT_OUT, gettext("None: leave it out"))]
    return [("", gettext("Choose…")), *named, *none]
