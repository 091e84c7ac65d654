"""Fields of a stage and a touchpoint beside their names, and what can be chosen in them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, IntegerField, SelectField
from wtforms.validators import NumberRange, Optional

from feedback.journeys.models import Stage, Touchpoint
from feedback.journeys.queries import functions
from feedback.journeys.rules import details, steps
from feedback.web.forms import Form
from feedback.web.templating import say, text


class WholeField(IntegerField):  # type: ignore[misc]
    """A whole number; what is none is told in our words."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(gettext("Write a whole number.")) from None


class StageFields(Form):
    """What sets a stage off, when it lies, how long it takes, which of the twelve steps it stands for."""

    before_contact = BooleanField(
        _("Before the first contact"),
        description=_("People live it before they ever meet you: their situation, and what makes them feel the need."),
    )
    lasts = WholeField(
        _("How long it should take"),
        [Optional(), NumberRange(min=1, message=_("More than 0."))],
        description=_("What the company expects. Leave it empty where nobody knows."),
    )
    lasts_unit = SelectField(_("Unit of the duration"), default="days")
    step = SelectField(_("Which of the twelve steps it is"), [Optional()], default="")

    def duration(self) -> int | None:
        """Minutes; none where nothing was typed."""
        return details.minutes_of(self.lasts.data, self.lasts_unit.data)


class TouchpointFields(Form):
    """What people meet at a contact, when in the stage, and whose it is."""

    dimension = SelectField(_("What people meet"), [Optional()], default="")
    moment = SelectField(_("When in the stage"), [Optional()], default="")
    function = SelectField(_("Area that owns it"), [Optional()], default="")

    def owner(self) -> UUID | None:
        return UUID(self.function.data) if self.function.data else None


def offer_stage(form: StageFields) -> None:
    """What can be chosen in the fields of a stage."""
    form.lasts_unit.choices = [(unit.code, say(unit.label)) for unit in details.UNITS]
    parts = {text(dict(part.name)): [(one.code, text(dict(one.name))) for one in part.steps] for part in steps.parts()}
    form.step.choices = {gettext("No step"): [("", gettext("None of them"))], **parts}


def offer_touchpoint(form: TouchpointFields, touchpoint: Touchpoint | None) -> None:
    """What can be chosen in the fields of a touchpoint; the area it has stays a choice when it is archived."""
    form.dimension.choices = [("", gettext("What the channel usually is")), *_said(details.DIMENSIONS.items())]
    form.moment.choices = [("", gettext("Not said")), *_said(details.MOMENTS.items())]
    own = touchpoint.function_id if touchpoint else None
    areas = [one for one in functions.all_functions() if one.archived_at is None or one.id == own]
    form.function.choices = [("", gettext("No area yet")), *((str(one.id), text(one.name)) for one in areas)]


def _said(labels: Iterable[tuple[str, Any]]) -> list[tuple[str, str]]:
    return [(code, say(label)) for code, label in labels]


def start_of_stage(stage: Stage) -> dict[str, Any]:
    """What the fields of a stage begin with."""
    shown: dict[str, Any] = {"before_contact": stage.before_contact, "step": stage.step}
    if stage.lasts_minutes is None:
        return shown
    number, unit = details.unit_of(stage.lasts_minutes)
    return {**shown, "lasts": number, "lasts_unit": unit.code}


def start_of_touchpoint(touchpoint: Touchpoint) -> dict[str, Any]:
    """What the fields of a touchpoint begin with."""
    own = {"dimension": touchpoint.dimension, "moment": touchpoint.moment}
    return {**own, "function": str(touchpoint.function_id) if touchpoint.function_id else ""}
