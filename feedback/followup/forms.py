"""Forms of cases."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import DateField, RadioField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from feedback.accounts import queries as accounts
from feedback.followup import rules
from feedback.followup.models import Case
from feedback.web.forms import Form
from feedback.web.templating import say
from feedback.web.tone import Tone

TOO_LONG = Length(max=rules.LONGEST_TEXT, message=_("At most %(most)s characters.", most=rules.LONGEST_TEXT))


class OpenForm(Form):
    """Why somebody should look after an answer, who, and until when."""

    reason = TextAreaField(
        _("Why it needs somebody"),
        [InputRequired(_("Write why somebody should look after it.")), TOO_LONG, Tone("note")],
    )
    owner = SelectField(_("Who looks after it"), validators=[Optional()])
    due_on = DateField(_("Until when"), [Optional()])

    def values(self) -> dict[str, Any]:
        """What `open_case` takes."""
        return {
            "reason": self.reason.data or "",
            "owner_id": UUID(self.owner.data) if self.owner.data else None,
            "due_on": self.due_on.data,
        }


class CaseForm(Form):
    """How a case goes."""

    state = RadioField(_("Where it stands"), [InputRequired(_("Choose one."))])
    owner = SelectField(_("Who looks after it"), validators=[Optional()])
    due_on = DateField(_("Until when"), [Optional()])
    note = TextAreaField(_("Notes"), [TOO_LONG, Tone("note")])
    outcome = TextAreaField(_("How it ended"), [TOO_LONG, Tone("note")], description=_("Needed to close it."))

    def values(self) -> dict[str, Any]:
        """What `change_case` takes."""
        return {
            "state": self.state.data,
            "owner_id": UUID(self.owner.data) if self.owner.data else None,
            "due_on": self.due_on.data,
            "note": self.note.data or "",
            "outcome": self.outcome.data or "",
        }


def open_form() -> OpenForm:
    form = OpenForm()
    form.owner.choices = _people()
    return form


def case_form(row: Case) -> CaseForm:
    """The form of this case."""
    shown = {"state": row.state, "due_on": row.due_on, "note": row.note, "outcome": row.outcome}
    form = CaseForm(data={**shown, "owner": str(row.owner_id or "")})
    form.state.choices = [(state, say(rules.state_label(state))) for state in rules.STATES]
    form.owner.choices = _people()
    return form


def _people() -> list[tuple[str, str]]:
    named = [(str(user_id), name) for user_id, name in accounts.people().items()]
    return [("", gettext("nobody in charge")), *named]
