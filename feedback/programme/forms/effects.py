"""The form that registers an effect check."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import DateField, Field, RadioField, SelectField, SelectMultipleField, StringField, ValidationError
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from feedback.backlog.models import Improvement
from feedback.db import now
from feedback.journeys.models import Stage
from feedback.programme.queries.effects import Offer
from feedback.programme.rules import effects as rules
from feedback.web.forms import Form
from feedback.web.templating import text

USUAL_WAIT = timedelta(days=60)
"""From the day the work should be done to the day of the verdict."""


class Stages(SelectMultipleField):  # type: ignore[misc]
    """Stages to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class EffectForm(Form):
    """What should move, how far, by when, and what it is compared with."""

    measure = SelectField(
        _("Question"),
        [InputRequired(_("Choose a question."))],
        description=_("The same question, to the same group, before the work and after it."),
    )
    direction = RadioField(_("What the answers should do"), [InputRequired(_("Choose one of the two."))])
    minimum = StringField(
        _("By at least"),
        [InputRequired(_("Write a number.")), Length(max=12)],
        description=_("The least change worth the work: points of 1 to 5, or percentage points of those who say yes."),
        render_kw={"inputmode": "decimal"},
    )
    due_on = DateField(
        _("Day of the verdict"),
        [InputRequired(_("Choose a day."))],
        description=_("When people have lived the change. The verdict is asked for once, from this day on."),
    )
    controls = Stages(
        _("Stages to compare with"),
        description=_("Stages that this work does not touch. What moves there too was not the work."),
    )

    def validate_minimum(self, field: Field) -> None:
        number_of(field.data)

    def values(self, offers: Sequence[Offer]) -> dict[str, Any]:
        """What `register` takes; percentage points become a share."""
        chosen = next((one for one in offers if one.key == self.measure.data), None)
        typed = number_of(self.minimum.data)
        return {
            "measure": self.measure.data,
            "direction": self.direction.data,
            "minimum": typed / 100 if chosen is not None and chosen.measure == rules.YESNO else typed,
            "due_on": self.due_on.data,
            "controls": [UUID(one) for one in self.controls.data or ()],
        }


def number_of(typed: str | None) -> float:
    """A number as somebody writes it: 0,5 or 0.5; ValidationError."""
    try:
        return float((typed or "").strip().replace(",", "."))
    except ValueError:
        raise ValidationError(gettext("Write a number, such as 0.5.")) from None


def effect_form(
    row: Improvement, offers: Sequence[Offer], stages: Sequence[Stage], worked_on: Mapping[UUID, Collection[int]]
) -> EffectForm:
    """The form for one improvement; stages without other work are ticked."""
    others = [stage for stage in stages if stage.id != row.stage_id]
    quiet = [str(stage.id) for stage in others if stage.id not in worked_on]
    form = EffectForm(data={"direction": rules.UP, "minimum": "", "due_on": _day(row), "controls": quiet})
    form.measure.choices = [(one.key, _offered(one)) for one in offers]
    form.direction.choices = [(rules.UP, gettext("Rise")), (rules.DOWN, gettext("Fall"))]
    form.controls.choices = [(str(stage.id), _stage(stage, worked_on.get(stage.id, ()))) for stage in others]
    if not others:
        del form.controls
    return form


def _day(row: Improvement) -> date:
    return max(row.due_on or now().date(), now().date()) + USUAL_WAIT


def _offered(offer: Offer) -> str:
    """Where, whom and what, so that the same words at two stages are told apart."""
    return f"{text(offer.stage.name)} · {text(offer.group.name)} · {text(offer.words)}"


def _stage(stage: Stage, numbers: Collection[int]) -> str:
    if not numbers:
        return text(stage.name)
    told = ", ".join(f"#{number}" for number in numbers)
    words = gettext("%(stage)s (other work goes on there, or will: %(numbers)s)", stage=text(stage.name), numbers=told)
    return str(words)
