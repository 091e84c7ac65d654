"""The rows of an XLSForm's sheets before they are written. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from feedback.errors import Message
from feedback.surveys.document import Texts

TRANSLATED = ("label", "hint", "required_message", "constraint_message")
PLAIN = ("required", "relevant", "constraint", "calculation", "appearance", "parameters")
_NAMES = {
    "en": "English",
    "es": "Español",
    "pt": "Português",
    "fr": "Français",
    "de": "Deutsch",
    "it": "Italiano",
    "ca": "Català",
}


@dataclass(slots=True)
class Row:
    """One row of the survey sheet: `cells` by plain column, `texts` by translated one."""

    type: str
    name: str = ""
    cells: dict[str, str] = field(default_factory=dict)
    texts: dict[str, Texts] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ListedChoice:
    """One row of the choices sheet."""

    list_name: str
    name: str
    label: Texts


@dataclass(frozen=True, slots=True)
class Note:
    """One thing the format cannot say: at which question ("" for the whole), and what became of it."""

    question: str
    what: Message


@dataclass(slots=True)
class Sheets:
    """Everything that goes into the workbook."""

    survey: list[Row] = field(default_factory=list)
    choices: list[ListedChoice] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def language_column(code: str) -> str:
    """How a column names a language: "English (en)", or the code alone where we know no name."""
    name = _NAMES.get(code.partition("-")[0])
    return f"{name} ({code})" if name else code


def survey_lines(rows: Sequence[Row], languages: Sequence[str]) -> Iterator[list[str]]:
    """The survey sheet, its header first; columns that nothing stands in are left out."""
    texts = [name for name in TRANSLATED if name == "label" or any(row.texts.get(name) for row in rows)]
    plain = [name for name in PLAIN if any(row.cells.get(name) for row in rows)]
    translated = [(name, code) for name in texts for code in languages]
    yield ["type", "name", *(f"{name}::{language_column(code)}" for name, code in translated), *plain]
    for row in rows:
        said = (row.texts.get(name, Texts()).by_language.get(code, "") for name, code in translated)
        yield [row.type, row.name, *said, *(row.cells.get(name, "") for name in plain)]


def choice_lines(choices: Sequence[ListedChoice], languages: Sequence[str]) -> Iterator[list[str]]:
    """The choices sheet, its header first."""
    yield ["list_name", "name", *(f"label::{language_column(code)}" for code in languages)]
    for one in choices:
        yield [one.list_name, one.name, *(one.label.by_language.get(code, "") for code in languages)]


def settings_lines(settings: Mapping[str, str]) -> Iterator[list[str]]:
    """The settings sheet: one row of names, one of values."""
    yield list(settings)
    yield list(settings.values())
