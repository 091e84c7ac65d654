from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from click.testing import Result

Run = Callable[..., Result]
JOURNEY = {
    "code": "j",
    "name": {"es": "La ruta", "en": "The journey"},
    "stages": [
        {"code": "visit", "name": {"es": "Visita", "en": "Visit"}},
        {"code": "wait", "name": {"es": "Espera", "en": "Waiting room"}, "silent": True},
    ],
}
ROWS = """text,stars,stage
La espera fue terrible,1,visit
Dos horas de espera es una vergüenza,1,visit
El personal fue muy amable,5,visit
La espera se hizo muy larga y pesada,2,visit
"""


def said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "journey.json").write_text(json.dumps(JOURNEY), "utf-8")
    (tmp_path / "said.csv").write_text(ROWS, "utf-8")
    steps: list[tuple[str, ...]] = [("journey", "import", str(tmp_path / "journey.json"), "--organisation", "acme")]
    for group in ("customers", "employees"):
        kind = group.removesuffix("s")
        named = ("--organisation", "acme", "--kind", kind, "--name", group, "--size", "50")
        columns = ("--text", "text", "--rating", "stars", "--rating-scale", "1..5", "--stage-column", "stage")
        steps.append(("group", "add", group, *named))
        steps.append(
            ("evidence", "import", str(tmp_path / "said.csv"), "--organisation", "acme", "--group", group, *columns)
        )
    for step in steps:
        result = run(*step)
        assert result.exit_code == 0, result.output


def printed(run: Run, *arguments: str) -> Any:
    result = run(*arguments, "--organisation", "acme", "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_a_run_then_themes_shared_points_and_the_map(run: Run, tmp_path: Path) -> None:
    said(run, tmp_path)
    found = printed(run, "analyse")
    assert sorted(found) == ["improvements", "run", "shared", "themes", "timing", "versions"]
    assert found["themes"][0]["id"] == "waiting" and found["themes"][0]["size"] == 6

    themes = printed(run, "themes")
    waiting = next(one for one in themes if one["theme"] == "waiting")
    assert (waiting["people"], waiting["stages"], waiting["source"]) == (6, ["visit"], "codebook")
    assert {code: one["people"] for code, one in waiting["groups"].items()} == {"customers": 3, "employees": 3}

    shared = printed(run, "shared")
    point = next(one for one in shared if (one["theme"], one["stage"]) == ("waiting", "visit"))
    assert point["class"] == "shared"
    group = point["groups"]["customers"]
    assert (group["asked"], group["shown"], group["n"], group["people"], group["share"]) == (True, True, 4, 3, 0.75)
    assert {one["stage"] for one in shared} == {"visit", "all"}

    visit, wait = printed(run, "journey")
    assert (visit["stage"], visit["groups"]["customers"]["score"], visit["groups"]["customers"]["n"]) == (
        "visit",
        2.25,
        4,
    )
    assert visit["themes"][0] == "waiting"
    assert wait["moments"] == [{"kind": "silent", "source": "declared"}]
    assert wait["groups"]["customers"] == {"n": None, "score": None, "low": None, "high": None, "hidden": "not_asked"}


def test_an_unknown_organisation_is_wrong_use(run: Run) -> None:
    for command in ("themes", "shared", "journey", "analyse"):
        assert run(command, "--organisation", "nobody").exit_code == 2
