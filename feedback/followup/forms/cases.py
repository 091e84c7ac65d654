"""Forms of cases."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import DateField, RadioField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from feedback.accounts import queries as accounts
from feedback.followup.models import Case
from feedback.followup.rules import cases as rules
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
    outcome = TextAreaField(_("How it ended"), [TOO_LONG, Tone("note")], description=_("Needed to close it."))

    def values(self) -> dict[str, Any]:
        """What `change_case` takes."""
        return {
            "state": self.state.data,
            "owner_id": UUID(self.owner.data) if self.owner.data else None,
            "due_on": self.due_on.data,
            "outcome": self.outcome.data or "",
        }


class NoteForm(Form):
    """A note that is added to a case."""

    text = TextAreaField(_("A note"), [InputRequired(_("Write something here.")), TOO_LONG, Tone("note")], id="note")


class ReplyForm(Form):
    """What is written to the person."""

    text = TextAreaField(
        _("What you write"),
        [
            InputRequired(_("Write something here.")),
            Length(max=rules.LONGEST_REPLY, message=_("At most %(most)s characters.", most=rules.LONGEST_REPLY)),
            Tone("note"),
        ],
        id="reply",
        render_kw={"rows": 6},
    )


def open_form() -> OpenForm:
    form = OpenForm()
    form.owner.choices = members()
    return form


def case_form(row: Case, *, sent: bool) -> CaseForm:
    """The form of this case; `sent`: it is the one that was posted."""
    shown = {"state": row.state, "due_on": row.due_on, "outcome": row.outcome, "owner": str(row.owner_id or "")}
    form = CaseForm(data=shown) if sent else CaseForm(formdata=None, data=shown)
    form.state.choices = [(state, say(rules.state_label(state))) for state in rules.STATES]
    form.owner.choices = members()
    return form


def members() -> list[tuple[str, str]]:
    """Who may look after something, to choose from."""
    named = [(str(user_id), name) for user_id, name in accounts.people().items()]
    return [("", gettext("nobody in charge")), *named]
