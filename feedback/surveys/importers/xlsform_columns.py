"""What the columns of an XLSForm sheet are: `label::English (en)`, `bind:relevant`, duplicates. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from feedback.surveys.importers.source import Words
from feedback.surveys.importers.xlsform_workbook import Row, plain_name

_BOOLEANS = {"TRUE": "True", "FALSE": "False"}
"""A name typed as True becomes a cell that is true or false, shown in capitals; its author wrote it like this."""
_NAMESPACES = ("bind", "body", "control", "media", "instance")
_ALIASES = {
    "command": "type",
    "caption": "label",
    "relevance": "relevant",
    "constraining_message": "constraint_message",
    "constraintmsg": "constraint_message",
    "jr:constraintmsg": "constraint_message",
    "requiredmsg": "required_message",
    "jr:requiredmsg": "required_message",
    "readonly": "read_only",
    "calculate": "calculation",
    "count": "repeat_count",
    "jr:count": "repeat_count",
    "list": "list_name",
    "title": "form_title",
    "set_form_title": "form_title",
    "id_string": "form_id",
    "language": "default_language",
}
TRANSLATED = ("label", "hint", "guidance_hint", "constraint_message", "required_message", "image", "audio", "video")
"""Columns that may stand once per language."""
_TEXTS = ("label", "hint", "constraint_message", "required_message")


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its plain name; `language` as the file writes it, "" where it names none."""

    name: str
    language: str = ""


@dataclass(slots=True)
class Line:
    """One row: its number in the spreadsheet and what its cells say, without the empty ones."""

    number: int
    cells: dict[str, str] = field(default_factory=dict)
    texts: dict[str, Words] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """The cell of a column, "" where it is empty or there is no such column."""
        return self.cells.get(name, "")

    def words(self, name: str) -> Words:
        """The texts of a translated column, by language."""
        return self.texts.get(name, Words())


def columns(header: Sequence[str], aliases: dict[str, str] | None = None) -> tuple[Column | None, ...]:
    """What each cell of the first row names; None for one that names nothing."""
    return tuple(_column(cell, {**_ALIASES, **(aliases or {})}) for cell in header)


def lines(rows: Sequence[Row], aliases: dict[str, str] | None = None) -> tuple[tuple[Column | None, ...], list[Line]]:
    """The columns of a sheet and the lines below them; of two columns alike the first that says something counts."""
    if not rows:
        return (), []
    header = columns(rows[0][1], aliases)
    return header, [_line(header, number, cells) for number, cells in rows[1:]]


def languages(*headers: Sequence[Column | None]) -> list[str]:
    """The languages that label columns name, in order of appearance; those of hints and messages after them."""
    named = [column for header in headers for column in header if column and column.language]
    ordered = [one for one in named if one.name == "label"] + [one for one in named if one.name in _TEXTS]
    found: dict[str, str] = {}
    for column in ordered:
        found.setdefault(same_language(column.language), column.language)
    return list(found.values())


def same_language(name: str) -> str:
    """What two spellings of one language have in common: "English(en)" and "english (EN)" are one."""
    return "".join(name.lower().split())


def _line(header: tuple[Column | None, ...], number: int, cells: list[str]) -> Line:
    line = Line(number)
    for column, text in _filled(header, cells):
        if column.name in TRANSLATED:
            line.texts.setdefault(column.name, Words()).setdefault(column.language, text)
        else:
            line.cells.setdefault(
                column.name, _BOOLEANS.get(text, text.strip()) if column.name == "name" else text.strip()
            )
    return line


def _filled(header: tuple[Column | None, ...], cells: list[str]) -> Iterator[tuple[Column, str]]:
    for column, text in zip(header, cells, strict=False):
        if column and text.strip():
            yield column, text


def _column(cell: str, aliases: dict[str, str]) -> Column | None:
    parts = [part.strip() for part in (cell.split("::") if "::" in cell else cell.split(":", 1))]
    if parts[0].lower() in _NAMESPACES and len(parts) > 1:
        parts = [":".join(parts[1:2]), *parts[2:]] if "::" in cell else _rest(parts[1])
    name = _known(parts[:1], aliases)
    if len(parts) > 1 and name not in TRANSLATED:
        return Column(_known(parts, aliases))
    return Column(name, " ".join("::".join(parts[1:]).split())) if name else None


def _known(parts: list[str], aliases: dict[str, str]) -> str:
    name = ":".join(map(plain_name, parts))
    return aliases.get(name, name)


def _rest(text: str) -> list[str]:
    """`bind:jr:constraintMsg` names one thing; `media:image:French` a thing and a language."""
    return [text] if text.lower().startswith("jr:") else [part.strip() for part in text.split(":", 1)]
