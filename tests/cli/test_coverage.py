"""`feedback coverage`."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run

JOURNEY = {"code": "j", "name": {"es": "Ruta"}, "stages": [{"code": "visit", "name": {"es": "La visita"}}]}


def test_it_prints_every_cell_by_codes(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "journey.json"
    file.write_text(json.dumps(JOURNEY))
    run("journey", "import", str(file), "--organisation", "acme")
    run("group", "add", "customers", "--organisation", "acme", "--kind", "customer", "--name", "C", "--size", "9")
    printed = run("coverage", "--organisation", "acme", "--json")
    assert (printed.exit_code, json.loads(printed.stdout)) == (
        0,
        [{"stage": "visit", "group": "customers", "state": "not_asked", "n": None, "newest": None}],
    )


def test_an_organisation_without_anything_has_an_empty_plan(run: Run) -> None:
    assert json.loads(run("coverage", "--organisation", "acme").stdout) == []


def test_an_unknown_organisation_is_wrong_use(run: Run) -> None:
    refused = run("coverage", "--organisation", "nowhere", "--json")
    assert (refused.exit_code, refused.stdout) == (2, "")
