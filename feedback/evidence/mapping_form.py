"""The form that says how a file is read, and what each of its columns becomes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import request
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from feedback.evidence import rules
from feedback.evidence.column_fields import ROLES, ColumnFields, column_fields, texts_to_go_with
from feedback.evidence.forms import Choices, kinds
from feedback.evidence.reader import (
    ALL_TEXTS,
    ColumnMapping,
    DateOrder,
    FileShape,
    Known,
    Profile,
    Proposed,
    RatingColumn,
    Role,
    SegmentColumn,
    lookup,
    propose,
    row_key,
    spellings_of,
)
from feedback.evidence.recipe import source_named
from feedback.journeys.models import Stage
from feedback.stakeholders.models import StakeholderGroup
from feedback.web.forms import Form
from feedback.web.languages import NAMES
from feedback.web.templating import text

ENCODINGS = ("utf-8", "cp1252", "latin-1", "mac_roman", "cp850", "utf-16", "cp1251")
HEADER_ROWS = ("1", "2", "3")
_QUIET = ("encoding", "delimiter", "sheet", "header_rows", "group", "day_first", "lang", "strict")
"""Fields that always hold a choice: to call them optional would say nothing."""


class MappingForm(Form):
    """How the file is read. What no column says is one value for the whole file."""

    encoding = SelectField(_("Encoding"), validators=[Optional()])
    delimiter = SelectField(_("Columns are separated by"), validators=[Optional()])
    sheet = SelectField(_("Sheet"), validators=[Optional()])
    header_rows = SelectField(_("Rows of the header"), validators=[Optional()])
    seen = HiddenField()
    """The columns the form was shown with: another way of reading the file may give others."""
    group = SelectField(
        _("Whose words these are"), validators=[Optional()], description=_("Not used where a column says it.")
    )
    kind = SelectField(_("Kind"), [InputRequired()])
    stage = SelectField(
        _("Stage"),
        validators=[Optional()],
        description=_("Where it is not known, the analysis suggests one from the words of the text."),
    )
    source = StringField(_("Source"), [Length(max=rules.LONGEST_SOURCE)])
    lang = SelectField(_("Language"), validators=[Optional()])
    day_first = SelectField(
        _("03/04 means"), validators=[Optional()], description=_("Where the file itself leaves it open.")
    )
    strict = BooleanField(
        _("All or nothing"), description=_("With one row that cannot be read, nothing of the file is imported.")
    )

    columns: tuple[ColumnFields, ...] = ()
    """The fields of each column of the file, in order."""
    stale: bool = False
    """It was sent for other columns than the file has as it is read now."""

    def validate(self, extra_validators: Any = None) -> bool:
        """Each field, and what fields say together."""
        fine = super().validate(extra_validators)
        together = [*self._other_columns(), *self._missing(), *self._twice(), *self._scales()]
        return fine and not together

    def _other_columns(self) -> Iterator[str]:
        """Another way of reading the file gave columns that nobody has looked at."""
        if self.stale:
            yield self._above(gettext("Read this way the file has other columns. Look at what each would become."))

    def _missing(self) -> Iterator[str]:
        """Nothing to import, or nobody who said it."""
        if not self.of("comment", "rating"):
            yield self._above(
                gettext("Choose a column of comments or a rating: without one there is nothing to import.")
            )
        if not self.of("group") and not self.group.data:
            yield _put(self.group, gettext("Choose whose words these are."))

    def _above(self, error: str) -> str:
        self.form_errors = [*(self.form_errors or ()), error]
        return error

    def _twice(self) -> Iterator[str]:
        taken: dict[str, str] = {}
        for column in self.columns:
            for claim in column.claims(bool(self.of("comment"))):
                if claim in taken:
                    yield _put(column.role, gettext("“%(name)s” is that already.", name=taken[claim]))
                taken.setdefault(claim, column.name)

    def _scales(self) -> Iterator[str]:
        for column in self.of("rating"):
            if problem := column.scale_problem():
                yield _put(column.scale, problem)

    def of(self, *roles: str) -> list[ColumnFields]:
        """The columns that become one of these."""
        return [column for column in self.columns if column.role.data in roles]

    def mapping(self, file_name: str, shape: FileShape) -> ColumnMapping:
        """The columns chosen; call it after `validate`."""
        texts = [column.name for column in self.of("comment")]
        return ColumnMapping(
            text=texts[0] if texts else "",
            more_texts=tuple(texts[1:]),
            ratings=tuple(self._ratings()),
            segments=tuple(SegmentColumn(one.name, spellings_of(one.profile)) for one in self.of("segment")),
            date=self._one("date"),
            date_order=DateOrder(self.day_first.data != "month"),
            stage_column=self._one("stage"),
            stage=None if self._one("stage") else self.stage.data or None,
            group_column=self._one("group"),
            source=(self.source.data or "").strip() or source_named(file_name),
            source_column=self._one("source"),
            lang=self.lang.data or None,
            lang_column=self._one("language"),
            kind=self.kind.data,
            no_answer=shape.no_answer,
        )

    def _ratings(self) -> Iterator[RatingColumn]:
        texts = {column.key: column.name for column in self.of("comment")}
        for column in self.of("rating"):
            yield RatingColumn(column.name, column.chosen_scale(), column.beside_of(texts))

    def _one(self, role: Role) -> str | None:
        found = self.of(role)
        return found[0].name if found else None

    @property
    def group_code(self) -> str | None:
        """Code of the one group all words come from; None where a column says it."""
        return None if self.of("group") else self.group.data or None

    def fall_back(self, start: Mapping[str, Any]) -> None:
        """After another look at the file: choices that are no longer there give way to a new guess."""
        for field in self:
            if isinstance(field, SelectField) and field.data not in _values(field):
                field.data = start.get(field.name, "")


def _put(field: Any, error: str) -> str:
    field.errors = [*field.errors, error]
    return error


def _values(field: SelectField) -> set[str]:
    return {choice[0] for choice in field.iter_choices()}


@dataclass(frozen=True, slots=True)
class Offer:
    """What a form of one file can offer."""

    shape: FileShape
    counted: Profile
    file_name: str
    groups: Sequence[StakeholderGroup]
    stages: Sequence[Stage]

    @property
    def known(self) -> Known:
        return Known(_lookup(self.stages), _lookup(self.groups))

    @property
    def seen(self) -> str:
        """A fingerprint of the columns."""
        return row_key({name: str(at) for at, name in enumerate(self.shape.header)}, "", "")[:16]


def _lookup(rows: Iterable[StakeholderGroup | Stage]) -> dict[str, str]:
    return lookup({row.code: row.name.values() for row in rows})


def mapping_form(offer: Offer, *, looking: bool) -> MappingForm:
    """The form of this file, filled in with what its columns seem to be; with `looking` it was sent to look again."""
    proposed = propose(offer.shape, offer.counted, offer.known)
    start = start_of(offer, proposed)
    made = column_fields(offer.counted, proposed)
    form: MappingForm = type("FileMappingForm", (MappingForm,), dict(made))(formdata=_sent(offer, start), data=start)
    form.columns = tuple(ColumnFields.of(form, number, offer.counted) for number in range(len(proposed)))
    _offer_shape(form, offer.shape)
    _offer_choices(form, offer)
    texts_to_go_with(form.columns)
    for name in _QUIET:
        if name in form:
            form[name].flags.quiet_optional = True
    if looking:
        form.fall_back(start)
        for column in form.columns:
            column.turn_round()
    form.stale = bool(form.seen.data) and form.seen.data != offer.seen
    form.seen.data = offer.seen
    return form


def _sent(offer: Offer, start: Mapping[str, Any]) -> Any:
    """What was sent, without what it says of columns that are not these; columns it does not name are as proposed."""
    if not request or request.method != "POST":
        return None
    sent = request.form.copy()
    if sent.get("seen") and sent["seen"] != offer.seen:
        for name in [name for name in sent if name.startswith(ROLES)]:
            del sent[name]
    for name, value in start.items():
        if name.startswith(ROLES) and value is not None and name not in sent and not isinstance(value, bool):
            sent[name] = value
    return sent


def start_of(offer: Offer, proposed: Sequence[Proposed]) -> dict[str, Any]:
    """The first guess."""
    shape = offer.shape
    start: dict[str, Any] = {
        "encoding": shape.encoding,
        "delimiter": shape.delimiter,
        "sheet": shape.sheet,
        "header_rows": "",
        "group": _group(offer, proposed),
        "source": source_named(offer.file_name)[: rules.LONGEST_SOURCE],
        "kind": rules.SURVEY_KIND if shape.tool else rules.DEFAULT_KIND,
    }
    texts = [f"c{number}" for number, one in enumerate(proposed) if one.role == "comment"]
    named = {one.name: f"c{number}" for number, one in enumerate(proposed)}
    for number, one in enumerate(proposed):
        start[f"as_{number}"] = one.role
        start[f"scale_{number}"] = str(one.scale) if one.scale else ""
        beside = named.get(one.beside, one.beside)
        start[f"beside_{number}"] = beside if beside in texts or beside == ALL_TEXTS else "own"
    return start


def _group(offer: Offer, proposed: Sequence[Proposed]) -> str | None:
    """Nothing where a column names groups of ours; else the first group of customers."""
    if any(one.role == "group" for one in proposed):
        return ""
    customers = [group for group in offer.groups if group.kind == "customer"]
    return customers[0].code if customers else ""


def _offer_shape(form: MappingForm, shape: FileShape) -> None:
    form.header_rows.choices = [("", gettext("Found out")), *((number, number) for number in HEADER_ROWS)]
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


def _offer_choices(form: MappingForm, offer: Offer) -> None:
    form.day_first.choices = [("day", gettext("the 3rd of April")), ("month", gettext("March 4th"))]
    form.kind.choices = kinds()
    form.group.choices = [("", gettext("A column says it")), *_ones(offer.groups)]
    form.stage.choices = [("", gettext("Not known")), *_ones(offer.stages)]
    form.lang.choices = [("", gettext("Found out for each text")), *NAMES.items()]


def _ones(rows: Iterable[StakeholderGroup | Stage]) -> Choices:
    return [(row.code, text(row.name)) for row in rows]
