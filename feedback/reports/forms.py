"""The form of a report that goes out by itself."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, DateField, RadioField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from feedback.accounts import queries as accounts
from feedback.journeys.queries import functions
from feedback.reports import rules
from feedback.reports.models import ReportSchedule
from feedback.web.forms import Form
from feedback.web.templating import say, text


class ScheduleForm(Form):
    """What goes out, how often, from when on, to whom."""

    area = SelectField(_("What goes out"), [Optional()])
    every = SelectField(_("How often"))
    next_on = DateField(_("The next one on"), [InputRequired(_("Choose a day from today on."))])
    shape = RadioField(
        _("What comes along"),
        [Optional()],
        description=_("Slides go only to members whose role lets them take files out; others get the paper."),
    )
    workbook = BooleanField(
        _("Send the workbook along"), description=_("It goes only to members whose role lets them take files out.")
    )
    readers = SelectMultipleField(
        _("To whom"),
        [InputRequired(_("Choose at least one member."))],
        coerce=str,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )

    def values(self) -> dict[str, Any]:
        """What `schedule_report` takes."""
        return {
            "every": self.every.data,
            "next_on": self.next_on.data,
            "shape": self.shape.data or rules.PAPER,
            "workbook": bool(self.workbook.data),
            "function_id": UUID(self.area.data) if self.area.data else None,
            "readers": [UUID(one) for one in self.readers.data or ()],
        }


def schedule_form(row: ReportSchedule | None, today: date) -> ScheduleForm:
    """The form filled with the schedule that is changed, or for a new one."""
    form = ScheduleForm(data=_shown(row) if row else {"next_on": today, "every": rules.MONTH, "shape": rules.PAPER})
    areas = [(str(one), gettext("Summary for %(area)s", area=text(name))) for one, name in functions.choices()]
    form.area.choices = [("", gettext("Management report")), *areas]
    form.every.choices = [(one, say(rules.rhythm(one))) for one in rules.EVERY]
    form.shape.flags.quiet_optional = True
    form.shape.choices = [(one, say(rules.shape_label(one))) for one in rules.SHAPES]
    form.readers.choices = [(str(one.user_id), f"{one.user.name} ({one.user.email})") for one in accounts.members()]
    return form


def _shown(row: ReportSchedule) -> dict[str, Any]:
    return {
        "area": str(row.function_id or ""),
        "every": row.every,
        "next_on": row.next_on,
        "shape": row.shape,
        "workbook": row.workbook,
        "readers": [str(one.user_id) for one in row.readers],
    }
