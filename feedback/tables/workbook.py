"""The parts of a workbook around its sheets: their names, the shared strings, which styles are dates or shares.

Read as streams (see xml_stream), in both spellings of the format (transitional and strict). What a number
format means is openpyxl's knowledge, taken from there.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from openpyxl.styles.numbers import is_date_format, is_timedelta_format
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH

from feedback.errors import message

from .archive import has_macros, pieces
from .limits import Sheet, Unreadable, UnsupportedKind, damaged
from .workbook_parts import ContentTypes, Links, Outline, Strings, Styles
from .xml_stream import read_all


@dataclass(slots=True)
class Workbook:
    """A workbook ready to give rows: `parts` names the file of each sheet."""

    archive: zipfile.ZipFile
    sheets: tuple[Sheet, ...]
    parts: dict[str, str]
    strings: list[str] = field(default_factory=list)
    dates: frozenset[int] = frozenset()
    durations: frozenset[int] = frozenset()
    shares: frozenset[int] = frozenset()
    """Styles whose numbers say a share as 70%; empty where they are wanted as they are stored, 0.7."""
    mac_epoch: bool = False

    @property
    def epoch(self) -> object:
        return MAC_EPOCH if self.mac_epoch else WINDOWS_EPOCH


def read_workbook(archive: zipfile.ZipFile, *, as_percent: bool = False) -> Workbook:
    """Everything but the rows; with `as_percent` a cell that shows 70% says so, and not 0.7.

    Raises Unreadable for what is not an .xlsx workbook.
    """
    names = {name.lower(): name for name in archive.namelist()}
    part = _workbook_part(archive, names)
    outline = Outline()
    read_all(pieces(archive, part), outline)
    links = _links(archive, names, part)
    book = Workbook(archive, *_sheets(outline, links), mac_epoch=outline.mac_epoch)
    if shared := links.of_type("sharedStrings"):
        book.strings = _strings(archive, shared[0])
    if styles := links.of_type("styles"):
        found = _styles(archive, styles[0])
        book.dates, book.durations = _date_styles(found)
        book.shares = _share_styles(found) if as_percent else frozenset()
    return book


def _workbook_part(archive: zipfile.ZipFile, names: dict[str, str]) -> str:
    _refuse_others(archive, names)
    target = next(iter(_links(archive, names, "").of_type("officeDocument")), "xl/workbook.xml")
    if target.lower() not in names:
        raise damaged()
    return names[target.lower()]


def _refuse_others(archive: zipfile.ZipFile, names: dict[str, str]) -> None:
    if "[content_types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise UnsupportedKind(
            message("The file is not an Excel workbook (.xlsx). Save the table as .xlsx or .csv and choose that.")
        )
    if "xl/workbook.bin" in names:
        raise UnsupportedKind(message("This is a binary Excel file (.xlsb). Save it as .xlsx or .csv and choose that."))
    types = ContentTypes()
    read_all(pieces(archive, names["[content_types].xml"]), types)
    if types.macros:
        raise has_macros()


def _sheets(outline: Outline, links: Links) -> tuple[tuple[Sheet, ...], dict[str, str]]:
    parts = {name: links.targets[link] for name, link in outline.links.items() if link in links.worksheets()}
    sheets = tuple(sheet for sheet in outline.sheets if sheet.name in parts)
    if not sheets:
        raise Unreadable(message("The workbook has no sheet with rows."))
    return sheets, parts


def _links(archive: zipfile.ZipFile, names: dict[str, str], part: str) -> Links:
    folder, base = posixpath.split(part)
    links = Links(folder, names)
    rels = posixpath.join(folder, "_rels", f"{base}.rels").lower()
    if rels in names:
        read_all(pieces(archive, names[rels]), links)
    return links


def _strings(archive: zipfile.ZipFile, part: str) -> list[str]:
    handler = Strings()
    read_all(pieces(archive, part), handler)
    return handler.strings


def _styles(archive: zipfile.ZipFile, part: str) -> Styles:
    styles = Styles()
    read_all(pieces(archive, part), styles)
    return styles


def _share_styles(styles: Styles) -> frozenset[int]:
    """Indexes of the cell styles that show 0.7 as 70%."""
    return frozenset(_indexes(styles.cells, {number for number, code in styles.formats.items() if "%" in code}))


def _date_styles(styles: Styles) -> tuple[frozenset[int], frozenset[int]]:
    """Indexes of the cell styles that show a date or time, and of those that show a duration."""
    codes = {number for number in set(styles.cells) if is_date_format(styles.formats.get(number))}
    spans = {number for number in codes if is_timedelta_format(styles.formats[number])}
    return frozenset(_indexes(styles.cells, codes)), frozenset(_indexes(styles.cells, spans))


def _indexes(cells: list[int], wanted: set[int]) -> Iterator[int]:
    return (index for index, number in enumerate(cells) if number in wanted)
