"""The form that draws services by chance."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from flask_babel import ngettext
from wtforms import IntegerField, SelectField
from wtforms.validators import InputRequired, NumberRange

from feedback.journeys.rules.chosen import MOST_AT_ONCE
from feedback.outreach.queries.walking import Offer
from feedback.web.forms import Form
from feedback.web.templating import number, text

USUAL = 20


class DrawForm(Form):
    """Services of which stage and group, and how many."""

    offer = SelectField(_("Services of"), [InputRequired(_("Choose a stage and a group."))])
    n = IntegerField(
        _("How many of them"),
        [
            InputRequired(_("Write a whole number, such as 20.")),
            NumberRange(1, MOST_AT_ONCE, _("Between 1 and 200.")),
        ],
        description=_("They are drawn by chance, so that they speak for all the others. Nobody can pick among them."),
        default=USUAL,
    )


def draw_form(offers: Sequence[Offer]) -> DrawForm:
    """The form over what can be walked."""
    form = DrawForm()
    form.offer.choices = [(offer.key, _words(offer)) for offer in offers]
    return form


def _words(offer: Offer) -> str:
    there = ngettext("%(n)s service", "%(n)s services", offer.services, n=number(offer.services))
    return f"{text(offer.stage.name)} · {text(offer.group.name)} ({there})"
