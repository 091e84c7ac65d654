"""Forms of what people do to themes and comments. Where an effect is expected, it is shown before anything is saved."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, IntegerField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from feedback.accounts.queries import organisation
from feedback.insights.models import Theme
from feedback.insights.rules.acts import LONGEST_EXAMPLE, MOST_EXAMPLES
from feedback.journeys.models import Stage
from feedback.web.forms import Form
from feedback.web.templating import text
from feedback.web.texts_forms import Asked, TextsForm, in_languages

LONGEST_WORDS = 200
NONE = "none"
"""What stands for no theme and for no stage in a list of them."""


class Ticked(SelectMultipleField):  # type: ignore[misc]
    """Things to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class Foreseen(Form):
    """A form that saves only what its effect was shown for: `seen` is a digest of what that was."""

    seen = HiddenField()

    def was_seen(self, *typed: object) -> bool:
        """Whether the effect of exactly this was shown; from now on it was."""
        digest = hashlib.sha256(repr(typed).encode()).hexdigest()[:16]
        before, self.seen.data = self.seen.data, digest
        return bool(before == digest)


class ExamplesForm(Foreseen):
    """Sentences that say what a theme is."""

    examples = TextAreaField(
        _("Examples"),
        [Length(max=MOST_EXAMPLES * (LONGEST_EXAMPLE + 2), message=_("That is more than can be read at once."))],
        description=_(
            "One sentence a line, as people would say it, in any of the languages they write in. A word that several "
            "examples share counts most; one that everybody uses counts for nothing."
        ),
        render_kw={"rows": 6},
    )

    @property
    def lines(self) -> list[str]:
        return str(self.examples.data or "").splitlines()


class NewThemeForm(TextsForm, ExamplesForm):
    """A theme of the organisation's own; its name comes with `in_languages`."""


def new_theme_form() -> NewThemeForm:
    made = in_languages(NewThemeForm, organisation().languages, name=Asked(_("Name")))
    form = made()
    form.examples.validators = [*form.examples.validators, InputRequired(gettext("Write at least one example."))]
    form.examples.flags.required = True
    return form


def examples_form(theme: Theme) -> ExamplesForm:
    """The examples of a theme, as they are."""
    return ExamplesForm(data={"examples": "\n".join(theme.examples)})


class MergeForm(TextsForm, Foreseen):
    """Themes that become one, and which of them stays; a new name comes with `in_languages`."""

    themes = Ticked(_("Themes"), description=_("What all of them hold will stand in one."))
    into = SelectField(_("The one that stays"), validate_choice=False)


def merge_form(rows: Sequence[Theme], chosen: Sequence[str]) -> MergeForm:
    """Every theme that counts; `chosen` are the codes an address ticks."""
    asked = Asked(_("New name, if it needs one"), required=False)
    form = in_languages(MergeForm, organisation().languages, name=asked)(data={"themes": list(chosen)})
    form.themes.choices = _by_name(rows)
    ticked = set(form.themes.data or ())
    form.into.choices = [choice for choice in form.themes.choices if choice[0] in ticked] or form.themes.choices
    return form


class SplitForm(TextsForm, Foreseen):
    """What a new theme takes from one: sentences that say certain words, or some picked one by one."""

    words = StringField(
        _("Words"),
        [Optional(), Length(max=LONGEST_WORDS, message=_("At most %(most)s characters.", most=LONGEST_WORDS))],
        description=_("Sentences that say one of these words go to the new theme, now and in every later run."),
    )
    picked = Ticked(
        _("Or pick sentences"),
        validate_choice=False,
        description=_("These go to the new theme and teach what it is about."),
    )


def split_form(sentences: Iterable[tuple[str, str]], words: str) -> SplitForm:
    """A form with these sentences to pick from, as (id, text)."""
    form = in_languages(SplitForm, organisation().languages, name=Asked(_("Name of the new theme")))(
        data={"words": words}
    )
    form.picked.choices = list(sentences)
    return form


class MoveForm(Form):
    """Where a sentence belongs."""

    into = SelectField(_("It belongs to"), [InputRequired(_("Choose where the sentence belongs."))])
    taken_from = Ticked(_("And no longer to"), validate_choice=False)


def move_form(rows: Sequence[Theme], carried: Sequence[Theme]) -> MoveForm:
    """Every theme that counts, and those the sentence carries, ticked to be left."""
    form = MoveForm(data={"taken_from": [row.code for row in carried]})
    form.into.choices = [("", gettext("Choose a theme")), (NONE, gettext("None of them")), *_by_name(rows)]
    form.taken_from.choices = _by_name(carried)
    return form


class FeelingForm(Form):
    """How a sentence feels."""

    sentiment = RadioField(_("It feels"), [InputRequired(_("Choose how it feels."))])


def feeling_form(sentiment: str) -> FeelingForm:
    form = FeelingForm(data={"sentiment": sentiment})
    words = (("neg", gettext("unfavourable")), ("neu", gettext("neither")), ("pos", gettext("favourable")))
    form.sentiment.choices = list(words)
    return form


class PlaceForm(Form):
    """Where a comment stands on the journey."""

    stage = SelectField(_("Stage"), [InputRequired(_("Choose a stage."))])


def place_form(stages: Sequence[Stage], chosen: str = "", *, unplaced: bool = True) -> PlaceForm:
    """The stages of the journey, and, where it may be said, that it fits none."""
    form = PlaceForm(data={"stage": chosen})
    form.stage.choices = [("", gettext("Choose a stage")), *((one.code, text(one.name)) for one in stages)]
    if unplaced:
        form.stage.choices.append((NONE, gettext("It fits no stage of the map")))
    return form


class AcceptForm(Foreseen):
    """From which certainty on suggestions are accepted together."""

    certainty = IntegerField(
        _("Certainty, in percent"),
        [
            InputRequired(_("Choose a certainty from 0 to 100.")),
            NumberRange(0, 100, message=_("Choose a certainty from 0 to 100.")),
        ],
        description=_("Suggestions at least so certain."),
        render_kw={"inputmode": "numeric"},
    )

    @property
    def share(self) -> float:
        """The certainty as the analysis has it, 0..1."""
        return float(self.certainty.data or 0) / 100


def _by_name(rows: Iterable[Theme]) -> list[tuple[str, str]]:
    named: list[tuple[str, Any]] = [(row.code, text(row.names)) for row in rows]
    return sorted(named, key=lambda one: str(one[1]).casefold())
