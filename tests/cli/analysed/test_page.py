from __future__ import annotations

from pathlib import Path

from feedback.cli.analysed import page
from feedback.cli.analysed.reading import Columns
from feedback.cli.analysed.result import analyse_file
from tests.cli.analysed.files import WAITED, file


def test_a_page_by_itself_in_the_language_of_the_comments(tmp_path: Path) -> None:
    html = page.render(analyse_file(file(tmp_path, *[f"{WAITED},a,,"] * 4), Columns("text"), 1))
    assert '<html lang="es">' in html and WAITED in html
    assert "src=" not in html and "href=" not in html and "<script" not in html


def test_nothing_to_propose_is_said(tmp_path: Path) -> None:
    html = page.render(
        analyse_file(
            file(tmp_path, "The queue was long,a,,", header="text,who,where,stars"), Columns("text", lang="en"), 1
        )
    )
    assert "Too few people say the same to propose anything." in html
