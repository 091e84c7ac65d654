"""The form that marks a cell as not applicable."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from wtforms import SelectField, StringField
from wtforms.validators import InputRequired, Length

from feedback.journeys.models import Stage
from feedback.outreach.rules.coverage import LONGEST_REASON
from feedback.stakeholders.models import StakeholderGroup
from feedback.web.forms import Form
from feedback.web.templating import text


class NotApplicableForm(Form):
    """A stage, a group, and why the group does not live the stage."""

    group = SelectField(_("Group"), [InputRequired(_("Choose a group."))])
    stage = SelectField(_("Stage"), [InputRequired(_("Choose a stage."))])
    reason = StringField(
        _("Why not"),
        [InputRequired(_("Write why this group does not live this stage.")), Length(max=LONGEST_REASON)],
        description=_("It stands in the grid, for everybody who asks why these people were not asked."),
    )


def not_applicable_form(
    groups: Sequence[StakeholderGroup], stages: Sequence[Stage], *, group: str = "", stage: str = ""
) -> NotApplicableForm:
    """The form with these groups and stages to choose from, by code; `group` and `stage` are chosen at first."""
    form = NotApplicableForm(data={"group": group, "stage": stage})
    form.group.choices = [(one.code, text(one.name)) for one in groups]
    form.stage.choices = [(one.code, text(one.name)) for one in stages]
    return form
