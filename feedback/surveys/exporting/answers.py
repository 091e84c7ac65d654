"""Responses as the lines of a table, and the codebook that says what stands in each column. Pure.

One column per thing that can be answered: several choices have one per option (1 or 0), rows and halves one each,
"other" and its like a column of text. After them `code.state` says what became of the question: answered, skipped,
not_applicable or not_shown; an empty cell never has to be guessed at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from feedback.errors import N_, Message, message
from feedback.surveys.conditions.evaluation import State
from feedback.surveys.document import Question, Questionnaire
from feedback.surveys.question_types import TYPES, Answered
from feedback.surveys.question_types.choosing import OTHER, option_codes
from feedback.surveys.wording import kind as kind_wording

ABOUT = ("response", "wave", "group", "answered_at", "language", "seconds", "seed", "marks")
"""The columns before the questions."""
STATE = "state"
Cell = str | float | int | None


@dataclass(frozen=True, slots=True)
class Record:
    """One response: where it belongs, and by question id what was answered and what became of each question."""

    id: str
    wave: str
    group: str
    answered_at: datetime | None
    language: str
    seconds: int | None
    seed: int | None
    answers: Mapping[str, Answered] = field(default_factory=dict)
    states: Mapping[str, State] = field(default_factory=dict)
    marks: str = ""
    """What makes it worth a second look, words of `surveys.marks`."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a question: its name, and which part of the answer it holds.

    `part` is an option of several, a row, a half, "other", or "" for the answer itself.
    """

    question: Question
    part: str = ""

    @property
    def name(self) -> str:
        return f"{self.question.code}.{self.part}" if self.part else self.question.code


_Asked = tuple[str, bool, bool, Question, tuple[Column, ...]]
"""A question's id, whether people answer it, whether its answer is one cell, itself, and its columns."""


@dataclass(frozen=True, slots=True)
class Table:
    """The questions of a document with their columns, made once for all lines."""

    asked: tuple[tuple[Question, tuple[Column, ...]], ...]
    _plan: tuple[_Asked, ...] = ()

    def heading(self) -> list[str]:
        """The first line."""
        names = (name for question, columns in self.asked for name in _names(question, columns))
        return [*ABOUT, *names]

    def line(self, record: Record) -> list[Cell]:
        """The line of one response, in the order of `heading`."""
        cells: list[Cell] = [
            record.id,
            record.wave,
            record.group,
            f"{record.answered_at.isoformat()[:19]}Z" if record.answered_at else None,
            record.language,
            record.seconds,
            record.seed,
            record.marks,
        ]
        answers, states = record.answers, record.states
        for question_id, answerable, whole, question, columns in self._plan:
            answered = answers.get(question_id)
            if whole:
                cells.append(None if answered is None else _whole(answered))
            else:
                cells += [None] * len(columns) if answered is None else _cells(question, columns, answered)
            if answerable:
                cells.append(states.get(question_id, "not_shown"))
        return cells


def table(document: Questionnaire) -> Table:
    """The table of a published version; what only informs has no column."""
    asked = (question for question in document.questions() if question.kind in TYPES and question.kind != "info")
    found = tuple((question, _columns(question)) for question in asked)
    return Table(found, tuple(_planned(question, columns) for question, columns in found))


def _planned(question: Question, columns: tuple[Column, ...]) -> _Asked:
    whole = len(columns) == 1 and not columns[0].part and question.kind != "multi"
    return question.id, TYPES[question.kind].answerable, whole, question, columns


def as_object(made: Table, record: Record) -> dict[str, object]:
    """One response as JSON values: every question with its state and, where it was answered, what was said."""
    about = dict(zip(ABOUT, made.line(record), strict=False))
    return {**about, "answers": {question.code: _value(question, record) for question, _ in made.asked}}


def codebook(document: Questionnaire, language: str) -> Iterator[tuple[str, str, str, str, str, Message, str]]:
    """One line per column and value: column, question's text, stage, value, what it stands for, kind, and note."""
    for question, columns in table(document).asked:
        text = question.text.text_in(language, document.base_language)
        same = (text, question.stage or "")
        for column in columns:
            for value, label in _labels(column, language, document.base_language):
                yield column.name, *same, value, label, kind_wording(question.kind), question.id
        if TYPES[question.kind].answerable:
            for state in ("answered", "skipped", "not_applicable", "not_shown"):
                about = message(N_("What became of the question"))
                yield f"{question.code}.{STATE}", *same, state, "", about, question.id


def _columns(question: Question) -> tuple[Column, ...]:
    kind = TYPES[question.kind]
    parts: Sequence[str] = kind.part_codes(question)
    if question.kind == "multi":
        parts = option_codes(question)
    named = tuple(Column(question, part) for part in parts) or (Column(question),)
    has_words = kind.has_choices and kind.takes_comments(question)
    return (*named, Column(question, f"{OTHER}.text")) if has_words else named


def _names(question: Question, columns: Sequence[Column]) -> Iterator[str]:
    yield from (column.name for column in columns)
    if TYPES[question.kind].answerable:
        yield f"{question.code}.{STATE}"


def _cells(question: Question, columns: Sequence[Column], answered: Answered) -> list[Cell]:
    return [_cell(question, column.part, answered) for column in columns]


def _cell(question: Question, part: str, answered: Answered) -> Cell:
    if answered.not_applicable:
        return None
    if part == f"{OTHER}.text":
        return answered.text
    if question.kind == "multi":
        return int(part in answered.choices)
    return _plain(answered.parts.get(part)) if part else _whole(answered)


def _whole(answered: Answered) -> Cell:
    """The answer itself, where it has no parts."""
    if answered.choices:
        return answered.choices[0] if len(answered.choices) == 1 else ";".join(answered.choices)
    return answered.text if answered.number is None else _plain(answered.number)


def _plain(value: float | str | tuple[str, ...] | None) -> Cell:
    if isinstance(value, tuple):
        return ";".join(value)
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _value(question: Question, record: Record) -> dict[str, object]:
    answered = record.answers.get(question.id)
    state = record.states.get(question.id, "not_shown" if answered is None else "answered")
    said: dict[str, object] = {"state": state}
    if answered is None or answered.not_applicable:
        return said
    if answered.number is not None:
        said["number"] = _plain(answered.number)
    if answered.choices:
        said["choices"] = list(answered.choices)
    if answered.text:
        said["text"] = answered.text
    if answered.parts:
        said["parts"] = {part: list(one) if isinstance(one, tuple) else _plain(one) for part, one in _parts(answered)}
    return said


def _parts(answered: Answered) -> Iterator[tuple[str, float | str | tuple[str, ...]]]:
    yield from answered.parts.items()


def _labels(column: Column, *languages: str) -> Iterator[tuple[str, str]]:
    """The values of a column with what they stand for; one line without a value where anything may stand there."""
    question = column.question
    if question.kind == "multi" and column.part in {choice.code for choice in question.choices}:
        words = next(choice.text.text_in(*languages) for choice in question.choices if choice.code == column.part)
        yield from (("1", words), ("0", ""))
        return
    rows = {row.code: row.text.text_in(*languages) for row in question.rows}
    if column.part == f"{OTHER}.text" or not question.choices or question.kind == "ranking":
        yield "", rows.get(column.part, "")
        return
    for choice in question.choices:
        row = f"{rows[column.part]}: " if column.part in rows else ""
        yield choice.code, f"{row}{choice.text.text_in(*languages)}"
