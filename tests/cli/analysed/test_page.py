from __future__ import annotations

from pathlib import Path

from feedback.cli.analysed import page
from feedback.cli.analysed.reading import Columns
from feedback.cli.analysed.result import analyse_file
from tests.cli.analysed.files import WAITED, file


def rendered(path: Path, columns: Columns) -> str:
    with analyse_file(path, columns) as found:
        return page.render(found)


def test_a_page_by_itself_in_the_language_of_the_comments(tmp_path: Path) -> None:
    html = rendered(file(tmp_path, *[f"{WAITED},a,,"] * 4), Columns("text"))
    assert '<html lang="es">' in html and WAITED in html and "Qué mejorar primero" in html
    assert "src=" not in html and "href=" not in html and "<script" not in html and "style=" not in html


def test_comments_in_portuguese_get_a_page_in_portuguese(tmp_path: Path) -> None:
    lines = ["Esperei duas horas na fila e ninguém me atendeu.,a,,"] * 4
    html = rendered(file(tmp_path, *lines), Columns("text", lang="pt"))
    assert '<html lang="pt">' in html and "O que melhorar primeiro" in html
    assert "100% desfavoráveis" in html


def test_nothing_to_propose_is_said(tmp_path: Path) -> None:
    html = rendered(file(tmp_path, "The queue was long,a,,"), Columns("text", lang="en"))
    assert "Too few people say the same to propose anything." in html


def test_each_bar_says_in_words_what_it_shows(tmp_path: Path) -> None:
    html = rendered(file(tmp_path, "The queue was terribly long,a,,"), Columns("text", lang="en"))
    assert 'role="img" aria-label="100% unfavourable, 0% favourable"' in html


def test_groups_are_compared_and_small_ones_marked(tmp_path: Path) -> None:
    lines = [f"The queue was terribly long {number},{who},," for number in range(9) for who in ("ours", "theirs")]
    html = rendered(file(tmp_path, *lines, "Nice,tiny,,"), Columns("text", group="who", lang="en"))
    assert "What groups share" in html and "100%" in html
    assert "tiny: 1 comment (small group)" in html


def test_nothing_at_all_is_a_page_too(tmp_path: Path) -> None:
    assert "No comment names a theme." in rendered(file(tmp_path, "n/a,a,,"), Columns("text", lang="en"))
