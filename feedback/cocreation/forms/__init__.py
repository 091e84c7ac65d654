"""The form of a cycle."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import DateField, StringField
from wtforms.validators import InputRequired, Length

from feedback.accounts.queries import organisation
from feedback.cocreation.actions import LONGEST_GOAL, LONGEST_SPONSOR
from feedback.cocreation.models import Cycle
from feedback.web.texts_forms import Asked, TextsForm, in_languages, start_of


class CycleForm(TextsForm):
    """Name and goal come with `in_languages`."""

    sponsor = StringField(
        _("Sponsor"),
        [Length(max=LONGEST_SPONSOR)],
        description=_("Who in management stands behind it, decides, and answers for what was promised."),
    )
    starts_on = DateField(_("It begins on"), [InputRequired(_("Write the day it begins."))])


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
    return kind(data=_shown(cycle) if cycle else {})


def _shown(cycle: Cycle) -> dict[str, object]:
    texts = start_of("name", cycle.name) | start_of("goal", cycle.goal)
    return {**texts, "sponsor": cycle.sponsor, "starts_on": cycle.starts_on}
