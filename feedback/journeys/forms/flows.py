"""Forms of the key flows."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import SelectField
from wtforms.validators import InputRequired

from feedback.accounts.queries import organisation
from feedback.journeys import rules
from feedback.journeys.models import KeyFlow, Touchpoint
from feedback.web.forms import Form
from feedback.web.templating import text
from feedback.web.texts_forms import Asked, TextsForm, in_languages, start_of


class FlowForm(TextsForm):
    """Name and good end of a flow come with `in_languages`."""


class StepForm(Form):
    """The next touchpoint on the way."""

    touchpoint = SelectField(_("Next touchpoint"), [InputRequired(_("Choose a touchpoint."))])


def flow_form(flow: KeyFlow | None = None, *, sent: bool = True) -> FlowForm:
    """The form of a new flow or of this one; with `sent` false what was posted belongs to another form."""
    end = Asked(gettext("How it looks when it ended well"), rules.LONGEST_GOAL, long=True, required=False, tone="text")
    name = Asked(gettext("Name of the flow"), tone="text")
    kind = in_languages(FlowForm, organisation().languages, name=name, good_end=end)
    shown = start_of("name", flow.name) | start_of("good_end", flow.good_end) if flow else {}
    return kind(data=shown, **({} if sent else {"formdata": None}))


def step_form(points: Mapping[UUID, Touchpoint], *, sent: bool = True) -> StepForm:
    """The form that puts a touchpoint at the end of a path; it says at which stage each stands."""
    form = StepForm(**({} if sent else {"formdata": None}))
    form.touchpoint.choices = [
        (str(key), f"{text(point.stage.name)}: {text(point.name)}") for key, point in points.items()
    ]
    return form
