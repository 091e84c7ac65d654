"""The fields of one column of a file: what it becomes, and as a rating on which scale and beside which text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, Field, SelectField, StringField
from wtforms.validators import Length, Optional

from feedback.errors import Invalid, Message, message
from feedback.evidence.forms import Choices
from feedback.evidence.reader import (
    ALL_TEXTS,
    ONCE,
    OWN,
    ColumnProfile,
    Profile,
    Proposed,
    Scale,
    likely_scale,
    parse_scale,
)
from feedback.web.forms import Form
from feedback.web.templating import say

ROLES = ("as_", "scale_", "turn_", "beside_")
"""How the names of these fields begin; the number of the column follows."""
LONGEST_SCALE = 2_000
LONGEST_LABEL = 160
_ALONE = "own"


def column_fields(counted: Profile, proposed: Sequence[Proposed]) -> Iterator[tuple[str, Any]]:
    """(name, field) of every column; `ColumnFields.of` puts the choices in."""
    for number, column in enumerate(counted.columns):
        label = _short(column.name)
        yield f"as_{number}", SelectField(label, description=say(proposed[number].why))
        yield (
            f"scale_{number}",
            StringField(
                _("Scale, from the worst to the best"),
                [Length(max=LONGEST_SCALE)],
                description=_("As in 1..5, 6..1 where 1 is the best mark, or Bad < Fair < Good."),
            ),
        )
        yield f"turn_{number}", BooleanField(_("The other way round: the last is the worst"))
        yield f"beside_{number}", SelectField(_("Goes with"), validators=[Optional()], validate_choice=False)


def role_choices() -> Choices:
    return [
        ("comment", gettext("Comment")),
        ("rating", gettext("Rating")),
        ("segment", gettext("Segment: who speaks")),
        ("date", gettext("Date")),
        ("stage", gettext("Stage")),
        ("group", gettext("Whose words these are")),
        ("source", gettext("Source")),
        ("language", gettext("Language")),
        ("leave", gettext("Left out")),
    ]


@dataclass(frozen=True, slots=True)
class ColumnFields:
    """One column with its fields in a form."""

    number: int
    profile: ColumnProfile
    role: SelectField
    scale: StringField
    turn: BooleanField
    beside: SelectField

    @classmethod
    def of(cls, form: Form, number: int, counted: Profile) -> ColumnFields:
        fields: dict[str, Field] = {name: form[f"{name}_{number}"] for name in ("scale", "turn", "beside")}
        for one in fields.values():
            one.flags.quiet_optional = True
        role = form[f"as_{number}"]
        role.choices = role_choices()
        role.flags.quiet_optional = True
        return cls(number, counted.columns[number], role, **fields)

    @property
    def name(self) -> str:
        return self.profile.name

    @property
    def key(self) -> str:
        """How another column's choice names this one."""
        return f"c{self.number}"

    @property
    def is_rating(self) -> bool:
        return bool(self.role.data == "rating")

    def claims(self, texts: bool) -> Iterator[str]:
        """What only one column can be: the date, the stage…, the rating that goes with a text."""
        if self.role.data in ONCE:
            yield self.role.data
        if self.is_rating and texts and self.beside.data not in (None, "", _ALONE):
            yield f"beside {self.beside.data}"

    def chosen_scale(self) -> Scale:
        """The scale as it was written, turned round where that was asked for; Invalid."""
        written = (self.scale.data or "").strip()
        scale = parse_scale(written) if written else likely_scale(self.profile)
        if scale is None:
            raise Invalid(_no_scale())
        return scale.turned() if self.turn.data else scale

    def scale_problem(self) -> str | None:
        """Why there is no scale; None where there is."""
        try:
            self.chosen_scale()
        except Invalid as error:
            return say(error.message)
        return None

    def turn_round(self) -> None:
        """Show the scale as it would be used, so that another look shows what was asked for."""
        if self.is_rating and not self.scale_problem():
            self.scale.data = self.scale.raw_data = str(self.chosen_scale())
            self.turn.data = False

    def beside_of(self, texts: Mapping[str, str]) -> str:
        """The text column its rating goes with, from key → name; ALL_TEXTS; OWN."""
        return ALL_TEXTS if texts and self.beside.data == ALL_TEXTS else texts.get(self.beside.data or "", OWN)


def _no_scale() -> Message:
    return message("Which number or word is worst, and which is best? Write it as in 1..5 or Bad < Fair < Good.")


def texts_to_go_with(columns: Iterable[ColumnFields]) -> None:
    """Offer each rating the columns that are comments now."""
    columns = list(columns)
    texts = [column for column in columns if column.role.data == "comment"]
    choices = [(_ALONE, gettext("No text: a rating of its own")), (ALL_TEXTS, gettext("Every text of the row"))]
    choices += [(text.key, gettext("“%(name)s”", name=_short(text.name))) for text in texts]
    for column in columns:
        column.beside.choices = choices if texts else choices[:1]
        if column.beside.data not in dict(column.beside.choices):
            column.beside.data = _ALONE


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_LABEL else f"{name[: LONGEST_LABEL - 1]}…"
