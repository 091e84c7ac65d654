"""The form of an issue."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from feedback.accounts.models import Tracker
from feedback.accounts.trackers.rules import LONGEST_BODY, LONGEST_TITLE, label
from feedback.backlog.models import Improvement
from feedback.programme.issues.writing import proposed
from feedback.web.forms import Form


class IssueForm(Form):
    """Where it is opened, and what it says, as it is sent."""

    form_id = HiddenField()
    written_in = HiddenField()
    tracker = RadioField(_("Where"), [InputRequired(_("Choose one."))])
    title = StringField(_("Title"), [InputRequired(_("Write something here.")), Length(max=LONGEST_TITLE)])
    body = TextAreaField(
        _("Text"),
        [InputRequired(_("Write something here.")), Length(max=LONGEST_BODY)],
        description=_("It is sent as it stands here. Names after an @ call nobody, and commands are sent as text."),
        render_kw={"rows": 16},
    )
    minded = BooleanField(_("I looked at the marked words: they are meant so."))

    def values(self) -> dict[str, Any]:
        """What `write` takes."""
        return {
            "form_id": self.identity(),
            "tracker_id": UUID(self.tracker.data),
            "title": self.title.data or "",
            "body": self.body.data or "",
            "minded": bool(self.minded.data),
        }

    def identity(self) -> UUID:
        """The form's own; a new one for what is none."""
        try:
            return UUID(self.form_id.data)
        except (ValueError, TypeError):
            return uuid4()


def issue_form(row: Improvement, trackers: Sequence[Tracker], language: str) -> IssueForm:
    """The form, which starts with what is proposed in that language."""
    title, body = proposed(row, language)
    start = {"form_id": str(uuid4()), "written_in": language, "title": title, "body": body}
    form = IssueForm(data={**start, "tracker": str(trackers[0].id) if len(trackers) == 1 else None})
    form.tracker.choices = [(str(one.id), label(one.kind, one.project)) for one in trackers]
    form.minded.flags.quiet_optional = True
    return form
