"""What the small parts of a workbook say, each read as a stream."""

from __future__ import annotations

import posixpath

from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.utils.escape import unescape

from .limits import Sheet, damaged
from .values import storable
from .xml_stream import Events

# Excel's own limit; the patterns that look into a format take the square of its length.
LONGEST_FORMAT = 255


class ContentTypes(Events):
    """[Content_Types].xml: whether any part is declared to hold macros."""

    def __init__(self) -> None:
        super().__init__()
        self.macros = False

    def opened(self, tag: str, attrs: dict[str, str]) -> None:
        self.macros = self.macros or "macroenabled" in attrs.get("ContentType", "").lower()


class Outline(Events):
    """xl/workbook.xml: sheets in the order of their tabs and the calendar in use."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[Sheet] = []
        self.links: dict[str, str] = {}
        self.mac_epoch = False

    def opened(self, tag: str, attrs: dict[str, str]) -> None:
        if tag == "workbookPr":
            self.mac_epoch = attrs.get("date1904", "0") in ("1", "true")
        elif tag == "sheet":
            name = storable(attrs.get("name", ""))
            link = next((attrs[key] for key in attrs if key.rpartition(":")[2] == "id"), "")
            self.sheets.append(Sheet(name, hidden=attrs.get("state", "visible") != "visible"))
            self.links[name] = link


class Links(Events):
    """A relationships part: id → the file it names, seen from `folder`."""

    def __init__(self, folder: str, names: dict[str, str]) -> None:
        super().__init__()
        self._folder = folder
        self._names = names
        self.targets: dict[str, str] = {}
        self.types: dict[str, str] = {}

    def opened(self, tag: str, attrs: dict[str, str]) -> None:
        if tag != "Relationship" or attrs.get("TargetMode") == "External":
            return
        path = posixpath.normpath(posixpath.join("/", self._folder, attrs.get("Target", ""))).lstrip("/")
        if path.lower() in self._names:
            link = attrs.get("Id", "")
            self.targets[link] = self._names[path.lower()]
            self.types[link] = attrs.get("Type", "").rpartition("/")[2]

    def of_type(self, kind: str) -> list[str]:
        """Files linked as `kind`, the last word of the relationship's type."""
        return [self.targets[link] for link, type_ in self.types.items() if type_ == kind]

    def worksheets(self) -> set[str]:
        """Ids of the links that lead to a sheet with rows, and not to a chart or a dialog."""
        return {link for link, type_ in self.types.items() if type_ == "worksheet"}


class Strings(Events):
    """xl/sharedStrings.xml: the text of each `si`, its runs joined, without phonetic readings."""

    def __init__(self) -> None:
        super().__init__()
        self.strings: list[str] = []
        self._runs: list[str] = []
        self._in_text = False
        self._phonetic = 0

    def opened(self, tag: str, attrs: dict[str, str]) -> None:
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


class Styles(Events):
    """xl/styles.xml: the number format of each cell style; the looks are not read, so odd ones do no harm."""

    def __init__(self) -> None:
        super().__init__()
        self.formats: dict[int, str] = dict(BUILTIN_FORMATS)
        self.cells: list[int] = []
        self._in_cells = False

    def opened(self, tag: str, attrs: dict[str, str]) -> None:
        if tag == "cellXfs":
            self._in_cells = True
        elif tag == "xf" and self._in_cells:
            self.cells.append(_number(attrs.get("numFmtId", "0")))
        elif tag == "numFmt":
            self.formats[_number(attrs.get("numFmtId", "0"))] = attrs.get("formatCode", "")[:LONGEST_FORMAT]

    def closed(self, tag: str) -> None:
        if tag == "cellXfs":
            self._in_cells = False


def _number(text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise damaged() from error
