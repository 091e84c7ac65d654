from __future__ import annotations

from pathlib import Path

import pytest

from feedback.analysis.records import Comment
from feedback.cli.analysed.reading import EVERYBODY, TOLD, Columns, OpenFile, open_file
from feedback.errors import UnknownName
from feedback.evidence.reader import LONGEST_TEXT, RatingScale
from tests.cli.analysed.files import file

ALL = Columns("text", group="who", stage="where", rating="stars", rating_scale=RatingScale.parse("1..5"), lang="es-MX")


def opened(path: Path, columns: Columns = ALL) -> tuple[OpenFile, list[Comment]]:
    found = open_file(path, columns)
    return found, list(found.comments())


def test_every_row_is_a_comment_in_its_place(tmp_path: Path) -> None:
    found, comments = opened(file(tmp_path, "Hola,a,visita,5", ",b,,", "Adiós,a,,1"))
    assert [(one.key, one.text, one.group, one.stage, one.rating) for one in comments] == [
        ("0", "Hola", "a", "visita", 5.0),
        ("1", "", "b", None, None),
        ("2", "Adiós", "a", None, 1.0),
    ]
    assert {one.lang for one in comments} == {"es"}
    assert (found.count, found.problems, list(found.comments())) == (3, (), comments)


def test_without_a_column_of_groups_everybody_is_one(tmp_path: Path) -> None:
    _, (one,) = opened(file(tmp_path, "Hola,a,visita,5"), Columns("text"))
    assert (one.group, one.stage, one.lang) == (EVERYBODY, None, None)


def test_what_is_wrong_is_told_and_the_text_read(tmp_path: Path) -> None:
    long = "x" * (LONGEST_TEXT + 5)
    found, comments = opened(file(tmp_path, "Hola,a,visita,9", f"{long},a,visita,5"))
    assert [len(one.text) for one in comments] == [4, LONGEST_TEXT]
    assert [one.rating for one in comments] == [None, None]
    assert found.problems == (
        "row 2, stars: 9 is not a rating from 1 to 5.",
        f"row 3, text: Longer than {LONGEST_TEXT} characters, which is the limit.",
    )


def test_many_problems_are_counted(tmp_path: Path) -> None:
    found, _ = opened(file(tmp_path, *["Hola,a,visita,9"] * (TOLD + 5)))
    assert len(found.problems) == TOLD + 1 and found.problems[-1] == "and 5 more rows with something wrong"


def test_a_column_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnknownName):
        open_file(file(tmp_path, "Hola,a,visita,5"), Columns("text", group="nobody"))
