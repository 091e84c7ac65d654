"""Forms of a file of people: the upload, how it is read, and what each of its columns becomes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from babel import Locale
from flask import request
from flask_babel import get_locale, gettext
from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, HiddenField, SelectField
from wtforms.validators import Optional

from feedback.addresses import regions
from feedback.stakeholders.contact_forms import CONSENT, YES, Choices
from feedback.stakeholders.rules.columns import IGNORE, SEGMENT, Recipe, problems
from feedback.stakeholders.rules.importing import Look
from feedback.web.forms import Form
from feedback.web.templating import say

ENCODINGS = ("utf-8", "cp1252", "latin-1", "mac_roman", "cp850", "utf-16", "cp1251")
ROLE = "role_"


class UploadForm(Form):
    """A file of people to look at."""

    file = FileField(
        _("File"),
        [FileRequired(_("Choose a file."))],
        description=_("A table with one person a row, as .csv, .csv.gz, .tsv or .xlsx."),
        render_kw={"accept": ".csv,.tsv,.tab,.txt,.gz,.xlsx"},
    )


def roles() -> Choices:
    """What a column may become."""
    return [
        (IGNORE, gettext("Leave it out")),
        ("name", gettext("Name")),
        ("first_name", gettext("First name")),
        ("last_name", gettext("Last name")),
        ("email", gettext("E-mail address")),
        ("phone", gettext("Telephone")),
        ("reference", gettext("Reference")),
        ("lang", gettext("Language")),
        ("consent", gettext("Agreed to be written to")),
        ("opted_out", gettext("Asked not to be written to")),
        (SEGMENT, gettext("Segment")),
    ]


class MappingForm(Form):
    """How the file is read; its columns come with `mapping_form`."""

    encoding = SelectField(_("Encoding"), validators=[Optional()])
    delimiter = SelectField(_("Columns are separated by"), validators=[Optional()])
    sheet = SelectField(_("Sheet"), validators=[Optional()])
    seen = HiddenField()
    """The columns the form was shown with: another way of reading the file may give others."""
    region = SelectField(
        _("Country of telephone numbers"),
        validators=[Optional()],
        description=_("For numbers that are written without it."),
    )
    consent = SelectField(
        _("Agreed to be written to"),
        validators=[Optional()],
        description=_("For rows that say nothing of it."),
    )

    despite_erasure = BooleanField(
        _("Take in people who were erased on request, too"),
        description=_("Only right where they asked for it themselves since: otherwise they asked to be left in peace."),
    )

    header: tuple[str, ...] = ()
    stale: bool = False

    def validate(self, extra_validators: Any = None) -> bool:
        """Each field, and what the columns say together."""
        fine = super().validate(extra_validators)
        if self.stale:
            return self._above(gettext("Read this way the file has other columns. Look at what each would become."))
        for column, problem in problems(self.chosen()).items():
            fine = False
            if column:
                self._errors_of(self.role_of(column)).append(say(problem))
            else:
                self._above(say(problem))
        return fine

    def _above(self, error: str) -> bool:
        self.form_errors = [*(self.form_errors or ()), error]
        return False

    def role_of(self, column: str) -> SelectField:
        """The field of a column."""
        return self[f"{ROLE}{self.header.index(column)}"]

    def chosen(self) -> dict[str, str]:
        """Column -> role."""
        return {column: self.role_of(column).data or IGNORE for column in self.header}

    def recipe(self, look: Look) -> Recipe:
        """What was chosen; call it after `validate`."""
        return Recipe(
            self.chosen(),
            region=self.region.data or "",
            consent=CONSENT.get(self.consent.data or ""),
            encoding=look.encoding,
            delimiter=look.delimiter,
            sheet=look.sheet,
        )


@dataclass(frozen=True, slots=True)
class Offer:
    """What the form of one file starts from."""

    look: Look
    roles: Mapping[str, str]
    region: str

    @property
    def seen(self) -> str:
        """A fingerprint of the columns."""
        return hashlib.sha256("\0".join(self.look.header).encode()).hexdigest()[:16]


def mapping_form(offer: Offer) -> MappingForm:
    """The form of this file, filled in with what its columns seem to be, or as it was sent."""
    header = offer.look.header
    fields = {f"{ROLE}{at}": SelectField(column, validators=[Optional()]) for at, column in enumerate(header)}
    start = {f"{ROLE}{at}": offer.roles.get(column, IGNORE) for at, column in enumerate(header)}
    form: MappingForm = type("FileMappingForm", (MappingForm,), fields)(
        formdata=_sent(offer), data={**start, "region": offer.region}
    )
    form.header = header
    _offer(form, offer.look)
    for at in range(len(header)):
        form[f"{ROLE}{at}"].choices = roles()
    form.stale = bool(form.seen.data) and form.seen.data != offer.seen
    form.seen.data = offer.seen
    for field in form:
        field.flags.quiet_optional = True
    return form


def _sent(offer: Offer) -> Any:
    """What was sent, without what it says of columns that are not these: those are as proposed."""
    if request.method != "POST":
        return None
    sent = request.form.copy()
    if sent.get("seen", offer.seen) != offer.seen:
        for name in [name for name in sent if name.startswith(ROLE)]:
            del sent[name]
    for at, column in enumerate(offer.look.header):
        sent.setdefault(f"{ROLE}{at}", offer.roles.get(column, IGNORE))
    return sent


def _offer(form: MappingForm, look: Look) -> None:
    if look.encoding is None:
        del form.encoding, form.delimiter
        form.sheet.choices = [(name, name) for name in look.sheets]
        form.sheet.data = look.sheet
    else:
        del form.sheet
        form.encoding.choices = [(name, name) for name in _with(look.encoding, ENCODINGS)]
        form.encoding.data = look.encoding
        form.delimiter.choices = _delimiters(look.delimiter or ",")
        form.delimiter.data = look.delimiter
    form.region.choices = [("", gettext("None: every number says it")), *region_choices()]
    form.consent.choices = [("", gettext("Not recorded")), (YES, gettext("Yes"))]


def _with(own: str, others: Sequence[str]) -> list[str]:
    return [own, *(name for name in others if name != own)]


def _delimiters(own: str) -> Choices:
    names = {",": gettext("Comma"), ";": gettext("Semicolon"), "\t": gettext("Tab"), "|": gettext("Vertical bar")}
    return [(sign, names.get(sign, sign)) for sign in _with(own, tuple(names))]


def region_choices() -> Choices:
    """Countries by name, in the reader's language."""
    names = Locale.parse(str(get_locale())).territories
    found = [(code, str(names[code])) for code in regions() if code in names]
    return sorted(found, key=lambda one: one[1].casefold())
