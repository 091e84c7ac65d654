from __future__ import annotations

from pathlib import Path

import pytest

from feedback.cli.analysed import result
from feedback.cli.analysed.reading import Columns
from feedback.cli.analysed.result import analyse_file, row_json
from feedback.evidence.reader import RatingScale
from tests.cli.analysed.files import KIND, WAITED, file


def test_the_object_of_a_file(tmp_path: Path) -> None:
    with analyse_file(file(tmp_path, f"{WAITED},a,,", f"{KIND},b,,", "n/a,b,,"), Columns("text", group="who")) as found:
        told = found.summary()
        rows = [row_json(read) for _, read in found.rows()]
        assert [comment.text for comment, _ in found.rows()] == [WAITED, KIND, "n/a"]
    assert list(told) == ["themes", "shared", "improvements", "learned", "timing", "versions", "run"]
    assert [row["cluster"] for row in rows] == ["waiting", "treatment", None]
    assert {theme["id"]: (theme["source"], theme["size"], theme["stability"]) for theme in told["themes"]} == {
        "treatment": ("codebook", 1, None),
        "waiting": ("codebook", 1, None),
    }
    assert (found.name, found.lang, found.count, found.non_answers, told["learned"]) == ("said.csv", "es", 3, 1, [])


def test_shared_points_need_groups(tmp_path: Path) -> None:
    path = file(tmp_path, f"{WAITED},a,,", f"{WAITED},b,,")
    with analyse_file(path, Columns("text")) as alone, analyse_file(path, Columns("text", group="who")) as grouped:
        assert (alone.shared, len(grouped.shared)) == ([], 1)


def test_the_same_file_read_in_the_same_way_is_the_same_run(tmp_path: Path) -> None:
    path = file(tmp_path, f"{WAITED},a,,")

    def run(columns: Columns) -> str:
        with analyse_file(path, columns) as found:
            return found.run

    assert run(Columns("text")) == run(Columns("text")) != run(Columns("text", group="who"))


def test_a_large_file_waits_in_a_folder_and_comes_to_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = file(tmp_path, *[f"{WAITED},a,,", f"{KIND},b,,"] * 5)
    with analyse_file(path, Columns("text")) as small:
        rows = [row_json(read) for _, read in small.rows()]
    monkeypatch.setattr(result, "HELD", 3)
    with analyse_file(path, Columns("text")) as large:
        assert [row_json(read) for _, read in large.rows()] == rows
        assert large.summary() | {"timing": None} == small.summary() | {"timing": None}


def test_the_ratings_of_a_file_teach(tmp_path: Path) -> None:
    said = {5: "Había un flamboyán en el patio", 1: "Había un zumbido en el patio", 3: "Pasamos la tarde en el patio"}
    lines = [f"{text} {number},a,,{stars}" for number in range(60) for stars, text in said.items()]
    columns = Columns("text", rating="stars", rating_scale=RatingScale.parse("1..5"))
    with analyse_file(file(tmp_path, *lines), columns) as found:
        (model,) = found.summary()["learned"]
        assert (model["kind"], model["lang"], model["examples"]) == ("sentiment", "es", 180)
        assert model["agreement"] > model["before"] and 0 < model["share"] <= 1
