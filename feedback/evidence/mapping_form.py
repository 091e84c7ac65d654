"""The form of a file, offered with what the file seems to be, or as it was sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import request
from flask_babel import gettext
from wtforms import SelectField

from feedback.evidence import rules
from feedback.evidence.column_fields import ROLES, ColumnFields, column_fields, texts_to_go_with
from feedback.evidence.file_form import MappingForm
from feedback.evidence.forms import Choices, kinds
from feedback.evidence.reader import (
    ALL_TEXTS,
    FileShape,
    Known,
    Profile,
    Proposed,
    lookup,
    propose,
    row_key,
)
from feedback.evidence.recipe import source_named
from feedback.journeys.models import Stage
from feedback.stakeholders.models import StakeholderGroup
from feedback.web.languages import NAMES
from feedback.web.templating import text

ENCODINGS = ("utf-8", "cp1252", "latin-1", "mac_roman", "cp850", "utf-16", "cp1251")
HEADER_ROWS = ("1", "2", "3")
_QUIET = ("encoding", "delimiter", "sheet", "header_rows", "group", "day_first", "lang", "strict")
"""Fields that always hold a choice: to call them optional would say nothing."""


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
        _fall_back(form, start)
        for column in form.columns:
            column.turn_round()
    form.stale = bool(form.seen.data) and form.seen.data != offer.seen
    form.seen.data = offer.seen
    return form


def _fall_back(form: MappingForm, start: Mapping[str, Any]) -> None:
    """After another look at the file: choices that are no longer there give way to a new guess."""
    for field in form:
        if isinstance(field, SelectField) and field.data not in _values(field):
            field.data = start.get(field.name, "")


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
