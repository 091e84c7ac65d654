"""Deciding on an improvement."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired

from feedback.backlog.forms.fields import TOO_LONG
from feedback.backlog.models import Improvement
from feedback.backlog.rules import status
from feedback.web.forms import Form
from feedback.web.templating import say
from feedback.web.tone import Tone


class DecisionForm(Form):
    """Yes, no or not now, and why."""

    verdict = RadioField(_("What is decided"), [InputRequired(_("Choose one."))])
    reason = TextAreaField(
        _("Why"),
        [TOO_LONG, Tone()],
        description=_("A no, or a not now, needs its reason: whoever asked for it will read it."),
    )


def decision_form(row: Improvement, sent: bool = True) -> DecisionForm:
    """The verdicts that may be recorded on this improvement now."""
    form = DecisionForm() if sent else DecisionForm(formdata=None)
    verdicts = () if row.merged_into_id else status.verdicts_on(row.status)
    form.verdict.choices = [(one, say(status.verdict_label(one))) for one in verdicts]
    form.reason.flags.quiet_optional = status.YES not in verdicts
    return form
