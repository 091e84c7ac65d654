"""Forms of claims: stating something, linking what speaks for or against it, how long a confirmation lasts."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import DecimalField, IntegerField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from feedback.accounts.queries import organisation
from feedback.journeys.queries import functions
from feedback.journeys.rules import statements as rules
from feedback.web.forms import Form
from feedback.web.templating import say, text
from feedback.web.texts_forms import Asked, TextsForm, in_languages
from feedback.web.tone import Tone


class ClaimForm(TextsForm):
    """What is stated, in every language; about what, which number, why, and which area says so."""

    topic = SelectField(_("What it is about"), [Optional()])
    value = DecimalField(_("In a number"), [Optional()], description=_("A feeling from 1 to 5, or minutes."))
    reason = TextAreaField(
        _("Why you think so"),
        [
            Optional(),
            Length(max=rules.LONGEST_REASON, message=_("At most %(most)s characters.", most=rules.LONGEST_REASON)),
            Tone("note"),
        ],
        render_kw={"rows": 2},
    )
    function = SelectField(_("Area that says so"), [Optional()])

    def values(self) -> dict[str, Any]:
        """What `actions.claims.claim` takes, besides what it is about."""
        return {
            "text": self.texts("text"),
            "topic": self.topic.data or "",
            "value": None if self.value.data is None else float(self.value.data),
            "reason": self.reason.data or "",
            "function_id": UUID(self.function.data) if self.function.data else None,
        }


class HalfLifeForm(Form):
    """After how many days a part of the map asks to be looked at again."""

    days = IntegerField(
        _("Ask again after so many days"),
        [InputRequired(_("Write a number of days."))],
        description=_("What nobody and nothing confirmed for longer stands in the list."),
    )


def claim_form() -> ClaimForm:
    """The form of a new claim in the organisation's languages."""
    words = Asked(
        _("What you state"),
        rules.LONGEST_TEXT,
        long=True,
        required=False,
        help=_("Leave it empty to say that it is as it is drawn."),
        tone="text",
    )
    form = in_languages(ClaimForm, organisation().languages, text=words)()
    form.topic.choices = [("", gettext("Nothing in particular"))] + [
        (code, say(label)) for code, label in rules.TOPICS.items()
    ]
    areas = [(str(area_id), text(name)) for area_id, name in functions.choices()]
    form.function.choices = [("", gettext("Nobody in particular")), *areas]
    return form
