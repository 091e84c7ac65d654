"""Column names that are unique, never empty, and the same for every spelling a person may use."""

from __future__ import annotations

from collections.abc import Sequence


def one_line(name: str) -> str:
    """Spreadsheet headers hold line breaks and runs of blanks that nobody sees or types."""
    return " ".join(name.split())


def column_letter(index: int) -> str:
    """Spreadsheet letter of a column counted from 0: A, B, …, Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def unique_names(cells: Sequence[str]) -> tuple[str, ...]:
    """A name for each column: `[C]` where the header is empty, `Name (2)` for the second of that name."""
    taken: set[str] = set()
    names = []
    for index, cell in enumerate(cells):
        name = _free(one_line(cell) or f"[{column_letter(index)}]", taken)
        taken.add(name)
        names.append(name)
    return tuple(names)


def _free(name: str, taken: set[str]) -> str:
    if name not in taken:
        return name
    count = 2
    while f"{name} ({count})" in taken:
        count += 1
    return f"{name} ({count})"


def find_column(header: Sequence[str], wanted: str) -> str | None:
    """The column a person means: exactly as written, else the only one equal but for case and blanks."""
    if wanted in header:
        return wanted
    key = one_line(wanted).casefold()
    matches = [name for name in header if name.casefold() == key]
    return matches[0] if len(matches) == 1 else None
