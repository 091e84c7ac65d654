from __future__ import annotations

import csv
import io
from pathlib import Path

from feedback.cli.analysed import sheet
from feedback.cli.analysed.reading import Columns
from feedback.cli.analysed.result import analyse_file
from tests.cli.analysed.files import WAITED, file


def test_one_line_per_row_in_its_order(tmp_path: Path) -> None:
    path = file(tmp_path, f"{WAITED},a,visita,", "n/a,b,,", '"=1+1 la espera",a,,')
    with analyse_file(path, Columns("text", group="who", stage="where")) as found:
        written = "".join(sheet.lines(found))
    rows = list(csv.DictReader(io.StringIO(written.removeprefix("\ufeff"))))
    assert tuple(rows[0]) == sheet.HEADER
    assert [(row["row"], row["text"], row["group"], row["stage"], row["cluster"]) for row in rows] == [
        ("0", WAITED, "a", "visita", "waiting"),
        ("1", "n/a", "b", "", ""),
        ("2", "'=1+1 la espera", "a", "", "waiting"),
    ]
