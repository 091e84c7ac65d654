"""A file of the programme that comes back."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired

from feedback.web.forms import Form


class SheetForm(Form):
    """The file."""

    file = FileField(
        _("File"),
        [FileRequired(_("Choose a file."))],
        description=_("The file of the work, changed: .csv, .tsv or .xlsx."),
        render_kw={"accept": ".csv,.tsv,.tab,.txt,.gz,.xlsx"},
    )
