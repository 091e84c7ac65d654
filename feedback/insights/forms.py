"""Forms of themes and moments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import SelectField, TextAreaField
from wtforms.validators import InputRequired, Length

from feedback.accounts.queries import organisation
from feedback.insights.models import Theme
from feedback.insights.rules import LONGEST_REASON, MOMENTS
from feedback.web.forms import Form
from feedback.web.templating import say
from feedback.web.texts_forms import Asked, TextsForm, in_languages, start_of
from feedback.web.tone import Tone


def rename_form(theme: Theme) -> TextsForm:
    """The name of a theme, a field per language of the organisation."""
    made = in_languages(TextsForm, organisation().languages, name=Asked(_("Name")))
    return made(data=start_of("name", theme.names))


class MomentForm(Form):
    """A moment that somebody declares: where, of which kind, and why."""

    stage = SelectField(_("Stage"), [InputRequired(_("Choose a stage."))])
    kind = SelectField(_("Kind of moment"), [InputRequired(_("Choose what kind of moment it is."))])
    reason = TextAreaField(
        _("Why it is one"),
        [
            InputRequired(_("Write why it is one: a moment without a reason helps nobody.")),
            Length(max=LONGEST_REASON, message=_("At most %(most)s characters.", most=LONGEST_REASON)),
            Tone("note"),
        ],
        render_kw={"rows": 3},
    )

    def __init__(self, stages: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stage.choices = list(stages)
        self.kind.choices = [(kind, say(label)) for kind, label in MOMENTS.items()]
