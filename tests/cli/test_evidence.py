"""`feedback evidence import`."""

from __future__ import annotations

import csv
import gzip
import io
import json
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from tests.cli.conftest import Run

IMPORT = ("--organisation", "acme", "--group", "customers", "--text", "text")
CSV = "text,stars,stage\nWaited,2,booking\nKind,5,nowhere\nBad,9,\n,1,\n"


@pytest.fixture(autouse=True)
def group(run: Run) -> None:
    added = run("group", "add", "customers", "--organisation", "acme", "--kind", "customer", "--name", "Clientes")
    assert added.exit_code == 0, added.output


def written(folder: Path, content: str = CSV, name: str = "reviews.csv", encoding: str = "utf-8") -> str:
    path = folder / name
    data = content.encode(encoding)
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    return str(path)


def account(run: Run, *arguments: str) -> dict[str, Any]:
    done = run("evidence", "import", *arguments, *IMPORT, "--json")
    assert done.exit_code == 0, done.output
    printed: dict[str, Any] = json.loads(done.stdout)
    assert printed["rows"] == printed["imported"] + printed["duplicates"] + printed["empty"] + len(printed["bad"])
    return printed


def test_the_account_of_an_import_and_of_the_same_again(run: Run, tmp_path: Path) -> None:
    file = written(tmp_path)
    first = account(run, file, "--rating", "stars", "--rating-scale=1..5")
    import_id = first.pop("import")
    [bad] = first.pop("bad")
    assert (first, bad["row"], bad["column"]) == (
        {"rows": 4, "imported": 2, "duplicates": 0, "empty": 1, "encoding": "utf-8", "delimiter": ","},
        4,
        "stars",
    )
    assert bad["reason"] == "9 is not a rating from 1 to 5."
    again = account(run, file, "--rating", "stars", "--rating-scale", "1..5")
    assert (again["imported"], again["duplicates"], again["import"] == import_id) == (0, 2, False)


def test_reasons_are_in_the_language_of_the_installation(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FEEDBACK_DEFAULT_LANGUAGE", "es")
    [bad] = account(run, written(tmp_path), "--rating", "stars", "--rating-scale=1..5")["bad"]
    assert bad["reason"] == "9 no es una valoración de 1 a 5."


@pytest.mark.parametrize(
    ("name", "delimiter", "encoding"),
    [("a.csv", ";", "cp1252"), ("a.tsv", "\t", "utf-16"), ("a.csv.gz", ",", "utf-8")],
)
def test_kinds_of_files(run: Run, tmp_path: Path, name: str, delimiter: str, encoding: str) -> None:
    lines = [["text", "where"], *(["La habitación estaba fría y la señora fue amable", "Málaga"],) * 3]
    table = io.StringIO()
    csv.writer(table, delimiter=delimiter).writerows(lines)
    printed = account(run, written(tmp_path, table.getvalue(), name, encoding))
    assert (printed["rows"], printed["imported"], printed["delimiter"], printed["encoding"]) == (
        3,
        3,
        delimiter,
        encoding,
    )


def test_a_workbook(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([("text", "stars"), ("Fine", 5), ("Not a number", "x")]):
            sheet.write_row(number, 0, row)
    printed = account(run, str(path), "--rating", "stars", "--rating-scale", "5..1")
    assert (printed["imported"], [bad["row"] for bad in printed["bad"]], printed["delimiter"]) == (1, [3], None)


def test_strict_takes_nothing_and_says_why(run: Run, tmp_path: Path) -> None:
    arguments = (written(tmp_path), *IMPORT, "--rating", "stars", "--rating-scale=1..5")
    refused = run("evidence", "import", *arguments, "--strict", "--json")
    printed = json.loads(refused.stdout)
    assert (refused.exit_code, printed["imported"], printed["rows"], [bad["row"] for bad in printed["bad"]]) == (
        1,
        0,
        1,
        [4],
    )
    assert "1" in refused.stderr
    assert account(run, arguments[0], "--rating", "stars", "--rating-scale=1..5")["imported"] == 2


def test_wrong_names_are_wrong_use(run: Run, tmp_path: Path) -> None:
    file = written(tmp_path)
    for wrong in (
        ["--organisation", "nowhere"], ["--group", "martians"], ["--text", "comment"], ["--date", "when"],
        ["--stage", "elsewhere"], ["--rating", "stars"], ["--rating-scale", "1..5"], ["--kind", "gossip"],
        ["--rating", "stars", "--rating-scale", "1..1"], ["--rating", "stars", "--rating-scale", "good"],
        ["--stage", "visit", "--stage-column", "stage"],
    ):  # fmt: skip
        refused = run("evidence", "import", file, *IMPORT, *wrong)
        assert (refused.exit_code, refused.stdout) == (2, ""), wrong
    assert run("evidence", "import", str(tmp_path / "missing.csv"), *IMPORT).exit_code == 2
    assert account(run, file)["duplicates"] == 0


def test_an_unknown_column_is_answered_with_those_there_are(run: Run, tmp_path: Path) -> None:
    refused = run("evidence", "import", written(tmp_path), *IMPORT, "--date", "when")
    assert "text, stars, stage" in refused.stderr


def test_what_is_no_table_is_refused(run: Run, tmp_path: Path) -> None:
    for name, content in (("empty.csv", ""), ("picture.csv", "\x89PNG\r\n")):
        file = written(tmp_path, content, name, "latin-1")
        refused = run("evidence", "import", file, *IMPORT)
        assert (refused.exit_code, refused.stdout) == (1, ""), name
    assert list((tmp_path / "var" / "files").glob("*")) == []


def test_a_source_is_the_name_of_the_file_unless_it_is_given(run: Run, tmp_path: Path) -> None:
    account(run, written(tmp_path, name="a.csv"))
    assert account(run, written(tmp_path, name="b.csv"))["duplicates"] == 0
    assert account(run, written(tmp_path, name="c.csv"), "--source", "a")["imported"] == 0


def test_dates_that_can_be_read_in_two_ways_are_mentioned(run: Run, tmp_path: Path) -> None:
    file = written(tmp_path, "text,when\na,03/04/2024\n")
    done = run("evidence", "import", file, *IMPORT, "--date", "when")
    assert (done.exit_code, json.loads(done.stdout)["imported"]) == (0, 1)
    assert "2024-04-03" in done.stderr


SURVEY = (
    "RespondentID,How was it?,,Why?,City\n,Food,Room,Open-Ended Response,Response\n7,good,bad,so,Lima\n8,ok,,,Cali\n"
)


def test_several_columns_of_texts_and_two_header_rows(run: Run, tmp_path: Path) -> None:
    file = written(tmp_path, SURVEY)
    several = ("--text", "How was it?: Room", "--text", "Why?", "--text", "Food", "--segment", "City")
    done = run("evidence", "import", file, "--organisation", "acme", "--group", "customers", *several, "--json")
    assert done.exit_code == 0, done.output
    printed = json.loads(done.stdout)
    assert (printed["rows"], printed["imported"], printed["bad"]) == (2, 2, [])
    again = run("evidence", "import", file, "--organisation", "acme", "--group", "customers", *several, "--json")
    assert json.loads(again.stdout)["duplicates"] == 2


def test_a_table_of_results_is_refused_with_the_reason(run: Run, tmp_path: Path) -> None:
    rows = "".join(f"Answer {number},25%,50%,12%\n" for number in range(6))
    refused = run("evidence", "import", written(tmp_path, f"text,Total,Men,Women\n{rows}"), *IMPORT)
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "table of results" in refused.stderr
