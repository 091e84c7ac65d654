"""`feedback responses export`."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Run
from tests.cli.test_survey_opening import (
    OPEN,
    questionnaire,  # noqa: F401
)

pytestmark = pytest.mark.usefixtures("questionnaire")


@pytest.fixture
def survey(run: Run, questionnaire: str) -> str:  # noqa: F811
    opened = run(*OPEN, questionnaire, "--organisation", "acme", "--group", "customers", "--json")
    found = json.loads(opened.stdout)
    from urllib.parse import urlsplit

    from feedback.cli.edge import application

    client = application().test_client()
    address = urlsplit(found["links"][0]["url"])
    page = client.get(f"{address.path}?{address.query}").get_data(as_text=True)
    identity = page.split('name="submission_id" value="')[1].split('"')[0]
    client.post(address.path, data={"submission_id": identity, "nps": "9", "visit": "4"})
    return str(found["survey"])


def test_every_format_says_the_same(run: Run, survey: str, tmp_path: Path) -> None:
    lines = list(csv.DictReader(io.StringIO(run("responses", "export", survey).stdout.lstrip("\ufeff"))))
    assert [(line["nps"], line["nps.state"], line["visit"], line["bill.state"]) for line in lines] == [
        ("9", "answered", "4", "skipped")
    ]
    (said,) = run("responses", "export", survey, "--format", "jsonl").stdout.splitlines()
    assert json.loads(said)["answers"]["nps"] == {"state": "answered", "number": 9}
    out = tmp_path / "responses.xlsx"
    assert run("responses", "export", survey, "--format", "xlsx", "--out", str(out)).exit_code == 0
    assert openpyxl.load_workbook(out)["responses"].max_row == 2


def test_the_codebook(run: Run, survey: str) -> None:
    lines = list(csv.reader(io.StringIO(run("responses", "export", survey, "--codebook").stdout)))
    assert {line[0] for line in lines[1:]} == {
        f"{code}{end}" for code in ("bill", "visit", "nps") for end in ("", ".state")
    }


def test_an_unknown_survey_and_a_protected_one(run: Run, questionnaire: str) -> None:  # noqa: F811
    assert run("responses", "export", "nothing-here").exit_code == 2
    opened = run(*OPEN, questionnaire, "--organisation", "acme", "--group", "employees", "--json")
    refused = run("responses", "export", json.loads(opened.stdout)["survey"])
    assert (refused.exit_code, refused.stdout) == (1, "") and "only figures" in refused.stderr
