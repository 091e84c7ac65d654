from __future__ import annotations

from typing import Any

from feedback.cli.analysed.sharing import shared_points
from tests.cli.analysed.files import KIND, comment, read, said


def points(groups: dict[str, list[str]], *, stage: str | None = None, staged: bool = False) -> list[dict[str, Any]]:
    texts = [(group, text) for group, written in groups.items() for text in written]
    comments = [comment(number, text, group, stage) for number, (group, text) in enumerate(texts)]
    analysis = read(comments)
    names = {theme.id: theme.names for theme in analysis.themes}
    return shared_points(said(comments, analysis), names, staged=staged)


WAITED = "La espera fue terrible"


def test_a_point_of_two_groups_comes_first() -> None:
    told = points({"a": [WAITED] * 4 + [KIND], "b": [WAITED] * 4 + ["Todo en orden con la cama"]})
    assert (told[0]["theme"], told[0]["class"], told[0]["stage"]) == ("waiting", "shared", None)
    assert told[0]["groups"]["a"] | {"share": None, "low": None, "high": None} == {
        "asked": True,
        "shown": True,
        "n": 5,
        "people": 4,
        "share": None,
        "low": None,
        "high": None,
        "negative": 1.0,
    }


def test_with_stages_each_and_all_of_them_stand() -> None:
    told = points({"a": [WAITED] * 3, "b": [WAITED] * 3}, stage="visita", staged=True)
    assert {(one["theme"], one["stage"]) for one in told} == {("waiting", "visita"), ("waiting", "all")}


def test_who_wrote_nothing_was_not_heard() -> None:
    told = points({"a": [WAITED] * 3, "b": ["", ""]})
    assert (told[0]["groups"]["b"]["asked"], told[0]["groups"]["b"]["shown"]) == (False, False)


def test_groups_under_five_are_marked_and_shown() -> None:
    told = points({"a": [WAITED] * 4, "b": [WAITED] * 5})
    assert (told[0]["groups"]["a"]["small"], "small" in told[0]["groups"]["b"]) == (True, False)
    assert told[0]["groups"]["a"]["shown"] is True
