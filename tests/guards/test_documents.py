"""The documents say what is true: settings, files of the map, commands."""

from __future__ import annotations

import re
from pathlib import Path

from feedback.cli import COMMANDS
from feedback.config import SETTINGS

ROOT = Path(__file__).parents[2]


def documented_settings(text: str) -> dict[str, str]:
    return dict(re.findall(r"^\| `(FEEDBACK_\w+)` \| .* \| (.+) \|$", text, re.M))


def test_every_setting_is_documented_as_it_is() -> None:
    text = (ROOT / "docs" / "operations.md").read_text("utf-8")
    assert documented_settings(text) == {setting.variable: setting.meaning for setting in SETTINGS}


def test_the_search_sees_a_missing_setting() -> None:
    assert documented_settings("| `FEEDBACK_X` | (empty) | What it means. |") == {"FEEDBACK_X": "What it means."}


def missing_places(text: str, root: Path) -> list[str]:
    named = set(re.findall(r"`((?:feedback|docs|tests)/[\w./-]+)`", text))
    return sorted(place for place in named if not (root / place).exists())


def test_the_map_names_files_that_exist() -> None:
    for name in ("docs/map.md", "CONTRIBUTING.md", "docs/method.md"):
        assert missing_places((ROOT / name).read_text("utf-8"), ROOT) == [], name


def test_the_search_sees_a_file_that_does_not_exist(tmp_path: Path) -> None:
    assert missing_places("see `feedback/nowhere.py`", tmp_path) == ["feedback/nowhere.py"]


def test_every_command_exists_and_helps() -> None:
    from click.testing import CliRunner

    from feedback.cli import cli

    for name in COMMANDS:
        result = CliRunner().invoke(cli, [name, "--help"])
        assert result.exit_code == 0, (name, result.output)


def test_nothing_names_a_machine() -> None:
    """Paths of somebody's machine have no place in a project."""
    for path in sorted(ROOT.glob("feedback/**/*.py")) + sorted(ROOT.glob("docs/**/*.md")):
        assert not re.search(r"/(?:work|root|tmp/h-)/\w", path.read_text("utf-8")), path
