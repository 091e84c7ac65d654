"""Workbooks made by hand, honest and hostile ones."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_REL = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/xl/workbook.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)


def relationships(targets: Mapping[str, str]) -> str:
    """Relationships part from kind → target, numbered rId1, rId2, …"""
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{REL}/{kind.rstrip("0123456789")}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), start=1)
    )
    return f'<Relationships xmlns="{PACKAGE_REL}">{links}</Relationships>'


def sheet_xml(rows: Sequence[Sequence[str | float | None]], before: str = "") -> str:
    """A sheet with inline strings and numbers."""
    body = "".join(f"<row>{''.join(_cell(value) for value in row)}</row>" for row in rows)
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{body}</sheetData></worksheet>'


def _cell(value: str | float | None) -> str:
    if value is None:
        return "<c/>"
    if isinstance(value, str):
        return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    return f"<c><v>{value}</v></c>"


def parts(sheets: Mapping[str, str], *, states: Mapping[str, str] | None = None, **more: str) -> dict[str, str]:
    """The parts of a workbook; `more`: strings=…, styles=… as XML."""
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{number}" state="{(states or {}).get(name, "visible")}" '
        f'r:id="rId{number}"/>'
        for number, name in enumerate(sheets, start=1)
    )
    targets = {f"worksheet{number}": f"worksheets/sheet{number}.xml" for number in range(1, len(sheets) + 1)}
    files = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": relationships({"officeDocument": "xl/workbook.xml"}),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{REL}"><sheets>{listed}</sheets></workbook>',
    }
    for number, xml in enumerate(sheets.values(), start=1):
        files[f"xl/worksheets/sheet{number}.xml"] = xml
    if "strings" in more:
        targets["sharedStrings"] = "sharedStrings.xml"
        files["xl/sharedStrings.xml"] = more["strings"]
    if "styles" in more:
        targets["styles"] = "styles.xml"
        files["xl/styles.xml"] = more["styles"]
    files["xl/_rels/workbook.xml.rels"] = relationships(targets)
    return files


def packed(files: Mapping[str, str | bytes]) -> bytes:
    """A zip file of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def workbook(rows: Sequence[Sequence[str | float | None]], **more: str) -> bytes:
    """A workbook of one sheet."""
    return packed(parts({"Sheet1": sheet_xml(rows)}, **more))


def declaring(data: bytes, name: str, size: int) -> bytes:
    """The same zip file, its directory and header declaring another unpacked size for one part."""
    changed = bytearray(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        local = archive.getinfo(name).header_offset
    struct.pack_into("<L", changed, local + 22, size)
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        length = struct.unpack_from("<H", data, at + 28)[0]
        if data[at + 46 : at + 46 + length].decode() == name:
            struct.pack_into("<L", changed, at + 24, size)
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(changed)
