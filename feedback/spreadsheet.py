"""Files for spreadsheet programs: cells that never become formulas, lines, and names that are safe to download."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import quote

FORMULA_STARTS = frozenset("=+-@")
CONTROL_STARTS = frozenset("\t\r\n\0")
LONGEST_NAME = 80
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)


def guard_cell(value: object) -> object:
    """The cell with a leading `'` where a spreadsheet could run its text; numbers stay numbers.

    A text that already begins with `'` before such a start gets one more, so that `unguard_cell` gives back
    exactly what was guarded. Case 48 of the security notes (CWE-1236).
    """
    # Nearly every text begins with a letter or a digit, and nothing that does is a formula.
    if isinstance(value, str) and not value[:1].isalnum() and _runs(value.lstrip("'")):
        return f"'{value}"
    return value


def unguard_cell(text: str) -> str:
    """What `guard_cell` was given."""
    return text[1:] if text.startswith("'") and _runs(text.lstrip("'")) else text


def _runs(text: str) -> bool:
    """Whether the first visible character, full-width forms included, begins a formula."""
    for character in text:
        if character in CONTROL_STARTS:
            return True
        if not character.isspace() and unicodedata.category(character) != "Cf":
            return unicodedata.normalize("NFKC", character)[:1] in FORMULA_STARTS
    return False


def csv_line(cells: Sequence[object], delimiter: str = ",") -> str:
    """One line of a CSV file: texts guarded and always in quotation marks, numbers bare, CRLF at the end."""
    return next(csv_lines([cells], delimiter))


def csv_lines(rows: Iterable[Sequence[object]], delimiter: str = ",") -> Iterator[str]:
    """The lines of a CSV file as `csv_line` writes them; None is an empty cell."""
    writer = csv.writer(_Handed(), delimiter=delimiter, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    write: Callable[[list[object]], Any] = writer.writerow
    for cells in rows:
        # Most cells are numbers, or begin with a letter or a digit: those need not be asked one by one.
        yield write([cell if cell.__class__ is not str or cell[:1].isalnum() else guard_cell(cell) for cell in cells])


class _Handed:
    """What csv writes to: a line is handed back as it is, and never kept."""

    def write(self, line: str) -> str:
        return line


def safe_file_name(title: str, extension: str) -> str:
    """A file name of plain ASCII letters, digits, dots, dashes and underscores: no path, no hidden file, no device."""
    letters = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    name = re.sub(r"[^A-Za-z0-9]+", "-", letters).strip("-")[:LONGEST_NAME].strip("-")
    if not name or _RESERVED.fullmatch(name):
        name = f"feedback-{name}".strip("-")
    return f"{name}.{extension}"


def content_disposition(title: str, extension: str) -> str:
    """Value of the Content-Disposition header: an ASCII name, and the title in full after RFC 5987."""
    plain = "".join(" " if unicodedata.category(letter).startswith("C") else letter for letter in title)
    full = re.sub(r'[/\\:*?"<>|\s]+', " ", plain).strip(" .-=+@'")[:LONGEST_NAME] or "feedback"
    encoded = quote(f"{full}.{extension}", safe="")
    return f"attachment; filename=\"{safe_file_name(title, extension)}\"; filename*=UTF-8''{encoded}"
