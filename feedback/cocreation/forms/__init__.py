"""Forms of a cycle: what it is about, and what is taken along when it ends."""

from __future__ import annotations

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import DateField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from feedback.accounts import queries as accounts
from feedback.accounts.queries import organisation
from feedback.cocreation.actions import LONGEST_GOAL, LONGEST_LEARNED, LONGEST_SPONSOR
from feedback.cocreation.models import Cycle
from feedback.db import now
from feedback.permissions import PERMISSIONS, Permission, Role
from feedback.web.forms import Form
from feedback.web.texts_forms import Asked, TextsForm, in_languages, start_of


class CycleForm(TextsForm):
    """Name and goal come with `in_languages`."""

    sponsor_id = SelectField(
        _("Sponsor with an account"),
        [Optional()],
        description=_("Somebody who may decide here: what is meant for the sponsor waits for them."),
    )
    sponsor = StringField(
        _("Sponsor"),
        [Length(max=LONGEST_SPONSOR)],
        description=_("Who in management stands behind it, decides, and answers for what was promised."),
    )
    starts_on = DateField(_("It begins on"), [InputRequired(_("Write the day it begins."))])
    closes_on = DateField(
        _("It should be closed on"), [Optional()], description=_("Calendars of members remind them of it.")
    )


def cycle_form(cycle: Cycle | None) -> CycleForm:
    """The form of the current cycle, or of a new one."""
    goal = Asked(
        _("Goal"),
        LONGEST_GOAL,
        long=True,
        required=False,
        help=_("What should be different for people when it ends."),
        tone="text",
    )
    kind = in_languages(CycleForm, organisation().languages, name=Asked(_("Name of the cycle"), tone="text"), goal=goal)
    form = kind(data=_shown(cycle) if cycle else {"starts_on": now().date()})
    form.sponsor_id.choices = [("", gettext("nobody, or without an account")), *_deciding()]
    return form


def _deciding() -> list[tuple[str, str]]:
    """Members who may decide."""
    members = [one for one in accounts.members() if Permission.DECIDE in PERMISSIONS[Role(one.role)]]
    return [(str(one.user_id), one.user.name) for one in members]


def _shown(cycle: Cycle) -> dict[str, object]:
    texts = start_of("name", cycle.name) | start_of("goal", cycle.goal)
    who = {"sponsor": cycle.sponsor, "sponsor_id": str(cycle.sponsor_id or "")}
    return {**texts, **who, "starts_on": cycle.starts_on, "closes_on": cycle.closes_on}


class ClosingForm(Form):
    """What the organisation takes along from a cycle."""

    learned = TextAreaField(
        _("What we take along"),
        [Length(max=LONGEST_LEARNED)],
        description=_("In your own words: what went well, what you would do otherwise. It is kept with the report."),
        render_kw={"rows": 6},
    )
