"""A formula of one's own."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from feedback.analysis.priority.formula_language import MOST_LETTERS
from feedback.backlog.actions.own_formulas import LONGEST_NAME
from feedback.backlog.models import Formula
from feedback.web.forms import Form

HIGHER, LOWER = "higher", "lower"
PLAIN = {"rows": 3, "spellcheck": "false", "autocapitalize": "off", "autocomplete": "off"}


class FormulaForm(Form):
    """Name, formula, and which end comes first."""

    name = StringField(_("Name"), [DataRequired(_("Write a name.")), Length(max=LONGEST_NAME)])
    text = TextAreaField(
        _("Formula"),
        [DataRequired(_("Write a formula, such as reach * severity / effort_likely.")), Length(max=MOST_LETTERS)],
        description=_("Such as reach * severity / effort_likely. The inputs and signs are listed below."),
        render_kw=PLAIN,
    )
    first = RadioField(_("Which end is better"), [InputRequired(_("Choose one of the two."))], default=HIGHER)

    def values(self) -> dict[str, Any]:
        """What `write_formula` and `change_formula` take."""
        return {
            "name": self.name.data or "",
            "text": self.text.data or "",
            "higher_first": self.first.data == HIGHER,
        }


def formula_form(row: Formula | None = None) -> FormulaForm:
    """The form of this formula, or of a new one."""
    kept = {"name": row.name, "text": row.text, "first": HIGHER if row.higher_first else LOWER} if row else {}
    form = FormulaForm(data=kept)
    form.first.choices = [
        (HIGHER, gettext("The highest value comes first")),
        (LOWER, gettext("The lowest value comes first")),
    ]
    return form
