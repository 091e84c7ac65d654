"""`feedback survey import` and `export`."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli.conftest import Run
from tests.surveys.importers.books import form

CHOICES = [["list_name", "name", "label"], ["c", "a", "A"], ["c", "b", "B"]]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "our visit.xlsx"
    made.write_bytes(form(("select_one c", "which", "Which?"), ("image", "photo", "Photo"), choices=CHOICES))
    return made


def imported(run: Run, file: Path, *arguments: str) -> dict[str, Any]:
    done = run("survey", "import", str(file), "--organisation", "acme", "--json", *arguments)
    assert done.exit_code == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def exported(run: Run, code: str) -> dict[str, Any]:
    done = run("survey", "export", code, "--format", "json")
    assert done.exit_code == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_a_file_becomes_a_draft_and_what_is_lost_is_said(run: Run, file: Path) -> None:
    found = imported(run, file)
    assert [(one["code"], one["field"], one["kind"]) for one in found["questions"]] == [
        ("which", "which", "single"),
        ("photo", "photo", "file"),
    ]
    assert [line["question"] for line in found["report"]] == ["photo"]
    document = exported(run, found["questionnaire"])
    assert document["title"] == {"en": "our visit"}
    assert [question["kind"] for question in document["sections"][0]["questions"]] == ["single", "text"]


def test_the_same_bytes_are_the_same_draft(run: Run, file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.xlsx"
    copy.write_bytes(file.read_bytes())
    assert imported(run, file)["questionnaire"] == imported(run, copy)["questionnaire"]


def test_without_json_the_code_comes_first(run: Run, file: Path) -> None:
    code = imported(run, file)["questionnaire"]
    lines = run("survey", "import", str(file), "--organisation", "acme").stdout.splitlines()
    assert lines[:3] == [code, "", "not taken over as it is (1):"]


def test_a_stage_for_every_question(run: Run, file: Path, tmp_path: Path) -> None:
    stages = [{"code": "visit", "name": {"es": "Visita"}}]
    journey = tmp_path / "journey.json"
    journey.write_text(json.dumps({"code": "route", "name": {"es": "Ruta"}, "stages": stages}), "utf-8")
    assert run("journey", "import", str(journey), "--organisation", "acme").exit_code == 0
    code = imported(run, file, "--stage", "visit")["questionnaire"]
    questions = exported(run, code)["sections"][0]["questions"]
    assert [question["stage"] for question in questions] == ["visit", "visit"]


def test_our_own_json_goes_out_in_and_out_again_byte_for_byte(run: Run, file: Path, tmp_path: Path) -> None:
    first = tmp_path / "first.json"
    code = imported(run, file)["questionnaire"]
    assert run("survey", "export", code, "--out", str(first)).exit_code == 0
    again = imported(run, first)
    assert (again["questionnaire"] == code, again["report"]) == (False, [])
    done = run("survey", "export", again["questionnaire"])
    assert done.stdout_bytes == first.read_bytes()


def test_a_workbook_goes_to_a_file_or_to_a_pipe(run: Run, file: Path, tmp_path: Path) -> None:
    code = imported(run, file)["questionnaire"]
    out = tmp_path / "out.xlsx"
    done = run("survey", "export", code, "--format", "xlsform", "--out", str(out))
    assert (done.exit_code, done.stdout_bytes) == (0, b"")
    piped = run("survey", "export", code, "--format", "xlsform").stdout_bytes
    assert piped == out.read_bytes()
    assert openpyxl.load_workbook(io.BytesIO(piped)).sheetnames == ["survey", "choices", "settings", "notes"]


def test_exit_codes(run: Run, file: Path, tmp_path: Path) -> None:
    text = tmp_path / "x.json"
    text.write_text("hello", "utf-8")
    arguments = ("--organisation", "acme")
    assert run("survey", "import", str(text), *arguments).exit_code == 1
    assert run("survey", "import", str(file), "--organisation", "nobody").exit_code == 2
    assert run("survey", "import", str(file), *arguments, "--stage", "nowhere").exit_code == 2
    assert run("survey", "import", str(file), *arguments, "--format", "telepathy").exit_code == 2
    assert run("survey", "export", "nothing").exit_code == 2
    assert run("survey", "export", "nothing", "--format", "pdf").exit_code == 2
