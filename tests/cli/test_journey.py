"""`feedback journey import`, and the map where no subcommand is given."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.cli.conftest import Run

JOURNEY: dict[str, Any] = {
    "code": "repair",
    "name": {"es": "Una reparación", "en": "A repair"},
    "stages": [
        {"code": "booking", "name": {"es": "Pedir"}, "touchpoints": []},
        {"code": "visit", "name": {"es": "La visita"}, "silent": False, "goal": {"es": "Que funcione"}},
    ],
}


def written(folder: Path, journey: object) -> str:
    path = folder / "journey.json"
    path.write_text(json.dumps(journey), "utf-8")
    return str(path)


def test_a_journey_is_imported_and_again_without_a_change(run: Run, tmp_path: Path) -> None:
    file = written(tmp_path, JOURNEY)
    first = run("journey", "import", file, "--organisation", "acme")
    assert first.exit_code == 0
    assert json.loads(first.stdout) == {
        "journey": "repair",
        "stages": ["booking", "visit"],
        "added": ["booking", "visit"],
        "updated": [],
        "kept": [],
        "notes": [],
    }
    again = json.loads(run("journey", "import", file, "--organisation", "acme").stdout)
    assert (again["added"], again["updated"]) == ([], ["booking", "visit"])


def test_what_was_taken_over_differently_is_said(run: Run, tmp_path: Path) -> None:
    touchpoint = {"code": "owl", "name": {"es": "Lechuza"}, "channel": "owl post"}
    journey = {**JOURNEY, "stages": [{**JOURNEY["stages"][0], "touchpoints": [touchpoint]}]}
    done = run("journey", "import", written(tmp_path, journey), "--organisation", "acme")
    [note] = json.loads(done.stdout)["notes"]
    assert note["path"] == "stages[0].touchpoints[0].channel"
    assert "owl post" in note["what"]


def test_wrong_places_are_named_by_their_path(run: Run, tmp_path: Path) -> None:
    file = written(tmp_path, {**JOURNEY, "stages": [{"code": "a", "name": {}}]})
    refused = run("journey", "import", file, "--organisation", "acme")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "stages[0].name: " in refused.stderr


def test_unknown_names_are_wrong_use(run: Run, tmp_path: Path) -> None:
    file = written(tmp_path, JOURNEY)
    assert run("journey", "import", file, "--organisation", "nowhere").exit_code == 2
    assert run("journey", "import", str(tmp_path / "missing.json"), "--organisation", "acme").exit_code == 2
    assert run("journey").exit_code == 2
