"""The parts of a workbook around its sheets: their names, the shared strings, which styles are dates.

Read as streams (see xml_stream), in both spellings of the format (transitional and strict). What a number
format means is openpyxl's knowledge, taken from there.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.sax.xmlreader import AttributesImpl

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH
from openpyxl.utils.escape import unescape

from feedback.errors import message

from .archive import has_macros, pieces
from .shape import Sheet, Unreadable, UnsupportedKind, damaged
from .values import storable
from .xml_stream import Events, read_all


@dataclass(slots=True)
class Workbook:
    """A workbook ready to give rows: `parts` names the file of each sheet."""

    archive: zipfile.ZipFile
    sheets: tuple[Sheet, ...]
    parts: dict[str, str]
    strings: list[str] = field(default_factory=list)
    dates: frozenset[int] = frozenset()
    durations: frozenset[int] = frozenset()
    mac_epoch: bool = False

    @property
    def epoch(self) -> object:
        return MAC_EPOCH if self.mac_epoch else WINDOWS_EPOCH


def read_workbook(archive: zipfile.ZipFile) -> Workbook:
    """Everything but the rows. Raises Unreadable for what is not an .xlsx workbook."""
    names = {name.lower(): name for name in archive.namelist()}
    part = _workbook_part(archive, names)
    outline = _Outline()
    read_all(pieces(archive, part), outline)
    links = _links(archive, names, part)
    book = Workbook(archive, *_sheets(outline, links), mac_epoch=outline.mac_epoch)
    if shared := links.of_type("sharedStrings"):
        book.strings = _strings(archive, shared[0])
    if styles := links.of_type("styles"):
        book.dates, book.durations = _date_styles(archive, styles[0])
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
    types = _ContentTypes()
    read_all(pieces(archive, names["[content_types].xml"]), types)
    if types.macros:
        raise has_macros()


def _sheets(outline: _Outline, links: _Links) -> tuple[tuple[Sheet, ...], dict[str, str]]:
    parts = {name: links.targets[link] for name, link in outline.links.items() if link in links.worksheets()}
    sheets = tuple(sheet for sheet in outline.sheets if sheet.name in parts)
    if not sheets:
        raise Unreadable(message("The workbook has no sheet with rows."))
    return sheets, parts


class _ContentTypes(Events):
    def __init__(self) -> None:
        super().__init__()
        self.macros = False

    def opened(self, tag: str, attrs: AttributesImpl) -> None:
        self.macros = self.macros or "macroenabled" in attrs.get("ContentType", "").lower()


class _Outline(Events):
    """xl/workbook.xml: sheets in the order of their tabs and the calendar in use."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[Sheet] = []
        self.links: dict[str, str] = {}
        self.mac_epoch = False

    def opened(self, tag: str, attrs: AttributesImpl) -> None:
        if tag == "workbookPr":
            self.mac_epoch = attrs.get("date1904", "0") in ("1", "true")
        elif tag == "sheet":
            name = storable(attrs.get("name", ""))
            link = next((attrs[key] for key in attrs.getNames() if key.rpartition(":")[2] == "id"), "")
            self.sheets.append(Sheet(name, hidden=attrs.get("state", "visible") != "visible"))
            self.links[name] = link


class _Links(Events):
    """A relationships part: id → the file it names, seen from `folder`."""

    def __init__(self, folder: str, names: dict[str, str]) -> None:
        super().__init__()
        self._folder = folder
        self._names = names
        self.targets: dict[str, str] = {}
        self.types: dict[str, str] = {}

    def opened(self, tag: str, attrs: AttributesImpl) -> None:
        if tag != "Relationship" or attrs.get("TargetMode") == "External":
            return
        path = posixpath.normpath(posixpath.join("/", self._folder, attrs.get("Target", ""))).lstrip("/")
        if path.lower() in self._names:
            link = attrs.get("Id", "")
            self.targets[link] = self._names[path.lower()]
            self.types[link] = attrs.get("Type", "").rpartition("/")[2]

    def of_type(self, kind: str) -> list[str]:
        return [self.targets[link] for link, type_ in self.types.items() if type_ == kind]

    def worksheets(self) -> set[str]:
        return {link for link, type_ in self.types.items() if type_ == "worksheet"}


def _links(archive: zipfile.ZipFile, names: dict[str, str], part: str) -> _Links:
    folder, base = posixpath.split(part)
    links = _Links(folder, names)
    rels = posixpath.join(folder, "_rels", f"{base}.rels").lower()
    if rels in names:
        read_all(pieces(archive, names[rels]), links)
    return links


class _Strings(Events):
    """xl/sharedStrings.xml: the text of each `si`, its runs joined, without phonetic readings."""

    def __init__(self) -> None:
        super().__init__()
        self.strings: list[str] = []
        self._runs: list[str] = []
        self._in_text = False
        self._phonetic = 0

    def opened(self, tag: str, attrs: AttributesImpl) -> None:
        self._in_text = tag == "t" and not self._phonetic
        self._phonetic += tag == "rPh"

    def closed(self, tag: str) -> None:
        self._in_text = False
        self._phonetic -= tag == "rPh"
        if tag == "si":
            self.strings.append(storable(unescape("".join(self._runs))))
            self._runs.clear()

    def text(self, content: str) -> None:
        if self._in_text:
            self._runs.append(content)


def _strings(archive: zipfile.ZipFile, part: str) -> list[str]:
    handler = _Strings()
    read_all(pieces(archive, part), handler)
    return handler.strings


class _Styles(Events):
    """xl/styles.xml: the number format of each cell style; the looks are not read, so odd ones do no harm."""

    def __init__(self) -> None:
        super().__init__()
        self.formats: dict[int, str] = dict(BUILTIN_FORMATS)
        self.cells: list[int] = []
        self._in_cells = False

    def opened(self, tag: str, attrs: AttributesImpl) -> None:
        if tag == "cellXfs":
            self._in_cells = True
        elif tag == "xf" and self._in_cells:
            self.cells.append(_number(attrs.get("numFmtId", "0")))
        elif tag == "numFmt":
            self.formats[_number(attrs.get("numFmtId", "0"))] = attrs.get("formatCode", "")

    def closed(self, tag: str) -> None:
        if tag == "cellXfs":
            self._in_cells = False


def _number(text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise damaged() from error


def _date_styles(archive: zipfile.ZipFile, part: str) -> tuple[frozenset[int], frozenset[int]]:
    """Indexes of the cell styles that show a date or time, and of those that show a duration."""
    styles = _Styles()
    read_all(pieces(archive, part), styles)
    codes = {number for number in set(styles.cells) if is_date_format(styles.formats.get(number))}
    spans = {number for number in codes if is_timedelta_format(styles.formats[number])}
    return frozenset(_indexes(styles.cells, codes)), frozenset(_indexes(styles.cells, spans))


def _indexes(cells: list[int], wanted: set[int]) -> Iterator[int]:
    return (index for index, number in enumerate(cells) if number in wanted)
