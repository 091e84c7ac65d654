from __future__ import annotations

from feedback.evidence.reader.tools.kobo import heading


def test_metadata_and_paths() -> None:
    found = heading(
        [["start", "group/which/bus", "group/which/train", "why", "meta/instanceID", "_id", "_uuid"], ["x"] * 7]
    )
    assert found is not None
    assert (found.tool, found.rows, found.no_answer) == ("kobo", 1, ("n/a",))
    assert [option and (option.question, option.option) for option in found.options] == [
        None, ("group/which", "bus"), ("group/which", "train"), None, None, None, None,
    ]  # fmt: skip


def test_other_files() -> None:
    assert heading([["start", "end", "a/b", "_id"], ["x"] * 4]) is None
