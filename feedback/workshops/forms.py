"""The form that opens a workshop."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from feedback.accounts.queries import organisation
from feedback.web.texts_forms import Asked, TextsForm, in_languages
from feedback.workshops.rules import LONGEST_QUESTION, LONGEST_TITLE


class WorkshopForm(TextsForm):
    """Title and question, per language."""


def workshop_form() -> WorkshopForm:
    """The form of a new workshop, in the organisation's languages."""
    question = Asked(
        _("The question on the wall"),
        LONGEST_QUESTION,
        long=True,
        tone="question",
        help=_("Everybody writes notes on this one question, such as: what would have made the wait shorter?"),
    )
    title = Asked(_("Title"), LONGEST_TITLE, tone="text")
    return in_languages(WorkshopForm, organisation().languages, title=title, question=question)()
