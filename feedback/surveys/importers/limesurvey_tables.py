"""The tables of a LimeSurvey export (.lss, .lsg, .lsq), row by row as the XML has them. Pure.

One table per element; a row's cells are elements; a cell that is not there or empty is NULL. Files before about
DBVersion 400 repeat a row per language, later ones keep texts in tables of their own (`*_l10ns`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from feedback.errors import N_
from feedback.surveys.importers.opening import NotImportable, Upload

LONGEST_CELL = 200_000
"""Characters of one cell; longer ones hold embedded pictures."""

Row = dict[str, str]


@dataclass(slots=True)
class Tables:
    """A file: its kind (Survey, Group, Question), the languages it names, and its rows by table."""

    kind: str = ""
    languages: list[str] = field(default_factory=list)
    rows: dict[str, list[Row]] = field(default_factory=dict)

    def of(self, table: str) -> list[Row]:
        """The rows of a table, none where the file does not have it."""
        return self.rows.get(table, [])


def read_tables(upload: Upload) -> Tables:
    """Every table of the file.

    Raises:
        NotImportable: it is no well-formed export of LimeSurvey.
    """
    tables = Tables()
    path: list[Element] = []
    for event, element in upload.elements():
        if event == "start":
            path.append(element)
            continue
        path.pop()
        _take(tables, [one.tag for one in path], element)
        if path and len(path) <= 3:
            path[-1].remove(element)
    if not tables.kind:
        raise NotImportable(N_("This file is not an export of LimeSurvey."))
    return tables


def _take(tables: Tables, above: list[str], element: Element) -> None:
    match above:
        case ["document"] if element.tag == "LimeSurveyDocType":
            tables.kind = (element.text or "").strip()
        case ["document", "languages"]:
            tables.languages.append((element.text or "").strip())
        case ["document", table, "rows"] if element.tag == "row":
            tables.rows.setdefault(table, []).append(_cells(element))


def _cells(row: Element) -> Row:
    return {cell.tag: cell.text[:LONGEST_CELL] for cell in row if cell.text}
