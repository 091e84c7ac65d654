"""Forms of the journey's editor."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, SelectField
from wtforms.validators import InputRequired, Optional

from feedback.accounts.queries import organisation
from feedback.db import Texts
from feedback.journeys import rules
from feedback.journeys.forms.details import (
    StageFields,
    TouchpointFields,
    offer_stage,
    offer_touchpoint,
    start_of_stage,
    start_of_touchpoint,
)
from feedback.journeys.models import Journey, Stage, Touchpoint
from feedback.journeys.rules.details import LONGEST_TRIGGER, StageDetails, TouchpointDetails
from feedback.web.forms import Form
from feedback.web.templating import number, say
from feedback.web.texts_forms import Asked, TextsForm, in_languages, start_of

_TRIGGER = _("The person's situation, and what makes them begin: a leak, a wedding, a bill that is too high.")


class JourneyForm(TextsForm):
    """The journey's name."""


class StageForm(StageFields, TextsForm):
    """Name, goal and trigger come with `in_languages`."""

    feeling = SelectField(
        _("How we suppose people feel here"),
        validators=[Optional()],
        description=_("What the team believes before asking. The map shows it beside what people really live."),
    )
    silent = BooleanField(
        _("Silent stage"),
        description=_("People live it without any contact with you: they wait, decide, use what they bought."),
    )

    def values(self, stage: Stage | None = None) -> dict[str, Any]:
        """What `add_stage` and `change_stage` take."""
        return {
            "name": self.texts("name", stage.name if stage else None),
            "goal": self.texts("goal", stage.goal if stage else None),
            "silent": bool(self.silent.data),
            "assumed_feeling": float(self.feeling.data) if self.feeling.data else None,
            "details": self._details(stage),
        }

    def _details(self, stage: Stage | None) -> StageDetails:
        trigger = self.texts("trigger", stage.trigger if stage else None)
        return StageDetails(trigger, bool(self.before_contact.data), self.duration(), self.step.data or "")


class TouchpointForm(TouchpointFields, TextsForm):
    """Name and channel of a contact, and what it says of itself."""

    channel = SelectField(_("Channel"), [InputRequired(_("Choose a channel."))])

    def values(self, before: Texts | None = None) -> dict[str, Any]:
        """What `add_touchpoint` and `change_touchpoint` take."""
        details = TouchpointDetails(self.dimension.data or "", self.moment.data or "")
        name = self.texts("name", before)
        return {"name": name, "channel": self.channel.data, "details": details, "function_id": self.owner()}


class ImportForm(Form):
    """A file with a drawn journey."""

    file = FileField(_("File"), [FileRequired(_("Choose a file."))], render_kw={"accept": ".json,application/json"})


def journey_form(journey: Journey | None = None) -> JourneyForm:
    """The form of a new journey's name, or of this one's."""
    kind = in_languages(JourneyForm, organisation().languages, name=Asked(_("Name of the journey"), tone="text"))
    return kind(data=start_of("name", journey.name) if journey else {})


def stage_form(stage: Stage | None = None, *, sent: bool = True, name: str = "") -> StageForm:
    """The form of a new stage, which may begin with a name, or of this one.

    With `sent` false what was posted belongs to another form.
    """
    goal = Asked(
        _("What people want to have reached at its end"), rules.LONGEST_GOAL, long=True, required=False, tone="text"
    )
    trigger = Asked(_("What sets it off"), LONGEST_TRIGGER, long=True, required=False, tone="text", help=_TRIGGER)
    name_ = Asked(_("Name of the stage"), tone="text")
    kind = in_languages(StageForm, organisation().languages, name=name_, goal=goal, trigger=trigger)
    proposed = start_of("name", {organisation().languages[0]: name})
    form = kind(data=_shown(stage) if stage else proposed, **_posted(sent))
    offer_stage(form)
    form.feeling.choices = [("", gettext("Not drawn yet")), *_feelings(stage)]
    return form


def _posted(sent: bool) -> dict[str, None]:
    return {} if sent else {"formdata": None}


def _shown(stage: Stage) -> dict[str, Any]:
    feeling = "" if stage.assumed_feeling is None else f"{stage.assumed_feeling:g}"
    texts = start_of("name", stage.name) | start_of("goal", stage.goal) | start_of("trigger", stage.trigger)
    return {**texts, "silent": stage.silent, "feeling": feeling, **start_of_stage(stage)}


def _feelings(stage: Stage | None) -> list[tuple[str, str]]:
    """1 to 5 in words; a value in between, as workshops and files draw it, stays a choice."""
    choices = {float(value): f"{value}: {say(word)}" for value, word in rules.FEELINGS}
    if stage and stage.assumed_feeling is not None and stage.assumed_feeling not in choices:
        choices[stage.assumed_feeling] = gettext("%(value)s: as drawn now", value=number(stage.assumed_feeling, 1))
    return [(f"{value:g}", label) for value, label in sorted(choices.items())]


def touchpoint_form(touchpoint: Touchpoint | None = None, *, sent: bool = True, name: str = "") -> TouchpointForm:
    """The form of a new contact, which may begin with a name, or of this one."""
    kind = in_languages(TouchpointForm, organisation().languages, name=Asked(_("Name of the touchpoint"), tone="text"))
    proposed = start_of("name", {organisation().languages[0]: name})
    form = kind(data=_drawn(touchpoint) if touchpoint else proposed, **_posted(sent))
    form.channel.choices = [(channel.code, say(channel.label)) for channel in rules.CHANNELS]
    offer_touchpoint(form, touchpoint)
    return form


def _drawn(touchpoint: Touchpoint) -> dict[str, Any]:
    own = start_of("name", touchpoint.name) | {"channel": touchpoint.channel}
    return own | start_of_touchpoint(touchpoint)
