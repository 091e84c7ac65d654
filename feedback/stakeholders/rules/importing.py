"""From the rows of a file to people, every row accounted for. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from feedback.addresses import email_of, phone_of
from feedback.errors import Invalid, Message, message
from feedback.spreadsheet import unguard_cell
from feedback.stakeholders.rules.columns import IGNORE, SEGMENT, Recipe, attribute_of
from feedback.stakeholders.rules.contacts import Details, details_of, yes_or_no
from feedback.stakeholders.rules.languages import lang_of
from feedback.tables.limits import Limits, Source, Unreadable
from feedback.tables.table import opened_table

LIMITS = Limits(unpacked=60_000_000, rows=50_000, columns=200, cell=10_000, field=200_000)
"""One import is one transaction, so a file is bounded by what can be written while others wait their turn."""
SAMPLE = 20


@dataclass(frozen=True, slots=True)
class Bad:
    """A cell that keeps the file out; `row` is its line in a spreadsheet, `column` '' for the whole row."""

    row: int
    column: str
    reason: Message


@dataclass(frozen=True, slots=True)
class Found:
    """A row that says who somebody is."""

    row: int
    details: Details


@dataclass(slots=True)
class Reading:
    """What a file says; rows = people + empty + rows with something bad."""

    rows: int = 0
    empty: int = 0
    people: list[Found] = field(default_factory=list)
    bad: list[Bad] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Look:
    """The beginning of a file, for a person to see whether it is read right. `sample`: column -> cell."""

    header: tuple[str, ...]
    sample: list[dict[str, str]]
    encoding: str | None
    delimiter: str | None
    sheets: tuple[str, ...]
    sheet: str | None
    notes: tuple[Message, ...]


def look_at(
    source: Source,
    filename: str,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    sheet: str | None = None,
    limits: Limits = LIMITS,
) -> Look:
    """How the file is read, or would be as a person chose; raises Unreadable, also where it has no rows."""
    with opened_table(source, filename, limits, encoding=encoding, delimiter=delimiter, sheet=sheet) as table:
        rows = [dict(zip(table.header, cells, strict=False)) for _, cells in islice(table.rows, SAMPLE)]
        if not rows:
            raise Unreadable(message("The file has a header and no rows below it."))
        names = tuple(one.name for one in table.sheets)
        return Look(table.header, rows, table.encoding, table.delimiter, names, table.sheet, table.notes)


def read_people(source: Source, filename: str, recipe: Recipe, limits: Limits = LIMITS) -> Reading:
    """Everybody in the file; raises Unreadable where it is no table or has more than the limits."""
    reading = Reading()
    with opened_table(
        source, filename, limits, encoding=recipe.encoding, delimiter=recipe.delimiter, sheet=recipe.sheet
    ) as table:
        for number, cells in table.rows:
            reading.rows += 1
            _take(reading, number, table.header, cells, recipe)
    return reading


def _take(reading: Reading, number: int, header: Sequence[str], cells: Sequence[str], recipe: Recipe) -> None:
    if any(cell.strip() for cell in cells[len(header) :]):
        reading.bad.append(Bad(number, "", _too_wide(len(cells), len(header))))
        return
    row = {name: unguard_cell(cell).strip() for name, cell in zip(header, cells, strict=False)}
    if not any(cell for name, cell in row.items() if recipe.roles.get(name, IGNORE) != IGNORE):
        reading.empty += 1
        return
    try:
        reading.people.append(Found(number, _details(row, recipe)))
    except Invalid as error:
        reading.bad += _wrong(number, row, recipe) or [_together(number, recipe, error)]


def _too_wide(found: int, expected: int) -> Message:
    return message(
        "The row has %(found)s cells and the header has %(expected)s. Is a quotation mark or separator wrong?",
        found=found,
        expected=expected,
    )


def _wrong(number: int, row: Mapping[str, str], recipe: Recipe) -> list[Bad]:
    """Each cell that cannot be."""
    return [
        Bad(number, column, reason)
        for column, cell in row.items()
        if cell
        and (check := _CHECKS.get(recipe.roles.get(column, IGNORE)))
        and (reason := _refused(check, cell, recipe))
    ]


def _together(number: int, recipe: Recipe, error: Invalid) -> Bad:
    """Where every cell can be: what is wrong with the row."""
    name, reason = next(iter(error.fields.items()), ("", error.message))
    return Bad(number, recipe.column_of(SEGMENT if name == "segments" else name) or "", reason)


def _refused(check: Callable[[str, Recipe], object], cell: str, recipe: Recipe) -> Message | None:
    try:
        check(cell, recipe)
    except Invalid as error:
        return error.message
    return None


_CHECKS: Mapping[str, Callable[[str, Recipe], object]] = {
    "email": lambda cell, recipe: email_of(cell),
    "phone": lambda cell, recipe: phone_of(cell, recipe.region),
    "lang": lambda cell, recipe: lang_of(cell),
    "consent": lambda cell, recipe: yes_or_no("consent", cell),
    "opted_out": lambda cell, recipe: yes_or_no("opted_out", cell),
}


def _details(row: Mapping[str, str], recipe: Recipe) -> Details:
    said = {role: row[column] for column, role in recipe.roles.items() if row.get(column) and role != SEGMENT}
    consent = yes_or_no("consent", said.get("consent", ""))
    names = [said.get("first_name", ""), said.get("last_name", "")]
    return details_of(
        email=said.get("email"),
        phone=said.get("phone"),
        reference=said.get("reference"),
        name=said.get("name") or " ".join(filter(None, names)),
        lang=said.get("lang"),
        consent=recipe.consent if consent is None else consent,
        opted_out=bool(yes_or_no("opted_out", said.get("opted_out", ""))),
        segments={**recipe.segments, **_segments(row, recipe)},
        region=recipe.region,
    )


def _segments(row: Mapping[str, str], recipe: Recipe) -> dict[str, str]:
    return {attribute_of(column): row.get(column, "") for column, role in recipe.roles.items() if role == SEGMENT}
