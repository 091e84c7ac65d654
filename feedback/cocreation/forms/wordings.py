"""The form of words to avoid."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from wtforms import SelectField, StringField
from wtforms.validators import InputRequired, Length

from feedback.analysis.text import LANGUAGES
from feedback.cocreation.actions.wordings import LONGEST
from feedback.web.forms import Form
from feedback.web.languages import NAMES


class WordingForm(Form):
    """What to avoid in one language, and what to say instead."""

    lang = SelectField(_("Language"))
    words = StringField(_("Words to avoid"), [InputRequired(_("Write the words.")), Length(max=LONGEST)])
    instead = StringField(
        _("What to say instead"),
        [Length(max=LONGEST)],
        description=_("It is shown beside the words wherever somebody writes them."),
    )


def wording_form(languages: Sequence[str]) -> WordingForm:
    """The form, in the languages of the organisation that the tone check knows."""
    form = WordingForm()
    form.lang.choices = [(code, NAMES[code]) for code in languages if code in LANGUAGES] or [
        (code, NAMES[code]) for code in LANGUAGES
    ]
    return form
