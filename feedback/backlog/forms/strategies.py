"""Strategies, and shared points that are set aside."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from feedback.accounts import queries as accounts
from feedback.backlog.forms import fields
from feedback.backlog.forms.fields import TOO_LONG, Boxes, uuid_of
from feedback.backlog.models import Strategy
from feedback.web.forms import Form
from feedback.web.texts_forms import Asked, TextsForm, in_languages, start_of
from feedback.web.tone import Tone


class StrategyForm(TextsForm):
    """A strategy; its name comes with `in_languages`."""

    what = TextAreaField(_("What it means"), [TOO_LONG, Optional(), Tone()])
    why = TextAreaField(
        _("Why this way"),
        [TOO_LONG, Optional(), Tone()],
        description=_("What makes you think that it helps, and why not another way."),
    )
    owner = SelectField(_("Whose it is"), validators=[Optional()])
    themes = Boxes(_("Shared points it acts on"))

    def values(self, before: Strategy | None = None) -> dict[str, Any]:
        """What `add_strategy` and `change_strategy` take."""
        return {
            "name": self.texts("name", before.name if before else None),
            "what": self.what.data or "",
            "why": self.why.data or "",
            "owner_id": uuid_of(self.owner.data),
            "theme_ids": self.themes.uuids,
        }


def strategy_form(row: Strategy | None = None, themes: list[UUID] | None = None) -> StrategyForm:
    """The form of this strategy, or of a new one that starts with these themes ticked."""
    shape = in_languages(StrategyForm, accounts.organisation().languages, name=Asked(_("Name"), tone="text"))
    form = shape(data=_shown(row) if row else {"themes": [str(theme) for theme in themes or ()]})
    form.owner.choices = [("", gettext("nobody in charge")), *fields.people()]
    form.themes.choices, form.themes.first = fields.themes_shared_first()
    return form


def _shown(row: Strategy) -> dict[str, Any]:
    return {
        **start_of("name", row.name),
        "what": row.what,
        "why": row.why,
        "owner": str(row.owner_id or ""),
        "themes": [str(link.holder_id) for link in row.themes],
    }


class AsideForm(Form):
    """Why nothing is done about a shared point for now."""

    reason = StringField(_("Why not for now"), [InputRequired(_("Write something here.")), Length(max=500)])
