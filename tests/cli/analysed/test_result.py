from __future__ import annotations

from pathlib import Path

from feedback.cli.analysed.reading import Columns
from feedback.cli.analysed.result import analyse_file
from tests.cli.analysed.files import KIND, WAITED, file


def test_the_object_of_a_file(tmp_path: Path) -> None:
    found = analyse_file(file(tmp_path, f"{WAITED},a,,", f"{KIND},b,,"), Columns("text", group="who"), 1)
    told = found.as_json()
    assert list(told) == ["rows", "themes", "shared", "improvements", "timing", "versions"]
    assert [row["cluster"] for row in told["rows"]] == ["waiting", "treatment"]
    assert {theme["id"]: (theme["source"], theme["size"], theme["stability"]) for theme in told["themes"]} == {
        "treatment": ("codebook", 1, None),
        "waiting": ("codebook", 1, None),
    }
    assert (found.name, found.lang) == ("said.csv", "es")


def test_shared_points_need_groups(tmp_path: Path) -> None:
    path = file(tmp_path, f"{WAITED},a,,", f"{WAITED},b,,")
    assert analyse_file(path, Columns("text"), 1).shared == []
    assert len(analyse_file(path, Columns("text", group="who"), 1).shared) == 1
