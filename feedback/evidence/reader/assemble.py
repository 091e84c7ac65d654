"""From records to rows: columns named, options joined, short rows padded, long rows marked, nothing lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice

from feedback.errors import message
from feedback.spreadsheet import unguard_cell
from feedback.tables.header import unique_names
from feedback.tables.limits import Limits, Unreadable, nothing_in_it, too_many_rows

from .choices import Choice, choices_in
from .crosstab import why_crosstab
from .header_rows import find_heading
from .heading import MARKERS, Heading
from .shape import SAMPLE_ROWS, CrossTable, FileShape, Kind, Layout, Problem, Row
from .tools.limesurvey import unescaped

Numbered = tuple[int, list[str]]
Records = Iterator[Numbered]
LOOKED_AT = 300
LOOKED_AT_CHARACTERS = 4_000_000
"""How much of the beginning the header, the options of questions and a table of results are judged by."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """What the first records of a table show; `header` are the columns to choose among."""

    heading: Heading
    header: tuple[str, ...]
    names: tuple[str, ...]
    choices: tuple[Choice, ...]
    sample: tuple[Row, ...]
    rows: int

    @property
    def width(self) -> int:
        return len(self.names)


def beginning(records: Records, limits: Limits, *, widen: bool, header_rows: int | None = None) -> Beginning:
    """Header, columns and first rows; raises CrossTable for a table of results.

    `widen`: columns without a header count where the first rows fill them, as in a workbook; in a text table
    they mean that a quotation mark or separator is wrong. `header_rows`: how many a person says the header takes.
    """
    first = _looked_at(records)
    cells = [cells for _, cells in first]
    if refused := why_crosstab(cells):
        raise CrossTable(refused)
    heading = find_heading(cells, header_rows)
    body = first[heading.skip :]
    if not body:
        raise Unreadable(message("The file has a header and no rows below it."))
    width = max([len(heading.names), *(len(row) for _, row in body[:SAMPLE_ROWS] if widen)])
    names = unique_names([*heading.names, *[""] * (width - len(heading.names))])
    choices = choices_in(heading, [row for _, row in body])
    escaped = heading.tool == "limesurvey" and heading.rows > 1
    layout = Layout(names, heading.skip, choices, escaped)
    sample = tuple(islice(below_header(iter(first), layout, limits), SAMPLE_ROWS))
    header = tuple(name for name in _columns(layout) if name not in MARKERS)
    return Beginning(heading, header, names, choices, sample, len(body))


def shape_of(kind: Kind, found: Beginning) -> FileShape:
    """The shape of a file that begins so."""
    heading = found.heading
    return FileShape(
        kind=kind,
        header=found.header,
        sample=found.sample,
        width=found.width,
        names=found.names,
        tool=heading.tool,
        before=heading.before,
        header_rows=heading.rows,
        choices=found.choices,
        others=heading.others,
        questions=tuple(option.question if option else "" for option in heading.options),
        no_answer=heading.no_answer,
    )


def _looked_at(records: Records) -> list[Numbered]:
    """The first records from the first that is not blank: a sample's worth, and more while they are short."""
    found: list[Numbered] = []
    characters = 0
    for number, cells in _from_first_filled(records):
        found.append((number, cells))
        characters += sum(map(len, cells))
        if len(found) > SAMPLE_ROWS and (len(found) >= LOOKED_AT or characters > LOOKED_AT_CHARACTERS):
            break
    return found


def _from_first_filled(records: Records) -> Records:
    for record in records:
        if any(cell.strip() for cell in record[1]):
            return chain([record], records)
    raise nothing_in_it()


def below_header(records: Records, layout: Layout, limits: Limits) -> Iterator[Row]:
    """A row per record below the header, which begins with the first record that is not blank."""
    mended = any(name in MARKERS for name in layout.names)
    below = islice(_from_first_filled(records), layout.skip, None)
    for count, (number, cells) in enumerate(below, start=1):
        if count > limits.rows:
            raise too_many_rows(limits, number)
        if layout.escaped:
            cells = [unescaped(cell) for cell in cells]
        yield _row(number, [unguard_cell(cell) for cell in cells] if mended else cells, layout, limits)


@lru_cache(maxsize=16)
def _columns(layout: Layout) -> tuple[str, ...]:
    """The names of the columns of a row, in order: a question with options stands where its first option stood."""
    firsts = {choice.columns[0]: choice.name for choice in layout.choices}
    own = [layout.names[index] for index in _kept(layout) if index not in firsts]
    return tuple(
        unique_names([*own, firsts[index]])[-1] if index in firsts else layout.names[index] for index in _kept(layout)
    )


@lru_cache(maxsize=16)
def _kept(layout: Layout) -> tuple[int, ...]:
    """The places of those columns: all but the second and further options of a question."""
    joined = {index for choice in layout.choices for index in choice.columns[1:]}
    return tuple(index for index in range(len(layout.names)) if index not in joined)


def _row(number: int, cells: Sequence[str], layout: Layout, limits: Limits) -> Row:
    named = _named(cells, layout)
    for marker in MARKERS:
        named.pop(marker, None)
    beyond = cells[len(layout.names) :]
    extra = tuple(beyond) if any(cell.strip() for cell in beyond) else ()
    return Row(number, named, _too_wide(cells, layout.names) if extra else _too_long(named, limits), extra)


def _named(cells: Sequence[str], layout: Layout) -> dict[str, str]:
    width = len(layout.names)
    padded = [*cells[:width], *[""] * (width - len(cells))]
    for choice in layout.choices:
        padded[choice.columns[0]] = choice.said(cells)
    return {name: padded[index] for name, index in zip(_columns(layout), _kept(layout), strict=True)}


def _too_wide(cells: Sequence[str], names: Sequence[str]) -> Problem:
    return Problem(
        message(
            "The row has %(found)s cells and the header has %(expected)s. Is a quotation mark or separator wrong?",
            found=len(cells),
            expected=len(names),
        )
    )


def _too_long(named: dict[str, str], limits: Limits) -> Problem | None:
    if max(map(len, named.values()), default=0) <= limits.cell:
        return None
    column = max(named, key=lambda name: len(named[name]))
    return Problem(message("Longer than %(limit)s characters, which is the limit.", limit=limits.cell), column)
