"""The form that makes a token."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask_babel import lazy_gettext as _
from wtforms import SelectField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from feedback.accounts.rules import LONGEST_TOKEN_NAME, SCOPES
from feedback.db import now
from feedback.web.forms import Form
from feedback.web.templating import say


class TokenForm(Form):
    """Name, scopes, and how long it is good."""

    name = StringField(
        _("Name"),
        [
            InputRequired(_("Write a name for the token, at most 80 characters.")),
            Length(max=LONGEST_TOKEN_NAME, message=_("Write a name for the token, at most 80 characters.")),
        ],
        description=_("The system that will use it, such as “CRM”."),
    )
    scopes = SelectMultipleField(
        _("What it may do"),
        [InputRequired(_("Choose what the token may do: read, write, events."))],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    days = SelectField(_("Good for"))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.scopes.choices = [(scope, say(text)) for scope, text in SCOPES.items()]
        self.days.flags.quiet_optional = True
        self.days.choices = [
            ("365", _("a year")),
            ("90", _("90 days")),
            ("30", _("30 days")),
            ("", _("as long as nobody revokes it")),
        ]

    def expires_at(self) -> datetime | None:
        """When it ends by itself, if it does."""
        return now() + timedelta(days=int(self.days.data)) if self.days.data else None
