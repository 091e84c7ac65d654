"""The form a kit is chosen with."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired

from feedback.web.forms import Form


class KitForm(Form):
    """A file to look at."""

    file = FileField(_("File"), [FileRequired(_("Choose a file."))], render_kw={"accept": ".json,application/json"})
