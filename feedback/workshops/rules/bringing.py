"""Notes that come in from elsewhere: which columns a whiteboard's file has, and what each row becomes. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from feedback.errors import Message, message
from feedback.names import lines, one_line, refusal
from feedback.tables.folding import lookup_key
from feedback.workshops.rules import LONGEST_NOTE
from feedback.workshops.rules.stages import Stages

MOST_NOTES = 2000
MOST_PLACES = 40
"""Different values of the column that says where a note belongs; more are no stages."""
LONGEST_SOURCE = 120

TEXT_WORDS = (
    *("text", "texto", "sticky", "sticky note", "sticky notes", "note", "notes", "nota", "notas", "content"),
    *("contenido", "conteudo", "body", "idea", "ideas", "ideia", "comment", "comentario", "post-it", "title", "titulo"),
)
PLACE_WORDS = (
    *("stage", "etapa", "section", "seccion", "secao", "frame", "marco", "quadro", "area", "zone", "zona", "swimlane"),
    *("group", "grupo", "column", "columna", "coluna", "category", "categoria", "tag", "tags", "etiqueta", "etiquetas"),
    *("color", "colour", "cor", "bg color", "background color", "background colour"),
)
PERSON_WORDS = (
    *("author", "autor", "autora", "created by", "creado por", "criado por", "creator", "creador", "criador"),
    *("last updated by", "modified by", "user", "usuario", "owner", "participant", "participante"),
)
"""Names of columns, folded, the likeliest first, as whiteboards and spreadsheets have them in three languages."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table read whole: names of columns, and per row its line in the spreadsheet with its cells."""

    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]

    def with_header_as_row(self) -> Sheet:
        """The same where the first line is a note like the others."""
        first = min((number for number, _ in self.rows), default=2)
        return Sheet(self.header, ((max(1, first - 1), self.header), *self.rows))


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column is what, by its place in the header; None: there is none such."""

    text: int
    place: int | None = None
    person: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One row as it stands in the file; `place` and `person` are '' where nothing says it."""

    row: int
    text: str
    place: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class Brought:
    """One note that would be taken over. `person` tells people apart and says nothing about them."""

    row: int
    text: str
    stage_code: str
    person: int


@dataclass(frozen=True)
class Reading:
    """What would become of every row: each is exactly one of taken, empty or bad."""

    taken: tuple[Brought, ...] = ()
    empty: int = 0
    bad: tuple[tuple[int, Message], ...] = ()

    @cached_property
    def without_stage(self) -> int:
        return sum(1 for note in self.taken if not note.stage_code)

    @cached_property
    def people(self) -> int:
        return len({note.person for note in self.taken})

    @cached_property
    def repeated(self) -> int:
        """Notes that say the same at the same stage as an earlier one: kept, since several people may write it."""
        counted = Counter((note.stage_code, note.text) for note in self.taken)
        return sum(times - 1 for times in counted.values())


def proposed(header: Sequence[str]) -> Columns:
    """The columns by their names, in the words of whiteboards and spreadsheets; the first is the text otherwise."""
    person, place = _named(header, PERSON_WORDS), _named(header, PLACE_WORDS)
    text = _named(header, TEXT_WORDS)
    others = [index for index in range(len(header)) if index not in (person, place)]
    return Columns(text if text is not None else next(iter(others), 0), place, person)


def _named(header: Sequence[str], words: Sequence[str]) -> int | None:
    """The column called exactly by the earliest of these words, else None."""
    keys = {lookup_key(name): index for index, name in reversed(list(enumerate(header)))}
    return next((keys[word] for word in words if word in keys), None)


def lines_of(sheet: Sheet, columns: Columns) -> list[Line]:
    """The rows with the columns chosen."""

    def cell(cells: Sequence[str], index: int | None) -> str:
        return cells[index] if index is not None and index < len(cells) else ""

    return [
        Line(
            row, cell(cells, columns.text), one_line(cell(cells, columns.place)), one_line(cell(cells, columns.person))
        )
        for row, cells in sheet.rows
    ]


def pasted(text: str, names: tuple[str, str], stages: Stages) -> Sheet:
    """One note a line; "stage: text" puts it on a stage, where what stands before the colon is one.

    `names` are those of the two columns: the note, the stage.
    """
    rows = [(number, _parted(line, stages)) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    return Sheet(names, tuple(rows))


PASTED = Columns(text=0, place=1)


def _parted(line: str, stages: Stages) -> tuple[str, str]:
    before, colon, after = line.partition(":")
    if colon and after.strip() and guessed(before, stages):
        return after.strip(), one_line(before)
    return line.strip(), ""


def places_of(lines_read: Iterable[Line]) -> dict[str, int]:
    """What the rows say of where they belong -> how many say so, in the order of the file; empty where too many."""
    counted = Counter(line.place for line in lines_read if line.place)
    return dict(counted) if len(counted) <= MOST_PLACES else {}


def guessed(place: str, stages: Stages) -> str:
    """Code of the stage that is called so, in any language, or has that code; '' where none does."""
    key = lookup_key(place)
    for stage in stages:
        if key and key in {lookup_key(str(stage["code"])), *(lookup_key(name) for name in stage["name"].values())}:
            return str(stage["code"])
    return ""


def read(lines_read: Sequence[Line], stage_at: Mapping[str, str]) -> Reading:
    """What would become of the rows; `stage_at`: what they say of where they belong -> code of a stage.

    Without a person in the rows, all notes count as one person's: that is the most one can be sure of.
    """
    people: dict[str, int] = {}
    taken, bad, empty = [], [], 0
    for line in lines_read:
        written = lines(line.text)
        if not written:
            empty += 1
        elif len(written) > LONGEST_NOTE:
            bad.append((line.row, message("Longer than %(limit)s characters, which is the limit.", limit=LONGEST_NOTE)))
        else:
            person = people.setdefault(line.person, len(people))
            taken.append(Brought(line.row, written, stage_at.get(line.place, ""), person))
    return Reading(tuple(taken), empty, tuple(bad))


def fit_to_take(reading: Reading) -> None:
    """Invalid where nothing would be taken over, too much would, or a row cannot be: it is all or nothing."""
    if reading.bad:
        raise refusal("notes", message("Nothing was taken over. Mend these rows first: %(rows)s.", rows=_rows(reading)))
    if not reading.taken:
        raise refusal("notes", message("There is no note in it."))
    if len(reading.taken) > MOST_NOTES:
        raise refusal("notes", message("At most %(most)s notes at once. Take them over in parts.", most=MOST_NOTES))


def _rows(reading: Reading) -> str:
    numbers = [str(row) for row, _ in reading.bad]
    return ", ".join(numbers[:20]) + (", …" if len(numbers) > 20 else "")


def new_among(taken: Sequence[Brought], there: Iterable[tuple[str, str]]) -> tuple[list[Brought], int]:
    """The notes that are not there yet, and how many are.

    There already is what was brought from the same source before, at the same stage, counted one by one: the same
    file again adds nothing, two people who both write "price" stay two.
    """
    left = Counter(there)
    new = []
    for note in taken:
        key = (note.stage_code, note.text)
        if left[key]:
            left[key] -= 1
        else:
            new.append(note)
    return new, len(taken) - len(new)
