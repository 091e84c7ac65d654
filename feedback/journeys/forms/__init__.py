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
from feedback.journeys.models import Journey, Stage, Touchpoint
from feedback.web.forms import Form
from feedback.web.templating import number, say
from feedback.web.texts_forms import Asked, TextsForm, in_languages, start_of


class JourneyForm(TextsForm):
    """The journey's name."""


class StageForm(TextsForm):
    """Name and goal come with `in_languages`."""

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
        }


class TouchpointForm(TextsForm):
    """Name and channel of a contact."""

    channel = SelectField(_("Channel"), [InputRequired(_("Choose a channel."))])

    def values(self, before: Texts | None = None) -> dict[str, Any]:
        """What `add_touchpoint` and `change_touchpoint` take."""
        return {"name": self.texts("name", before), "channel": self.channel.data}


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
    kind = in_languages(StageForm, organisation().languages, name=Asked(_("Name of the stage"), tone="text"), goal=goal)
    proposed = start_of("name", {organisation().languages[0]: name})
    form = kind(data=_shown(stage) if stage else proposed, **_posted(sent))
    form.feeling.choices = [("", gettext("Not drawn yet")), *_feelings(stage)]
    return form


def _posted(sent: bool) -> dict[str, None]:
    return {} if sent else {"formdata": None}


def _shown(stage: Stage) -> dict[str, Any]:
    feeling = "" if stage.assumed_feeling is None else f"{stage.assumed_feeling:g}"
    texts = start_of("name", stage.name) | start_of("goal", stage.goal)
    return {**texts, "silent": stage.silent, "feeling": feeling}


def _feelings(stage: Stage | None) -> list[tuple[str, str]]:
    """1 to 5 in words; a value in between, as workshops and files draw it, stays a choice."""
    choices = {float(value): f"{value}: {say(word)}" for value, word in rules.FEELINGS}
    if stage and stage.assumed_feeling is not None and stage.assumed_feeling not in choices:
        choices[stage.assumed_feeling] = gettext("%(value)s: as drawn now", value=number(stage.assumed_feeling, 1))
    return [(f"{value:g}", label) for value, label in sorted(choices.items())]


def touchpoint_form(touchpoint: Touchpoint | None = None, *, sent: bool = True) -> TouchpointForm:
    """The form of a new contact or of this one."""
    kind = in_languages(TouchpointForm, organisation().languages, name=Asked(_("Name of the touchpoint"), tone="text"))
    shown = start_of("name", touchpoint.name) | {"channel": touchpoint.channel} if touchpoint else {}
    form = kind(data=shown, **_posted(sent))
    form.channel.choices = [(channel.code, say(channel.label)) for channel in rules.CHANNELS]
    return form
