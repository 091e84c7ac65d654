"""What the audit log says reads as a sentence."""

from __future__ import annotations

from feedback.backlog.rules import history


def said(act: str, **detail: object) -> tuple[str, list[str]]:
    return str(history.happened(act, detail)), [str(one) for one in history.details(act, detail)]


def test_entries_in_words() -> None:
    assert said("improvement.added") == ("Added", [])
    assert said("improvement.merged", into=4) == ("Merged into number 4", [])
    assert said("improvement.progress", percent=40) == ("Progress written: 40 %", [])
    assert said("improvement.changed", fields=["cost", "title", "gone"]) == ("Changed", ["cost", "title"])
    assert said("improvement.decided", verdict="no") == ("Decided", ["No"])
    assert said("improvement.moved", before="proposed", after="open") == ("Moved on", [])


def test_an_entry_of_tomorrow_is_still_shown() -> None:
    assert said("improvement.sung") == ("Something else happened to it", [])
