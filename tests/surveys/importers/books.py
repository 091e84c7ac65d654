"""Workbooks made inside the tests: .xlsx by XlsxWriter, .xls record by record, as nothing installed writes it."""

from __future__ import annotations

import io
import struct
from collections.abc import Mapping, Sequence

import xlsxwriter

Cell = str | float | bool | None
Rows = Sequence[Sequence[Cell]]

SECTOR = 512
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def xlsx(sheets: Mapping[str, Rows]) -> bytes:
    """A workbook with these sheets."""
    raw = io.BytesIO()
    with xlsxwriter.Workbook(raw, {"in_memory": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, cells in enumerate(rows):
                for column, value in enumerate(cells):
                    if value is not None and value != "":
                        sheet.write(number, column, value)
    return raw.getvalue()


def form(*survey: Sequence[Cell], header: Sequence[str] = ("type", "name", "label"), **sheets: Rows) -> bytes:
    """An XLSForm: the rows of its survey sheet, and more sheets."""
    return xlsx({"survey": [header, *survey], **sheets})


def xls(sheets: Mapping[str, Rows]) -> bytes:
    """An old workbook (BIFF8 in a compound file) with these sheets."""
    return compound({"Workbook": _book(sheets)})


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file with one large stream per name."""
    padded = {name: data.ljust(4096, b"\0") for name, data in streams.items()}
    sectors = [data + b"\0" * (-len(data) % SECTOR) for data in padded.values()]
    counts = [len(data) // SECTOR for data in sectors]
    tables = 1
    while tables * SECTOR // 4 < tables + 1 + sum(counts):
        tables += 1
    chain = [FAT] * tables + [END]
    starts = []
    for count in counts:
        starts.append(len(chain))
        chain += [*range(len(chain) + 1, len(chain) + count), END]
    chain += [FREE] * (tables * SECTOR // 4 - len(chain))
    directory = _entry("Root Entry", 5, END, 0, child=1)
    for number, (name, data) in enumerate(padded.items(), 1):
        following = number + 1 if number < len(padded) else FREE
        directory += _entry(name, 2, starts[number - 1], len(data), right=following)
    header = _header(tables)
    allocation = struct.pack(f"<{len(chain)}L", *chain)
    return header + allocation + directory.ljust(SECTOR, b"\0") + b"".join(sectors)


def _header(tables: int) -> bytes:
    fixed = struct.pack("<8s16sHHHHH6x", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6)
    counts = struct.pack("<LLLLLLLLL", 0, tables, tables, 0, 4096, END, 0, END, 0)
    listed = [*range(tables), *([FREE] * (109 - tables))]
    return fixed + counts + struct.pack("<109L", *listed)


def _entry(name: str, kind: int, start: int, size: int, child: int = FREE, right: int = FREE) -> bytes:
    text = name.encode("utf-16-le")
    head = text.ljust(64, b"\0") + struct.pack("<HBB", len(text) + 2, kind, 1)
    return head + struct.pack("<LLL16x4x8x8xLQ", FREE, right, child, start, size)


def _book(sheets: Mapping[str, Rows]) -> bytes:
    bodies = [_sheet(rows) for rows in sheets.values()]
    bounds_size = sum(4 + 8 + len(name.encode("utf-16-le")) for name in sheets)
    offset = 4 + 16 + bounds_size + 4
    head = _record(0x0809, struct.pack("<HHHHLL", 0x0600, 0x0005, 0, 0, 0, 0))
    for name, body in zip(sheets, bodies, strict=True):
        text = name.encode("utf-16-le")
        head += _record(0x0085, struct.pack("<LBBBB", offset, 0, 0, len(name), 1) + text)
        offset += len(body)
    return head + _record(0x000A, b"") + b"".join(bodies)


def _sheet(rows: Rows) -> bytes:
    body = _record(0x0809, struct.pack("<HHHHLL", 0x0600, 0x0010, 0, 0, 0, 0))
    for number, cells in enumerate(rows):
        for column, value in enumerate(cells):
            if value is not None and value != "":
                body += _cell(number, column, value)
    return body + _record(0x000A, b"")


def _cell(row: int, column: int, value: Cell) -> bytes:
    place = struct.pack("<HHH", row, column, 0)
    if isinstance(value, bool):
        return _record(0x0205, place + struct.pack("<BB", value, 0))
    if isinstance(value, int | float):
        return _record(0x0203, place + struct.pack("<d", value))
    text = str(value)
    return _record(0x0204, place + struct.pack("<HB", len(text), 1) + text.encode("utf-16-le"))


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data
