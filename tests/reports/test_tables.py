"""The report as tables: every row as wide as its heading, and nothing in it that may not be shown."""

from __future__ import annotations

from feedback.reports.queries import documents
from feedback.reports.tables import Table, tables
from tests.factories.backlog import ground, said_and_proposed
from tests.factories.people import Member
from tests.factories.programme import started
from tests.factories.surveys import answered, closed, counted, opened, published, standard


def made(of: Member) -> dict[str, Table]:
    with of.app.test_request_context("/?lang=en"), of.at_work():
        return {table.name: table for table in tables(documents.document())}


def test_every_row_is_as_wide_as_its_heading(acme: Member) -> None:
    said_and_proposed(acme)
    started(acme, "visit")
    found = made(acme)
    assert list(found) == [
        *("Coverage", "Scores", "Shared points", "Moments", "Improvements", "Decisions", "Programme", "Effects"),
        "About",
    ]
    for table in found.values():
        assert table.rows or table.name in {"Moments", "Effects"}, table.name
        assert {len(row) for row in table.rows} <= {len(table.columns)}, table.name


def test_scores_carry_their_interval_and_n_or_the_reason_why_not(acme: Member) -> None:
    ground(acme)
    code = published(acme, *standard())
    survey = opened(acme, code, ["customers"])
    for score in (3, 4, 5):
        answered(survey, "customers", 1, csat=score)
    counted(survey)
    protected = opened(acme, code, ["employees"])
    answered(protected, "employees", 4, csat=2)
    closed(protected)
    rows = {(row[0], row[1]): row[2:] for row in made(acme)["Scores"].rows}
    value, low, high, n, why, source, on, run = rows[("Visit", "Customers")]
    assert (len(str(on)), run) == (10, None)
    assert (value, n, why, source) == (4.0, 3, None, "surveys")
    assert low < 4.0 < high  # type: ignore[operator]
    assert rows[("Visit", "Employees")][:4] == (None, None, None, None)
    assert rows[("Visit", "Employees")][4] == "Not shown: fewer than 5 answers."
    assert rows[("Booking", "Suppliers")][4] == "Not asked: we know nothing here, good or bad."


def test_a_protected_group_that_is_too_small_is_in_no_cell(acme: Member) -> None:
    ground(acme)
    survey = opened(acme, published(acme, *standard()), ["employees"])
    answered(survey, "employees", 4, csat=2)
    closed(survey)
    [row] = [row for row in made(acme)["Coverage"].rows if row[:2] == ("Visit", "Employees")]
    assert row[2:5] == ("too few", None, None)


def test_shared_points_name_each_group_and_what_is_not_known_of_it(acme: Member) -> None:
    said_and_proposed(acme)
    rows = made(acme)["Shared points"].rows
    assert [(row[0], row[1], row[2], row[3]) for row in rows] == [
        ("Waiting", "Visit", "shared", "Customers"),
        ("Waiting", "Visit", "shared", "Employees"),
        ("Waiting", "Visit", "shared", "Suppliers"),
    ]
    assert rows[2][8] == "Not asked: we know nothing here, good or bad."
    assert rows[0][4:9] == (1.0, rows[0][5], 1.0, 6, None)
    assert (len(str(rows[0][9])), len(str(rows[0][10]))) == (10, 36)


def test_the_last_table_says_which_analysis_it_stands_on(acme: Member) -> None:
    about = dict(made(acme)["About"].rows)
    assert (about["Organisation"], about["Analysis"]) == ("Acme", "none yet")
    said_and_proposed(acme)
    assert len(str(dict(made(acme)["About"].rows)["Analysis"])) == 36
