"""Joining a case and an improvement."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import SelectField

from feedback.backlog.queries import improvements
from feedback.backlog.rules import status
from feedback.web.forms import Form
from feedback.web.templating import text


class CaseLinkForm(Form):
    """Which improvement a case feeds."""

    number = SelectField(_("Improvement"))


def case_link_form() -> CaseLinkForm:
    """Every improvement that could still change, by number."""
    form = CaseLinkForm()
    still = improvements.with_status([one for one in status.STATUSES if one not in (status.DONE, status.DECLINED)])
    form.number.choices = [(str(row.number), f"{row.number}. {text(row.title)}") for row in still]
    return form
