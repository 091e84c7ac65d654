"""The form that says how a file is read, and which column is what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, Field, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from feedback.errors import Invalid
from feedback.evidence import rules
from feedback.evidence.forms import Choices, kinds
from feedback.evidence.reader import ColumnMapping, DateOrder, FileShape, RatingScale, guess_mapping, lookup_key
from feedback.evidence.recipe import source_named
from feedback.journeys.models import Stage
from feedback.stakeholders.models import StakeholderGroup
from feedback.web.forms import Form
from feedback.web.languages import NAMES
from feedback.web.templating import say, text

ENCODINGS = ("utf-8", "cp1252", "latin-1", "mac_roman", "cp850", "utf-16", "cp1251")
COLUMN, ONE = "column:", "one:"
_QUIET = ("encoding", "delimiter", "sheet", "scale", "day_first", "source_column", "lang", "strict")
"""Fields that always hold a choice: to call them optional would say nothing."""


class MappingForm(Form):
    """How the file is read, and which column is what. What a column does not say is one value for the whole file."""

    encoding = SelectField(_("Encoding"), validators=[Optional()])
    delimiter = SelectField(_("Columns are separated by"), validators=[Optional()])
    sheet = SelectField(_("Sheet"), validators=[Optional()])
    text = SelectField(_("Text"), [InputRequired(_("Choose the column of the texts."))])
    group = SelectField(_("Whose words these are"), [InputRequired(_("Choose whose words these are."))])
    kind = SelectField(_("Kind"), [InputRequired()])
    stage = SelectField(
        _("Stage"),
        validators=[Optional()],
        description=_("Where it is not known, the analysis suggests one from the words of the text."),
    )
    rating = SelectField(_("Rating"), validators=[Optional()])
    scale = StringField(
        _("Scale of the rating"),
        [Length(max=40)],
        description=_("From the worst to the best, such as 1..5, 0..10, or 6..1 where 1 is the best mark."),
    )
    date = SelectField(_("Date"), validators=[Optional()])
    day_first = SelectField(
        _("03/04 means"), validators=[Optional()], description=_("Where the file itself leaves it open.")
    )
    source = StringField(_("Source"), [Length(max=rules.LONGEST_SOURCE)])
    source_column = SelectField(_("Column of the source"), validators=[Optional()])
    lang = SelectField(_("Language"), validators=[Optional()])
    strict = BooleanField(
        _("All or nothing"), description=_("With one row that cannot be read, nothing of the file is imported.")
    )

    def validate_scale(self, field: Field) -> None:
        if not self.rating.data:
            return
        try:
            RatingScale.parse(field.data or "")
        except Invalid as error:
            raise ValidationError(say(error.message)) from None

    def mapping(self, file_name: str) -> ColumnMapping:
        """The columns chosen; call it after `validate`."""
        rating = self.rating.data or None
        return ColumnMapping(
            text=self.text.data,
            rating=rating,
            scale=RatingScale.parse(self.scale.data) if rating else None,
            date=self.date.data or None,
            date_order=DateOrder(self.day_first.data != "month"),
            stage_column=_after(COLUMN, self.stage.data),
            stage=_after(ONE, self.stage.data),
            group_column=_after(COLUMN, self.group.data),
            source=(self.source.data or "").strip() or source_named(file_name),
            source_column=self.source_column.data or None,
            lang=_after(ONE, self.lang.data),
            lang_column=_after(COLUMN, self.lang.data),
            kind=self.kind.data,
        )

    @property
    def group_code(self) -> str | None:
        """Code of the one group all words come from; None where a column says it."""
        return _after(ONE, self.group.data)

    def fall_back(self, start: dict[str, Any]) -> None:
        """After another look at the file: columns that are no longer there give way to a new guess."""
        for field in self:
            if isinstance(field, SelectField) and field.data not in _values(field):
                field.data = start.get(field.name, "")
        if not self.scale.data:
            self.scale.data = start.get("scale", "")


def _after(prefix: str, value: str | None) -> str | None:
    return value.removeprefix(prefix) if value and value.startswith(prefix) else None


def _values(field: SelectField) -> set[str]:
    return {choice[0] for choice in field.iter_choices()}


@dataclass(frozen=True, slots=True)
class Offer:
    """What a form of one file can offer."""

    shape: FileShape
    file_name: str
    groups: Sequence[StakeholderGroup]
    stages: Sequence[Stage]


def mapping_form(offer: Offer, *, looking: bool) -> MappingForm:
    """The form of this file, filled in with what its columns seem to be; with `looking` it was sent to look again."""
    start = start_of(offer)
    form = MappingForm(data=start)
    _offer_shape(form, offer.shape)
    _offer_columns(form, offer)
    for name in _QUIET:
        if name in form:
            form[name].flags.quiet_optional = True
    if looking:
        form.fall_back(start)
    return form


def start_of(offer: Offer) -> dict[str, Any]:
    """The first guess."""
    shape = offer.shape
    guess = guess_mapping(shape.header, shape.sample)
    found = guess.columns
    return {
        "encoding": shape.encoding,
        "delimiter": shape.delimiter,
        "sheet": shape.sheet,
        "text": found.get("text"),
        "rating": found.get("rating"),
        "scale": guess.rating_scale,
        "date": found.get("date"),
        "stage": _column(found.get("stage")),
        "group": _group(offer, found.get("group")),
        "source": source_named(offer.file_name)[: rules.LONGEST_SOURCE],
        "source_column": found.get("source"),
        "lang": _column(found.get("language")),
        "kind": rules.DEFAULT_KIND,
    }


def _column(name: str | None) -> str | None:
    return f"{COLUMN}{name}" if name else None


def _group(offer: Offer, column: str | None) -> str | None:
    """The column where it names groups of ours; else the first group of customers."""
    names = {lookup_key(name) for group in offer.groups for name in (group.code, *group.name.values())}
    if column and all(lookup_key(row.cells[column]) in names for row in offer.shape.sample):
        return _column(column)
    customers = [group for group in offer.groups if group.kind == "customer"]
    return f"{ONE}{customers[0].code}" if customers else None


def _offer_shape(form: MappingForm, shape: FileShape) -> None:
    if shape.kind == "csv":
        encodings = dict.fromkeys((shape.encoding or "utf-8", *ENCODINGS))
        form.encoding.choices = [(name, _encoding(name)) for name in encodings]
        form.delimiter.choices = _delimiters(shape.delimiter or ",")
        del form.sheet
    else:
        form.sheet.choices = [(sheet.name, sheet.name) for sheet in shape.sheets]
        del form.encoding, form.delimiter


def _encoding(name: str) -> str:
    names: dict[str, str] = {
        "utf-8": "UTF-8",
        "utf-16": "UTF-16",
        "cp1252": gettext("Windows, Western Europe (cp1252)"),
        "latin-1": gettext("Western Europe (latin-1)"),
        "mac_roman": gettext("Old Macintosh (mac_roman)"),
        "cp850": gettext("Old DOS (cp850)"),
        "cp1251": gettext("Windows, Cyrillic (cp1251)"),
    }
    return names.get(name, name)


def _delimiters(guessed: str) -> Choices:
    names = {",": gettext("Comma"), ";": gettext("Semicolon"), "\t": gettext("Tab"), "|": gettext("Vertical bar")}
    return [(mark, names.get(mark, mark)) for mark in dict.fromkeys((*names, guessed))]


def _offer_columns(form: MappingForm, offer: Offer) -> None:
    columns = [(name, name) for name in offer.shape.header]
    form.text.choices = columns
    for field in (form.rating, form.date, form.source_column):
        field.choices = [("", gettext("No column")), *columns]
    form.day_first.choices = [("day", gettext("the 3rd of April")), ("month", gettext("March 4th"))]
    form.kind.choices = kinds()
    form.group.choices = _grouped(_ones(offer.groups), offer.shape.header)
    form.stage.choices = _grouped([("", gettext("Not known")), *_ones(offer.stages)], offer.shape.header)
    languages = [(f"{ONE}{code}", name) for code, name in NAMES.items()]
    form.lang.choices = _grouped([("", gettext("Found out for each text")), *languages], offer.shape.header)


def _ones(rows: Iterable[StakeholderGroup | Stage]) -> Choices:
    return [(f"{ONE}{row.code}", text(row.name)) for row in rows]


def _grouped(one: Choices, header: Sequence[str]) -> dict[str, Choices]:
    columns = [(f"{COLUMN}{name}", gettext("column “%(name)s”", name=name)) for name in header]
    return {gettext("The same for the whole file"): one, gettext("A column of the file says it"): columns}
