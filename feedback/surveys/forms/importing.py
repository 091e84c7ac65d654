"""The form a questionnaire of another tool is chosen with."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired

from feedback.web.forms import Form


class UploadForm(Form):
    """A file to look at."""

    file = FileField(
        _("File"),
        [FileRequired(_("Choose a file."))],
        description=_(
            "LimeSurvey (.lss), XLSForm (.xlsx, .xls), SurveyJS, Qualtrics (.qsf), Formbricks, or our own .json."
        ),
        render_kw={"accept": ".lss,.lsg,.lsq,.txt,.tsv,.xlsx,.xls,.json,.qsf,.xml"},
    )
