"""What somebody's calendar holds."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import RadioField
from wtforms.validators import InputRequired

from feedback.programme.rules.calendars import REACHES, reach_label
from feedback.web.forms import Form
from feedback.web.templating import say


class CalendarForm(Form):
    """One choice."""

    reach = RadioField(_("What it holds"), [InputRequired(_("Choose what the calendar holds."))])


def calendar_form(reach: str | None = None) -> CalendarForm:
    """The form with what is chosen; without it, with what was sent."""
    form = CalendarForm(formdata=None, data={"reach": reach}) if reach else CalendarForm()
    form.reach.choices = [(one, say(reach_label(one))) for one in REACHES]
    return form
