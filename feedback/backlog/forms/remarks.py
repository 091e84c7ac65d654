"""What a member says about an improvement."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import TextAreaField
from wtforms.validators import InputRequired

from feedback.backlog.forms.fields import TOO_LONG
from feedback.web.forms import Form


class RemarkForm(Form):
    """A remark. It is read inside the organisation only."""

    text = TextAreaField(_("What do you say about it?"), [InputRequired(_("Write something here.")), TOO_LONG])
