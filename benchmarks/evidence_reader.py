"""How fast evidence files are read, in how much memory, and how fast hostile ones are refused.

    python benchmarks/evidence_reader.py

Real files are looked for in FEEDBACK_CORPORA, else in ../shared/data/feedback beside the repository, and in
../import/tabular next to that; one line says so where they are absent. A row is read, mapped to its longest
column and given its key, as an import does before it writes. Each line runs in a process of its own: `MB` is the
most memory it held above what it held before. Promise: refusal within 2 s and 100 MB.
"""

from __future__ import annotations

import gzip
import io
import json
import multiprocessing
import os
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

CORPORA = Path(os.environ.get("FEEDBACK_CORPORA", Path(__file__).resolve().parents[2] / "shared" / "data" / "feedback"))
TABULAR = CORPORA.parent / "import" / "tabular"
EXPECTED = CORPORA.parent / "import" / "expected"
SENTENCE = "La habitación estaba limpia pero nadie respondió al teléfono en toda la mañana"
Line = tuple[str, str]


def main() -> None:
    """Print the three tables."""
    with tempfile.TemporaryDirectory() as folder:
        table("Real files", read_file, real_files())
        table("Generated files", read_file, generated(Path(folder)))
        table("Hostile files", refuse, hostile(Path(folder)))
    facts()


def table(title: str, measure: Callable[[Path], str], files: Iterator[Path]) -> None:
    print(f"\n{title}")
    for path in files:
        print(f"  {path.name[:52]:<52} {apart(measure, path)}", flush=True)


def apart(measure: Callable[[Path], str], path: Path) -> str:
    """The measure's line with seconds and memory, from a fresh process."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(timed, (measure, path))


def timed(measure: Callable[[Path], str], path: Path) -> str:
    import feedback.evidence.reader  # noqa: F401 - what is measured is reading, not loading the package

    before = most_memory()
    start = time.perf_counter()
    said = measure(path)
    seconds = time.perf_counter() - start
    return f"{seconds:6.2f} s {most_memory() - before:6.1f} MB  {said}"


def most_memory() -> float:
    """Most resident memory of this process so far, in MB. (`ru_maxrss` would count what its parent held.)"""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def read_file(path: Path) -> str:
    """Everything an import does with a file before it writes."""
    from feedback.evidence.reader import BadRow, ColumnMapping, Item, read_item, read_through, row_key, rows, sniff

    shape = sniff(path, path.name)
    start = time.perf_counter()
    text = max(shape.header, key=lambda name: sum(len(row.cells[name]) for row in shape.sample))
    whole = read_through(path, shape)
    mapping, items, bad = ColumnMapping(text=text), 0, 0
    for row in rows(path, shape):
        item = read_item(row, mapping, {})
        items += isinstance(item, Item)
        bad += isinstance(item, BadRow)
        row_key(row.cells, "benchmark", "customers")
    speed = whole.rows / (time.perf_counter() - start)
    return f"{speed:8,.0f} rows/s  {whole.rows:,} rows, {items:,} texts, {bad} bad"


def refuse(path: Path) -> str:
    from feedback.evidence.reader import Unreadable, read_through, sniff

    try:
        whole = read_through(path, sniff(path, path.name))
    except Unreadable as refused:
        return f"{path.stat().st_size:>10,} bytes  {refused.status} {refused.message}"
    return f"{path.stat().st_size:>10,} bytes  read: {whole.rows} rows"


def real_files() -> Iterator[Path]:
    files = sorted([*CORPORA.glob("*.csv*"), *TABULAR.glob("*.csv"), *TABULAR.glob("*.xlsx")])
    if not files:
        print(f"  none at {CORPORA}")
    yield from files


def generated(folder: Path) -> Iterator[Path]:
    lines = (f'{number},"{SENTENCE} {number}",{number % 5 + 1},13/02/2024,web\r\n' for number in range(300_000))
    with gzip.open(folder / "300000-rows.csv.gz", "wt", encoding="utf-8", compresslevel=1) as file:
        file.write("id,text,rating,date,source\r\n")
        file.writelines(lines)
    yield folder / "300000-rows.csv.gz"
    yield workbook_of(folder / "50000-rows.xlsx", 50_000)


def workbook_of(path: Path, count: int) -> Path:
    import xlsxwriter

    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["id", "text", "rating", "date", "source"])
        for number in range(1, count + 1):
            sheet.write_row(number, 0, [number, f"{SENTENCE} {number}", number % 5 + 1, "2024-02-13", "web"])
    return path


MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
NOTHING = f"<row>{'<c/>' * 16_384}</row>"
ENTITIES = "<!DOCTYPE x [<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))


def hostile(folder: Path) -> Iterator[Path]:
    for name, make in HOSTILE.items():
        path = folder / name
        path.write_bytes(make())
        yield path


def sheet(rows: str, before: str = "") -> dict[str, str]:
    return book_parts(f"<worksheet {MAIN}>{before}<sheetData>{rows}</sheetData></worksheet>")


def in_the_workbook() -> bytes:
    return packed({**book_parts(""), "xl/workbook.xml": f"{ENTITIES}]><workbook>&a9;</workbook>"})


def four_rows() -> str:
    return "".join(f"<row><c><v>{number}</v></c></row>" for number in range(4))


HOSTILE: dict[str, Callable[[], bytes]] = {
    "4-GB-declared.xlsx": lambda: declared(sheet("<row/>"), 0xFFFFFFF0),
    "1-kB-declared-300-MB-inside.xlsx": lambda: declared(book_parts(" " * 300_000_000), 1000),
    "entity-bomb-in-a-sheet.xlsx": lambda: packed(book_parts(f"{ENTITIES}]><worksheet>&a9;</worksheet>")),
    "entity-bomb-in-the-workbook.xlsx": in_the_workbook,
    "5-million-cells-in-one-row.xlsx": lambda: packed(sheet(f"<row>{'<c/>' * 5_000_000}</row>")),
    "5-million-cells-of-nothing.xlsx": lambda: packed(sheet(NOTHING * 305)),
    "1-million-cells-of-nothing.xlsx": lambda: packed(sheet(NOTHING * 61)),
    "attribute-of-9-MB.xlsx": lambda: packed(sheet(f'<row x="{"y" * 9_000_000}"/>')),
    "declared-A1-XFD1048576.xlsx": lambda: packed(sheet(four_rows(), '<dimension ref="A1:XFD1048576"/>')),
    "70000-entries.xlsx": lambda: packed({f"x{number}": "" for number in range(70_000)}),
    "2-GB-of-zeros.csv.gz": lambda: gzip.compress(bytes(50_000_000)) * 40,
    "2-GB-of-line-ends.csv.gz": lambda: gzip.compress(b"\n" * 50_000_000) * 40,
    "2000-columns.csv": lambda: b",".join([b"c"] * 2000) + b"\n" + b",".join([b"1"] * 2000) + b"\n",
    "1000000-rows.csv": lambda: b"text\n" + b"bien\n" * 1_000_000,
    "unclosed-quote.csv": lambda: b"text,n\n" + b"bien,1\n" * 1000 + b'"mal,2\n' * 99,
    "field-of-200-kB.csv": lambda: b"text,n\n" + b"x" * 200_000 + b",1\n",
    "line-of-100-MB.csv": lambda: b"x" * 100_000_000,
}


def book_parts(sheet: str) -> dict[str, str]:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link = '<Relationships><Relationship Id="r1" Type="{0}/{1}" Target="{2}"/></Relationships>'
    return {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": link.format(office, "officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns:r="{office}"><sheets><sheet name="A" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": link.format(office, "worksheet", "sheet1.xml"),
        "xl/sheet1.xml": sheet,
    }


def packed(parts: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def declared(parts: dict[str, str], size: int) -> bytes:
    """The file with another size of its last part in both headers."""
    data = bytearray(packed(parts))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        local = archive.getinfo("xl/sheet1.xml").header_offset
    data[local + 22 : local + 26] = size.to_bytes(4, "little")
    central = data.rfind(b"PK\x01\x02")
    data[central + 24 : central + 28] = size.to_bytes(4, "little")
    return bytes(data)


def facts() -> None:
    """Where the real files' facts are written down: what was read against what is in them."""
    from feedback.evidence.reader import read_through, sniff

    if not EXPECTED.exists():
        return
    print("\nFacts of the real tables: rows and columns read = expected, encoding and delimiter")
    for path in sorted(TABULAR.glob("*.csv")):
        known = json.loads((EXPECTED / f"{path.name}.json").read_text())
        shape = sniff(path, path.name)
        rows = read_through(path, shape).rows + 1
        print(
            f"  {path.name[:48]:<48} {rows} = {known['data_rows'] + known['header_rows']} lines, "
            f"{shape.width} = {known['columns']} columns, {shape.encoding} = {known['encoding']}, "
            f"{shape.delimiter!r} = {known['delimiter']!r}"
        )


if __name__ == "__main__":
    main()
