"""`feedback survey inspect`: facts of a file, without a database."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from feedback.cli import cli
from tests.surveys.importers.books import form

SURVEY = {
    "title": "Visit",
    "elements": [
        {"type": "radiogroup", "name": "came", "title": "Did you come?", "choices": ["yes", "no"], "isRequired": True},
        {"type": "text", "name": "why", "title": "Why?", "visibleIf": "{came} = 'no'", "defaultValue": "x"},
    ],
}


def inspected(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["survey", "inspect", *arguments])


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    file = tmp_path / "visit.json"
    file.write_text(json.dumps(SURVEY), "utf-8")
    return file


def test_the_facts_as_json(survey: Path) -> None:
    done = inspected(str(survey), "--json")
    assert done.exit_code == 0
    assert json.loads(done.stdout) == {
        "format": "surveyjs",
        "title": "Visit",
        "languages": [],
        "base_language": "default",
        "sections": [{"text": "", "has_condition": False}],
        "questions": [
            {
                "code": "came",
                "field": "came",
                "kind": "single",
                "source_kind": "radiogroup",
                "text": "Did you come?",
                "required": True,
                "section": 0,
                "choices": [{"code": "yes", "text": "yes"}, {"code": "no", "text": "no"}],
                "rows": [],
                "has_condition": False,
            },
            {
                "code": "why",
                "field": "why",
                "kind": "text",
                "source_kind": "text",
                "text": "Why?",
                "required": False,
                "section": 0,
                "choices": [],
                "rows": [],
                "has_condition": True,
            },
        ],
        "report": [
            {"question": "why", "construct": "defaultValue", "what": "Nothing is filled in before people answer."}
        ],
    }


def test_the_facts_as_a_table(survey: Path) -> None:
    done = inspected(str(survey))
    lines = [" ".join(line.split()) for line in done.stdout.splitlines()]
    assert lines == [
        "Visit: surveyjs, 2 questions",
        "languages: (none named)",
        "",
        "1 came single, 2 options, required Did you come?",
        "1 why text, conditional Why?",
        "",
        "not taken over as it is (1):",
        "why: defaultValue: Nothing is filled in before people answer.",
    ]


def test_a_format_can_be_said(survey: Path) -> None:
    assert inspected(str(survey), "--format", "surveyjs").exit_code == 0
    assert inspected(str(survey), "--format", "limesurvey").exit_code == 1


def test_wrong_use_is_2_and_what_cannot_be_read_1(survey: Path, tmp_path: Path) -> None:
    text = tmp_path / "x.json"
    text.write_text("hello", "utf-8")
    assert inspected(str(survey), "--format", "telepathy").exit_code == 2
    assert inspected(str(tmp_path / "nothing.json")).exit_code == 2
    done = inspected(str(text), "--json")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "not a questionnaire" in done.stderr


def test_it_needs_neither_the_database_nor_its_tools(tmp_path: Path) -> None:
    file = tmp_path / "form.xlsx"
    file.write_bytes(form(("text", "a", "A")))
    program = (
        "import sys; from feedback.cli import main\n"
        "try: main(['survey', 'inspect', sys.argv[1], '--json'])\n"
        "except SystemExit as done: assert done.code == 0, done.code\n"
        "loaded = {'flask', 'sqlalchemy', 'nltk', 'sklearn', 'matplotlib'} & set(sys.modules)\n"
        "assert not loaded, loaded\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(file)], capture_output=True, text=True, cwd=tmp_path, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert [one["code"] for one in json.loads(done.stdout)["questions"]] == ["a"]
    assert list(tmp_path.iterdir()) == [file]
