"""Several columns that are one question: each is an option, and its cells say whether it was chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from feedback.tables.folding import lookup_key

from .heading import Heading, Record, cell
from .likert import is_no_answer

CHOSEN = frozenset({"true", "1", "1.0", "yes", "y", "si", "sim", "verdadero", "verdadeiro", "x", "checked", "selected"})
NOT_CHOSEN = frozenset({"", "false", "0", "0.0", "no", "n", "nao", "falso", "unchecked", "not selected", "quoted"})
BETWEEN = "; "


@dataclass(frozen=True, slots=True)
class Choice:
    """Columns `first` (counted from 0) and on are the options of one question called `name`."""

    name: str
    columns: tuple[int, ...]
    options: tuple[str, ...]

    def said(self, cells: Sequence[str]) -> str:
        """What was chosen, `; ` between, from the cells of a whole row; '' for nothing."""
        pairs = zip(self.columns, self.options, strict=True)
        return BETWEEN.join(filter(None, (_said(cells[at], option) for at, option in pairs if at < len(cells))))


def _said(text: str, option: str) -> str:
    """The option where it was chosen; where the cell says anything else, that too."""
    key = lookup_key(text)
    if key in NOT_CHOSEN or is_no_answer(text):
        return ""
    return option if key in CHOSEN or key == lookup_key(option) else f"{option}: {text.strip()}"


def choices_in(heading: Heading, rows: Sequence[Record]) -> tuple[Choice, ...]:
    """The questions of several choices, judged by these rows: at least two options, and every cell a yes, a no, or
    the name of its option; none where nothing was ever chosen, or the numbers are a scale."""
    by_question: dict[str, list[int]] = {}
    for index, option in enumerate(heading.options):
        if option is not None and _is_option(option.option, [cell(row, index) for row in rows], heading.no_answer):
            by_question.setdefault(option.question, []).append(index)
    return tuple(
        Choice(question, tuple(columns), tuple(_label(heading, index) for index in columns))
        for question, columns in by_question.items()
        if len(columns) > 1 and _ever_chosen(columns, rows)
    )


def _label(heading: Heading, index: int) -> str:
    found = heading.options[index]
    assert found is not None
    return found.option


def _is_option(option: str, cells: Sequence[str], no_answer: Sequence[str]) -> bool:
    said = {lookup_key(text) for text in cells if text and text not in no_answer and not is_no_answer(text)}
    own = frozenset({lookup_key(option)})
    return said <= (CHOSEN | NOT_CHOSEN | own)


def _ever_chosen(columns: Sequence[int], rows: Sequence[Record]) -> bool:
    """Somewhere a yes; where only yes and no alternate in every row, each column is a question of its own."""
    cells = [lookup_key(cell(row, index)) for row in rows for index in columns]
    # False everywhere is what a tool writes for options; a blank everywhere says nothing of what they are.
    return any(one and one not in NOT_CHOSEN for one in cells) or any(one in {"false", "0"} for one in cells)
