"""`feedback kit`: out of one organisation, into another."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.factories.kits import KIT


def test_a_kit_goes_in_and_comes_out_the_same(run: Run, tmp_path: Path) -> None:
    file, copy = tmp_path / "kit.json", tmp_path / "copy.json"
    file.write_text(json.dumps(KIT), "utf-8")
    first = run("kit", "import", str(file), "--organisation", "acme")
    assert first.exit_code == 0
    said = json.loads(first.stdout)
    assert (said["journey"], said["stages_added"], len(said["questionnaires"])) == ("hotel", 2, 1)
    assert json.loads(run("kit", "import", str(file), "--organisation", "acme").stdout) == {**said, "stages_added": 0}
    assert run("kit", "export", "--organisation", "acme", "--out", str(copy)).exit_code == 0
    assert json.loads(copy.read_text("utf-8"))["codebook"] == KIT["codebook"]


def test_what_is_no_kit_changes_nothing(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "kit.json"
    file.write_text("{}", "utf-8")
    assert run("kit", "import", str(file), "--organisation", "acme").exit_code == 1
