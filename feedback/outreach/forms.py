"""The forms of the coverage plan and of channels."""

from __future__ import annotations

from collections.abc import Sequence

from flask import request
from flask_babel import lazy_gettext as _
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from feedback.journeys.models import Stage
from feedback.outreach.queries.channels import Channel
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


class NamesForm(Form):
    """One link per name, such as a branch or an employee: typed as a list, sent as a question (GET)."""

    value = SelectField(
        _("What the names are"),
        [InputRequired(_("Choose one."))],
        description=_("The answer keeps the name under this question of the questionnaire."),
    )
    names = TextAreaField(
        _("Names"),
        [InputRequired(_("Write at least one name, each on a line of its own."))],
        description=_("One on each line: branches, counters, routes, people."),
        render_kw={"rows": 5},
    )


def names_form(channel: Channel) -> NamesForm:
    """The form as it was asked for in the address; it changes nothing, so it carries no token."""
    form = NamesForm(request.args, meta={"csrf": False})
    form.value.choices = [(name, name) for name in channel.values]
    return form


class EmbeddingForm(Form):
    """The websites that may show the form in a frame."""

    origins = TextAreaField(
        _("Websites that may show it"),
        description=_("One on each line, such as https://shop.example. Leave it empty and no page may."),
        render_kw={"rows": 3},
    )

    def lines(self) -> list[str]:
        return (self.origins.data or "").split()
