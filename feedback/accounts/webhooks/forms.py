"""The form of a webhook."""

from __future__ import annotations

from typing import Any

from flask import current_app
from flask_babel import lazy_gettext as _
from wtforms import SelectMultipleField, StringField, URLField
from wtforms.validators import InputRequired, Length, StopValidation
from wtforms.widgets import CheckboxInput, ListWidget

from feedback.accounts.webhooks import rules
from feedback.names import LONGEST_NAME
from feedback.web.forms import Form
from feedback.web.templating import say
from feedback.webhooks.addresses import LONGEST, Refused, reason_label, target


def reachable(form: Form, field: URLField) -> None:
    """Look where the address leads, outside any transaction; it is looked at again before every try."""
    field.data = (field.data or "").strip()
    try:
        target(field.data, private=current_app.config["FEEDBACK"].webhook_private)
    except Refused as refused:
        raise StopValidation(say(reason_label(refused.reason))) from None


class WebhookForm(Form):
    """Who is told what, and where."""

    name = StringField(_("Name"), [InputRequired(_("Write a name.")), Length(max=LONGEST_NAME)])
    url = URLField(
        _("Address"),
        [InputRequired(_("Write the address to send to.")), Length(max=LONGEST), reachable],
        description=_("It begins with https:// and is reachable from outside."),
    )
    events = SelectMultipleField(
        _("What it is told"),
        [InputRequired(_("Choose at least one event."))],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.events.choices = [(event, say(rules.event_label(event))) for event in rules.EVENTS]

    def values(self) -> dict[str, Any]:
        """What `add_webhook` and `change_webhook` take."""
        return {"name": self.name.data or "", "url": self.url.data or "", "events": self.events.data or []}
