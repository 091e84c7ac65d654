"""Forms of what becomes of stages: split into several, merged into one, another in their place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField, SelectMultipleField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from feedback.accounts.queries import organisation
from feedback.journeys.actions.passing import Merger, Part
from feedback.journeys.forms.details import WholeField
from feedback.journeys.models import Stage, Touchpoint
from feedback.journeys.rules.lineage import FEWEST, MOST, equal_parts
from feedback.names import LONGEST_NAME
from feedback.web.forms import Form, texts_from
from feedback.web.languages import NAMES
from feedback.web.templating import text

FIRST, NEW = "first", "new"


def parts_wanted(asked: str | None) -> int:
    """How many parts a split is asked for: two, unless the address says more."""
    return min(MOST, max(FEWEST, int(asked))) if asked and asked.isdecimal() else FEWEST


class SplitForm(Form):
    """Fields `name_<place>_<language>`, `share_<place>`, and `touchpoint_<id>` for every contact."""

    count = FEWEST
    note = StringField(_("Why"), [Optional(), Length(max=500)], description=_("It stands in the history of the map."))

    def parts(self) -> list[Part]:
        """What the stage is split into."""
        typed = {field.name: field.data or "" for field in self}
        languages = organisation().languages
        return [
            Part(texts_from(typed, f"name_{place}", languages), self[f"share_{place}"].data)
            for place in range(self.count)
        ]

    def contacts(self, touchpoints: Sequence[Touchpoint]) -> dict[UUID, int]:
        """Contact -> the place of the part it goes to."""
        return {one.id: int(self[f"touchpoint_{one.id.hex}"].data or 0) for one in touchpoints}


def split_form(stage: Stage, count: int) -> SplitForm:
    """The form that splits a stage into so many parts, in equal shares until somebody says otherwise."""
    fields: dict[str, Any] = {"count": count}
    for place, percent in enumerate(equal_parts(count)):
        fields |= _names(place)
        label = gettext("Share of part %(n)s, in percent", n=place + 1)
        fields[f"share_{place}"] = WholeField(label, [InputRequired(gettext("Write a whole number."))], default=percent)
    places = [(str(place), gettext("Part %(n)s", n=place + 1)) for place in range(count)]
    for one in stage.touchpoints:
        label = gettext("“%(name)s” belongs to", name=text(one.name))
        fields[f"touchpoint_{one.id.hex}"] = SelectField(label, default="0")
    form: SplitForm = type("SplitForm", (SplitForm,), fields)()
    for one in stage.touchpoints:
        form[f"touchpoint_{one.id.hex}"].choices = places
    return form


def _names(place: int) -> dict[str, Any]:
    languages = organisation().languages
    found = {}
    for code in languages:
        needed = [DataRequired(gettext("Write a name."))] if code == languages[0] else [Optional()]
        longest = Length(max=LONGEST_NAME, message=gettext("At most %(most)s characters.", most=LONGEST_NAME))
        label = gettext("Name of part %(n)s (%(language)s)", n=place + 1, language=NAMES.get(code, code))
        found[f"name_{place}_{code}"] = StringField(label, [*needed, longest], render_kw={"lang": code})
    return found


class MergeForm(Form):
    """Which stages become one, and which one; `name_<language>` of a new one."""

    stages = SelectMultipleField(
        _("Stages that become one"),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        description=_("Two or more that follow each other."),
    )
    into = RadioField(_("They become"), [InputRequired(_("Choose what they become."))], default=FIRST)
    note = StringField(_("Why"), [Optional(), Length(max=500)], description=_("It stands in the history of the map."))

    def merger(self) -> Merger:
        """A new stage with the typed name, or the first of them."""
        typed = {field.name: field.data or "" for field in self}
        return Merger(texts_from(typed, "name", organisation().languages)) if self.into.data == NEW else Merger()

    def validate(self, extra_validators: Any = None) -> bool:
        """A new stage needs a name in the organisation's own language."""
        fine = super().validate(extra_validators)
        first = self[f"name_{organisation().languages[0]}"]
        if self.into.data == NEW and not first.data:
            first.errors = [*first.errors, gettext("Write a name.")]
            return False
        return fine


def merge_form(stages: Sequence[Stage], chosen: str = "") -> MergeForm:
    """The form that merges some of these stages; one may be chosen already, by its code."""
    longest = Length(max=LONGEST_NAME, message=gettext("At most %(most)s characters.", most=LONGEST_NAME))
    names = {
        f"name_{code}": StringField(
            gettext("Name of the new stage (%(language)s)", language=NAMES.get(code, code)),
            [Optional(), longest],
            render_kw={"lang": code},
        )
        for code in organisation().languages
    }
    form: MergeForm = type("MergeForm", (MergeForm,), names)(data={"stages": [chosen], "into": FIRST})
    form.stages.choices = [(stage.code, text(stage.name)) for stage in stages]
    form.into.choices = [(FIRST, gettext("The first of them")), (NEW, gettext("A new stage"))]
    return form


class RetireForm(Form):
    """Whether another stage takes the place of one that goes off the map."""

    into = SelectField(
        _("Does another stage take its place?"),
        [Optional()],
        description=_("Then what was said about this one counts there from now on, trends too."),
    )


def retire_form(stage: Stage, others: Sequence[Stage]) -> RetireForm:
    form = RetireForm()
    named = [(str(one.id), text(one.name)) for one in others if one.id != stage.id]
    form.into.choices = [("", gettext("No, people no longer live it")), *named]
    return form
