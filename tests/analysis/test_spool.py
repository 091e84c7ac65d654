from __future__ import annotations

from pathlib import Path

import pytest

from feedback.analysis.spool import Folder, Memory, Spool


@pytest.mark.parametrize("kind", ["memory", "folder"])
def test_what_was_put_is_there_until_it_is_put_again(kind: str, tmp_path: Path) -> None:
    spool: Spool = Memory() if kind == "memory" else Folder(tmp_path / "a" / "b")
    assert spool.get("one") is None
    spool.put("one", b"1")
    spool.put("one", b"2")
    assert (spool.get("one"), spool.get("two")) == (b"2", None)


def test_a_folder_is_for_its_owner_alone_and_holds_nothing_half_written(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "run")
    folder.put("one", b"1")
    assert [path.name for path in (tmp_path / "run").iterdir()] == ["one"]
    assert (tmp_path / "run").stat().st_mode & 0o077 == 0
    assert (tmp_path / "run" / "one").stat().st_mode & 0o077 == 0
    assert Folder(tmp_path / "run").get("one") == b"1"


def test_a_folder_can_be_removed_twice(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "run")
    folder.put("one", b"1")
    folder.remove()
    folder.remove()
    assert list(tmp_path.iterdir()) == []
