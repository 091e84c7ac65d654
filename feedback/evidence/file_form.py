"""The form of one file: how it is read, what each column becomes, and what is the same for all of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from feedback.evidence import rules
from feedback.evidence.column_fields import ColumnFields
from feedback.evidence.reader import (
    ColumnMapping,
    DateOrder,
    FileShape,
    RatingColumn,
    Role,
    SegmentColumn,
    spellings_of,
)
from feedback.evidence.recipe import source_named
from feedback.web.forms import Form


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


def _put(field: Any, error: str) -> str:
    field.errors = [*field.errors, error]
    return error
