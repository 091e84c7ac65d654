"""How long and how much memory an import takes: hostile files, each in a process of its own, and real forms.

    python benchmarks/importing.py [FILE…]

Promises: a hostile file ends in a refusal within 2 s and 100 MB; a sheet that only declares a million rows is read.
Seconds are those of the clock, with everything `inspect` loads (on a busy machine read the processor's beside them);
memory is the peak of the whole process (Linux).
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

SECONDS, MEGABYTES = 2.0, 100
MILLION = 1_000_000


def workbook(sheet: bytes, strings: bytes = b"", **parts: bytes) -> bytes:
    """A workbook with one sheet called survey, written by hand: a library would take minutes."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    links = "".join(
        f'<Relationship Id="r{number}" Type="{office}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(
            (("worksheet", "worksheets/sheet.xml"), ("sharedStrings", "strings.xml"))
        )
    )
    files = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="survey" sheetId="1" r:id="r0"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">{links}</Relationships>',
        "xl/worksheets/sheet.xml": f'<worksheet xmlns="{main}"><dimension ref="A1:XFD1048576"/><sheetData>'.encode()
        + sheet
        + b"</sheetData></worksheet>",
        "xl/strings.xml": f'<sst xmlns="{main}">'.encode() + strings + b"</sst>",
    }
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {**files, **parts}.items():
            archive.writestr(name, data)
    return raw.getvalue()


def cells(row: int, *texts: str) -> bytes:
    inline = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts)
    return f'<row r="{row}">{inline}</row>'.encode()


HEAD = cells(1, "type", "name", "label") + cells(2, "text", "q", "Question")


def filled() -> bytes:
    return workbook(HEAD + b"".join(cells(row, "text", f"q{row}", "x") for row in range(3, MILLION)))


def formatted() -> bytes:
    blank = b'<row r="%d"><c r="A%d" s="1"/><c r="B%d" s="1"/></row>'
    return workbook(HEAD + b"".join(blank % (row, row, row) for row in range(3, MILLION)))


def bomb() -> bytes:
    return workbook(HEAD + b" " * 200_000_000)


def amplified() -> bytes:
    row = b'<row r="%d"><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row>'
    return workbook(b"".join(row % number for number in range(1, 15_000)), b"<si><t>" + b"x" * 150_000 + b"</t></si>")


def many_strings() -> bytes:
    return workbook(HEAD, b"".join(b"<si><t>%d</t></si>" % number for number in range(400_000)))


def entries() -> bytes:
    return workbook(HEAD, **{f"xl/junk/{number}": b"" for number in range(70_000)})  # type: ignore[arg-type]


def macros() -> bytes:
    return workbook(HEAD, **{"xl/vbaProject.bin": b"x"})  # type: ignore[arg-type]


def deep_json() -> bytes:
    return b'{"pages":' + b"[" * 2_000_000


def wide_json() -> bytes:
    return b'{"pages":[' + b"{}," * 2_500_000 + b"{}]}"


def many_elements() -> bytes:
    return json.dumps({"elements": [{"type": "text", "name": f"q{n}"} for n in range(100_000)]}).encode()


def many_rules() -> bytes:
    choices = [str(number) for number in range(15_000)]
    rule = " or ".join("{q} = '5'" for _ in range(20))
    elements = [{"type": "text", "name": f"t{n}", "visibleIf": rule} for n in range(2_000)]
    return json.dumps({"elements": [{"type": "radiogroup", "name": "q", "choices": choices}, *elements]}).encode()


def entities() -> bytes:
    return b'<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><document>&b;</document>'


HOSTILE: tuple[tuple[str, Callable[[], bytes]], ...] = (
    ("1,000,000 filled rows", filled),
    ("a million rows with a look and no value", formatted),
    ("200 MB that pack into 200 kB", bomb),
    ("one long text 30,000 times", amplified),
    ("400,000 shared texts", many_strings),
    ("70,000 packed parts", entries),
    ("macros", macros),
    ("JSON two million levels deep", deep_json),
    ("JSON of 2,500,000 objects", wide_json),
    ("100,000 questions", many_elements),
    ("40,000 comparisons with 15,000 options", many_rules),
    ("XML entities", entities),
)
_ONE = """
import sys, time
started = time.perf_counter()
from feedback.errors import ProductError
from feedback.surveys.importers import inspect
try:
    said = f"read, {len(inspect(sys.argv[1]).questions)} questions"
except ProductError as error:
    said = f"{error.status} {error}"
status = open("/proc/self/status").read()
peak = int(status.partition("VmHWM:")[2].split()[0]) / 1024
print(f"{time.perf_counter() - started:.2f}\\t{time.process_time():.2f}\\t{peak:.0f}\\t{said[:90]}")
"""


def measured(path: Path) -> tuple[float, float, float, str]:
    """Seconds, seconds of the processor, megabytes and the outcome of importing one file in a new process."""
    done = subprocess.run([sys.executable, "-c", _ONE, str(path)], capture_output=True, text=True, check=True)
    seconds, processor, megabytes, said = done.stdout.strip().split("\t")
    return float(seconds), float(processor), float(megabytes), said


def main(arguments: list[str]) -> None:
    print(f"{'file':<44}{'seconds':>8}{'CPU':>6}{'MB':>6}  outcome")
    with tempfile.TemporaryDirectory() as folder:
        for name, make in HOSTILE:
            path = Path(folder) / "file"
            path.write_bytes(make())
            _line(name, *measured(path))
    for argument in arguments:
        _line(Path(argument).name, *measured(Path(argument)))


def _line(name: str, seconds: float, processor: float, megabytes: float, said: str) -> None:
    late = "" if seconds <= SECONDS and megabytes <= MEGABYTES else "  OVER"
    print(f"{name:<44}{seconds:>8.2f}{processor:>6.2f}{megabytes:>6.0f}  {said}{late}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
