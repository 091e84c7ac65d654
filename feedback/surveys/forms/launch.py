"""The form that opens a survey."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask import request
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, DateField, RadioField, SelectField
from wtforms.validators import DataRequired, InputRequired, Optional

from feedback.journeys.models import Stage
from feedback.stakeholders.models import StakeholderGroup
from feedback.surveys import wording
from feedback.surveys.rules import MODES
from feedback.web.forms import Form, Several
from feedback.web.templating import number, say, text


class LaunchForm(Form):
    """Which questionnaire, to whom, at which stage, with which promise."""

    questionnaire = SelectField(_("Questionnaire"), [InputRequired(_("Choose a questionnaire."))])
    groups = Several(_("Groups"), [DataRequired(_("Choose at least one group."))])
    stage = SelectField(
        _("Stage"),
        validators=[Optional()],
        description=_("Each stage gets a link of its own as well, so that one survey can serve the whole journey."),
    )
    mode = RadioField(_("What people are promised"), validators=[Optional()])
    closes_on = DateField(
        _("Last day"),
        [Optional()],
        description=_(
            "It closes by itself after this day. Anonymous and confidential results appear then, or when you "
            "release them."
        ),
    )
    receipts = BooleanField(
        _("Give each person a code to come back with"),
        description=_(
            "With it they see what was done about their answer. Leave it out of a survey about the working climate: "
            "whoever has power over people could demand to see the code as proof of having answered."
        ),
    )

    def values(self) -> dict[str, Any]:
        """What `open_survey` takes besides questionnaire, groups and stage."""
        return {
            "mode": self.mode.data or None,
            "closes_on": self.closes_on.data,
            "receipts": bool(self.receipts.data),
        }


def launch_form(
    questionnaires: Mapping[str, str], groups: Iterable[StakeholderGroup], stages: Sequence[Stage]
) -> LaunchForm:
    """The form; `?questionnaire=`, `?stage=` and `?group=` (codes) fill it in. `questionnaires` are titles by code."""
    start = {
        "questionnaire": request.args.get("questionnaire"),
        "stage": request.args.get("stage", ""),
        "groups": request.args.getlist("group"),
        "mode": "",
        "receipts": True,
    }
    form = LaunchForm(data=start)
    for field in (form.stage, form.mode, form.closes_on):
        field.flags.quiet_optional = True
    form.questionnaire.choices = list(questionnaires.items())
    form.groups.choices = [(group.code, _sized(group)) for group in groups]
    form.stage.choices = [("", gettext("Every stage its questions name"))]
    form.stage.choices += [(stage.code, text(stage.name)) for stage in stages]
    usual = gettext("As usual: customers identified; employees, suppliers and others anonymous.")
    form.mode.choices = [("", usual), *((mode, say(wording.MODES_EXPLAINED[mode])) for mode in MODES)]
    return form


def _sized(group: StakeholderGroup) -> str:
    if group.size is None:
        return str(gettext("%(group)s (size not known)", group=text(group.name)))
    return str(gettext("%(group)s (%(size)s people)", group=text(group.name), size=number(group.size)))
