"""Which column of a file means what, and how the names in its cells are compared with ours."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from feedback.errors import Invalid, UnknownName, message

from .dates import DateOrder
from .header import find_column, one_line
from .scale import RatingScale

_COLUMNS = ("text", "rating", "date", "stage_column", "group_column", "source_column", "lang_column")


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Columns by name; what has no column of its own is one value for the whole file.

    `rating` needs `scale`; `stage` and `stage_column` exclude each other.
    """

    text: str
    rating: str | None = None
    scale: RatingScale | None = None
    date: str | None = None
    date_order: DateOrder = field(default_factory=DateOrder)
    stage_column: str | None = None
    stage: str | None = None
    group_column: str | None = None
    source: str = ""
    source_column: str | None = None
    lang: str | None = None
    lang_column: str | None = None
    kind: str = "review"

    def resolved(self, header: Sequence[str]) -> ColumnMapping:
        """The same with every column as the header spells it; UnknownName for one it does not have."""
        if self.rating and not self.scale:
            raise Invalid(message("A rating column needs its scale: which number is worst and which is best."))
        if self.stage and self.stage_column:
            raise Invalid(message("Choose one stage for the whole file or a column of stages, not both."))
        found: dict[str, Any] = {}
        for name in _COLUMNS:
            if column := getattr(self, name):
                found[name] = _existing(header, column)
        return replace(self, **found)


def lookup_key(text: str) -> str:
    """How names of stages and groups are compared: without case, accents and runs of blanks."""
    letters = unicodedata.normalize("NFKD", one_line(text)).casefold()
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def lookup(names: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """From code → its names in any language: what a cell may say → code.

    A code always means itself; a name that two codes share means neither.
    """
    owners: dict[str, set[str]] = {}
    for code, spellings in names.items():
        for spelling in spellings:
            owners.setdefault(lookup_key(spelling), set()).add(code)
    unique = {key: next(iter(codes)) for key, codes in owners.items() if len(codes) == 1}
    return unique | {lookup_key(code): code for code in names}


def _existing(header: Sequence[str], wanted: str) -> str:
    found = find_column(header, wanted)
    if found is None:
        raise UnknownName(
            message(
                "The file has no column called %(name)s. Its columns are: %(columns)s.",
                name=wanted,
                columns=", ".join(header),
            )
        )
    return found
