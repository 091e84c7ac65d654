"""Forms of personas and of their lines."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import SelectField, SelectMultipleField
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from feedback.accounts.queries import organisation
from feedback.stakeholders.models import Persona, PersonaLine, StakeholderGroup
from feedback.stakeholders.rules import personas as rules
from feedback.web.templating import say
from feedback.web.texts_forms import Asked, TextsForm, in_languages, start_of


class PersonaForm(TextsForm):
    """Name and portrait come with `in_languages`."""

    leaning = SelectField(_("Physical or digital"), validators=[Optional()])
    reached_by = SelectMultipleField(
        _("How they like to be in touch"),
        validators=[Optional()],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    segments = SelectMultipleField(
        _("Which people it is of"),
        validators=[Optional()],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        description=_("What these segments live stands beside the portrait. Values of one attribute are alternatives."),
    )

    def values(self, persona: Persona | None = None) -> dict[str, Any]:
        """What `create_persona` and `change_persona` take."""
        return {
            "name": self.texts("name", persona.name if persona else None),
            "portrait": self.texts("portrait", persona.portrait if persona else None),
            "leaning": self.leaning.data or "",
            "reached_by": self.reached_by.data or [],
            "segments": self.segments.data or [] if "segments" in self else [],
        }


def persona_form(group: StakeholderGroup, persona: Persona | None = None) -> PersonaForm:
    """The form of a new persona of this group, or of this one."""
    portrait = Asked(
        _("Portrait"),
        rules.LONGEST_PORTRAIT,
        long=True,
        required=False,
        help=_("Who it is, in a few sentences: where they live and work, what brings them to you."),
        tone="text",
    )
    kind = in_languages(
        PersonaForm,
        organisation().languages,
        name=Asked(_("Name of the persona"), help=_("Such as “The family that travels once a year”."), tone="text"),
        portrait=portrait,
    )
    form = kind(data=_shown(persona) if persona else {})
    form.leaning.choices = [(one, say(rules.leaning_label(one))) for one in ("", *rules.LEANINGS)]
    form.reached_by.choices = [(one, say(rules.contact_label(one))) for one in rules.REACHED_BY]
    _offer_segments(form, group, persona)
    return form


def _offer_segments(form: PersonaForm, group: StakeholderGroup, persona: Persona | None) -> None:
    """The group's segments, and those the persona has though the group lost them."""
    known = [(segment.attribute, segment.value) for segment in group.segments]
    own = [pair for pair in rules.pairs_of(persona.segments if persona else ()) if pair not in known]
    if not known and not own:
        del form.segments
        return
    gone = gettext("no longer a segment of the group")
    choices = [(pair, f"{pair[0]} = {pair[1]}") for pair in known]
    choices += [(pair, f"{pair[0]} = {pair[1]} ({gone})") for pair in own]
    form.segments.choices = [(rules.segment_key(*pair), label) for pair, label in choices]


def _shown(persona: Persona) -> dict[str, Any]:
    return {
        **start_of("name", persona.name),
        **start_of("portrait", persona.portrait),
        "leaning": persona.leaning,
        "reached_by": persona.reached_by,
        "segments": [rules.segment_key(*pair) for pair in rules.pairs_of(persona.segments)],
    }


class LineForm(TextsForm):
    """What a line is about; its words come with `in_languages`."""

    kind = SelectField(_("What the line is about"), [InputRequired(_("Choose what the line is about."))])

    def values(self, line: PersonaLine | None = None) -> dict[str, Any]:
        """What `add_line` and `change_line` take."""
        return {"kind": self.kind.data, "text": self.texts("text", line.text if line else None)}


def line_form(line: PersonaLine | None = None, *, sent: bool = True, kind: str = "") -> LineForm:
    """The form of a new line, which may begin with a kind, or of this one.

    With `sent` false what was posted belongs to another form.
    """
    words = Asked(_("What is so"), rules.LONGEST_LINE, tone="text")
    made = in_languages(LineForm, organisation().languages, text=words)
    start = {**start_of("text", line.text), "kind": line.kind} if line else {"kind": kind or rules.LINES[0]}
    form = made(data=start, **({} if sent else {"formdata": None}))
    form.kind.choices = [(one, say(rules.line_label(one))) for one in rules.LINES]
    return form
