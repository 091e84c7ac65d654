"""Which column of a file means what, and how the names in its cells are compared with ours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from feedback.errors import Invalid, UnknownName, message
from feedback.tables.folding import lookup_key
from feedback.tables.header import find_column

from .dates import DateOrder
from .scale import Scale

_COLUMNS = ("text", "rating", "date", "stage_column", "group_column", "source_column", "lang_column")


ALL_TEXTS, OWN = "*", ""
"""What a rating goes with: every text of its row, or none."""


@dataclass(frozen=True, slots=True)
class RatingColumn:
    """A rating that goes with one column of texts, with ALL_TEXTS, or is OWN: one by itself.

    Where its text is not written the rating is kept by itself.
    """

    column: str
    scale: Scale
    beside: str = OWN


@dataclass(frozen=True, slots=True)
class SegmentColumn:
    """An attribute of who speaks. `spellings`: what a cell says, folded → how it is written for everybody."""

    column: str
    spellings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Columns by name; what has no column of its own is one value for the whole file.

    `text` is the first column of texts ('' in a file of ratings only), `more_texts` are the others: each cell is a
    piece of evidence of its own. `rating` needs `scale` and is only kept with the texts of its row; `ratings` are kept
    in any case.
    `stage` and `stage_column` exclude each other. `no_answer`: cells that say there is no answer.
    """

    text: str
    rating: str | None = None
    scale: Scale | None = None
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
    more_texts: tuple[str, ...] = ()
    ratings: tuple[RatingColumn, ...] = ()
    segments: tuple[SegmentColumn, ...] = ()
    no_answer: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """Every column of texts, in order."""
        return tuple(filter(None, (self.text, *self.more_texts)))

    @property
    def columns(self) -> frozenset[str]:
        """Every column that something is read from."""
        named = {getattr(self, name) for name in _COLUMNS} | set(self.more_texts)
        rated = {rating.column for rating in self.ratings}
        return frozenset(filter(None, named | rated | {segment.column for segment in self.segments}))

    def resolved(self, header: Sequence[str], others: Others = ()) -> ColumnMapping:
        """The same with every column as the header spells it; UnknownName for one it does not have.

        `others`: for each column of the file its name and what else it may be called.
        """
        if self.rating and not self.scale:
            raise Invalid(message("A rating column needs its scale: which number is worst and which is best."))
        if self.stage and self.stage_column:
            raise Invalid(message("Choose one stage for the whole file or a column of stages, not both."))
        if not (self.texts or self.ratings):
            raise Invalid(message("Choose a column of texts or a rating: without one there is nothing to import."))
        names = _Names(header, others)
        found: dict[str, Any] = {}
        for name in _COLUMNS:
            if column := getattr(self, name):
                found[name] = names.existing(column)
        return replace(
            self,
            **found,
            more_texts=tuple(map(names.existing, self.more_texts)),
            ratings=tuple(names.rating(rating) for rating in self.ratings),
            segments=tuple(replace(one, column=names.existing(one.column)) for one in self.segments),
        )


Others = Sequence[tuple[str, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class _Names:
    """The columns a person may name: by their headers, or by what else stands above them."""

    header: Sequence[str]
    others: Others

    def existing(self, wanted: str) -> str:
        found = find_column(self.header, wanted) or self._by_another_name(wanted)
        if found is None:
            raise UnknownName(
                message(
                    "The file has no column called %(name)s. Its columns are: %(columns)s.",
                    name=wanted,
                    columns=", ".join(self.header),
                )
            )
        return found

    def rating(self, rating: RatingColumn) -> RatingColumn:
        beside = rating.beside if rating.beside in (ALL_TEXTS, OWN) else self.existing(rating.beside)
        return replace(rating, column=self.existing(rating.column), beside=beside)

    def _by_another_name(self, wanted: str) -> str | None:
        """The one column that has this other name."""
        known = [(name, also) for name, also in self.others if name in self.header]
        matches = {name for name, also in known if find_column(tuple(dict.fromkeys(also)), wanted)}
        return matches.pop() if len(matches) == 1 else None


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
