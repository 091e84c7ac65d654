"""A plain table: its header, and its rows with their lines, whatever it comes as."""

from __future__ import annotations

import pytest

from feedback.tables.limits import LIMITS, Limits, Source, Unreadable
from feedback.tables.table import opened_table

from .workbooks import workbook


def read(source: Source, limits: Limits = LIMITS) -> tuple[tuple[str, ...], list[tuple[int, list[str]]]]:
    with opened_table(source, "a.csv", limits, delimiter=",") as table:
        return table.header, list(table.rows)


def test_text_and_workbook_give_the_same() -> None:
    rows = [["Name", "Mail"], ["Ana", "a@b.es"], ["Bea", "c@d.es"]]
    text = "\n".join(",".join(row) for row in rows).encode()
    assert read(text) == read(workbook(rows)) == (("Name", "Mail"), [(2, ["Ana", "a@b.es"]), (3, ["Bea", "c@d.es"])])


def test_what_is_above_the_header_and_says_nothing_is_passed_over() -> None:
    assert read(b",,\n , \na,b\n1,2\n") == (("a", "b"), [(4, ["1", "2"])])


def test_columns_have_names_of_their_own() -> None:
    header, rows = read(b"Mail,,Mail\n1,2,3\n")
    assert (header, rows) == (("Mail", "[B]", "Mail (2)"), [(2, ["1", "2", "3"])])
    assert read(b"a\n1,2,3\n4,5,6\n")[0] == ("a", "[B]", "[C]")


def test_it_says_how_it_was_read() -> None:
    with opened_table("a;ñ\n1;2\n".encode("cp1252"), "a.csv", LIMITS) as table:
        assert (table.encoding, table.delimiter, table.sheet, len(table.notes)) == ("cp1252", ";", None, 1)
    with opened_table(workbook([["a"], [1]]), "a.xlsx", LIMITS) as table:
        assert (table.encoding, table.delimiter, table.sheet) == (None, None, table.sheets[0].name)


def test_what_a_person_chose_wins() -> None:
    with opened_table(b"a;b,c\n1;2,3\n", "a.csv", LIMITS, encoding="latin-1", delimiter=",") as table:
        assert (table.header, table.encoding, table.delimiter) == (("a;b", "c"), "latin-1", ",")
    with pytest.raises(Unreadable), opened_table(workbook([["a"]]), "a.xlsx", LIMITS, sheet="Hoja 9"):
        pass


def test_rows_over_the_limit_are_refused_with_their_line() -> None:
    assert len(read(b"a\n1\n2\n", Limits(rows=2))[1]) == 2
    with pytest.raises(Unreadable) as refused:
        read(b"a\n1\n2\n3\n", Limits(rows=2))
    assert refused.value.message.params == {"limit": 2, "row": 4}


@pytest.mark.parametrize("data", [b"", b"\n\n", b",,\n , \n"])
def test_a_table_without_anything_in_it(data: bytes) -> None:
    with pytest.raises(Unreadable, match="empty"):
        read(data)
