"""What the reader hands out: the shape of a file and its rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from feedback.errors import Message
from feedback.tables.limits import Sheet, Unreadable

from .choices import Choice

Kind = Literal["csv", "xlsx"]


class CrossTable(Unreadable):
    """Results of a survey where answers are wanted."""


SAMPLE_ROWS = 20


@dataclass(frozen=True, slots=True)
class Problem:
    """Why one row cannot be used, and the column it is about where there is one."""

    reason: Message
    column: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the header; `number` is its line in a spreadsheet, where the header is line 1.

    `extra` holds cells beyond the last column of the header, so that nothing is lost.
    """

    number: int
    cells: dict[str, str]
    problem: Problem | None = None
    extra: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """How records become rows: a name for each column, how many records stand above the first row, counted from the
    first that is not blank, and which columns are the options of one question."""

    names: tuple[str, ...]
    skip: int = 1
    choices: tuple[Choice, ...] = ()
    escaped: bool = False
    """Cells are written as LimeSurvey's vvexport writes them."""


@dataclass(frozen=True, slots=True)
class FileShape:
    """How a file is to be read, with enough of it for a person to see whether the guess is right.

    `encoding` and `delimiter` are None for a workbook, `sheet` is None for text. `certain` is False
    where the encoding is a guess. `width` is the number of columns, those without a name included.
    `names` is a name for each of them; `header` the columns a person chooses among: without our own marks, and with
    one in the place of all the options of a question. `tool` is whose export it is, `before` and `header_rows` are
    the records above the header and of it, `others` further names of columns, `questions` the question of which
    each is one line or option, '' for none, `no_answer` what cells of this tool say where there is no answer.
    """

    kind: Kind
    header: tuple[str, ...]
    sample: tuple[Row, ...]
    width: int
    encoding: str | None = None
    certain: bool = True
    delimiter: str | None = None
    sheets: tuple[Sheet, ...] = ()
    sheet: str | None = None
    notes: tuple[Message, ...] = ()
    names: tuple[str, ...] = ()
    tool: str = ""
    before: int = 0
    header_rows: int = 1
    choices: tuple[Choice, ...] = ()
    others: tuple[tuple[str, ...], ...] = ()
    questions: tuple[str, ...] = ()
    no_answer: tuple[str, ...] = ()

    @property
    def also_called(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """For each column of the file its name and what else it may be called."""
        return tuple(zip(self.names, self.others, strict=False))

    @property
    def layout(self) -> Layout:
        """How its records become rows."""
        escaped = self.tool == "limesurvey" and self.header_rows > 1
        return Layout(self.names or self.header, self.before + self.header_rows, self.choices, escaped)
