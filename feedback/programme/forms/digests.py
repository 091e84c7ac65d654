"""How often somebody is reminded of their work."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import RadioField
from wtforms.validators import InputRequired

from feedback.programme.rules.digests import RHYTHMS, rhythm_label
from feedback.web.forms import Form
from feedback.web.templating import say


class DigestForm(Form):
    """One choice."""

    rhythm = RadioField(_("How often you want it"), [InputRequired(_("Choose how often."))])


def digest_form(rhythm: str | None = None) -> DigestForm:
    """The form with what is chosen; without it, with what was sent."""
    form = DigestForm(formdata=None, data={"rhythm": rhythm}) if rhythm else DigestForm()
    form.rhythm.choices = [(one, say(rhythm_label(one))) for one in RHYTHMS]
    return form
