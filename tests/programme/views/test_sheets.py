"""The work as a file: out, changed, and in again."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from flask.testing import FlaskClient

from feedback.permissions import Role
from feedback.programme import actions, queries
from tests.factories.backlog import found, ground, reread
from tests.factories.functions import area
from tests.factories.people import Member, member, post
from tests.factories.programme import agreed, started

SignedIn = Callable[..., FlaskClient]
OUT, BACK = "/o/acme/programme/work.csv", "/o/acme/programme/file"


@pytest.fixture(autouse=True)
def _ground(acme: Member) -> None:
    ground(acme)


def taken_out(client: FlaskClient) -> list[dict[str, str]]:
    answer = client.get(OUT)
    assert (answer.status_code, answer.mimetype) == (200, "text/csv")
    return list(csv.DictReader(io.StringIO(answer.get_data(as_text=True).lstrip("\ufeff"))))


def brought(client: FlaskClient, rows: list[dict[str, str]]) -> Any:
    written = io.StringIO()
    writer = csv.DictWriter(written, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return post(
        client, BACK, {"file": (io.BytesIO(written.getvalue().encode()), "work.csv")}, headers={"Accept-Language": "en"}
    )


def test_what_goes_out_comes_back_and_changes_nothing(acme: Member, as_member: SignedIn) -> None:
    number = started(acme, title={"es": "=1+1"}, owner_id=acme.user_id, due_on=date(2027, 1, 1))
    agreed(acme)
    acme.do(lambda: actions.report(found(number).id, percent=40, blocker="+Paint").id)
    browser = as_member(acme)
    rows = taken_out(browser)
    first = next(row for row in rows if row["number"] == str(number))
    assert (first["title"], first["blocker"], first["owner"]) == ("'=1+1", "'+Paint", acme.email)
    assert brought(browser, rows).status_code == 303
    assert "Nothing changed" in browser.get("/o/acme/programme", headers={"Accept-Language": "en"}).get_data(
        as_text=True
    )
    assert taken_out(browser) == rows


def test_a_file_plans_moves_and_reports(acme: Member, as_member: SignedIn) -> None:
    waiting, moving = agreed(acme), started(acme)
    area(acme, "front")
    browser = as_member(acme)
    rows = [
        {
            "number": str(waiting),
            "status": "in_progress",
            "owner": acme.email.upper(),
            "percent": "10",
            "area": "front",
        },
        {"number": str(moving), "status": "done", "owner": "", "percent": "", "area": ""},
    ]
    assert brought(browser, rows).status_code == 303
    first, second = reread(acme, waiting), reread(acme, moving)
    assert (first.status, first.owner_id, second.status) == ("in_progress", acme.user_id, "done")
    assert {row["number"]: row["area"] for row in taken_out(browser)} == {str(waiting): "front", str(moving): ""}
    with acme.at_work():
        work = queries.implementation(first.id)
        assert work is not None
        assert work.percent == 10


def test_one_bad_cell_keeps_everything_out_and_says_where(acme: Member, as_member: SignedIn) -> None:
    first, second = started(acme), started(acme)
    browser = as_member(acme)
    answer = brought(browser, [{"number": str(first), "percent": "60"}, {"number": str(second), "percent": "600"}])
    shown = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert '<th scope="row" role="rowheader">3</th>' in shown
    assert ">percent</td>" in shown
    with acme.at_work():
        assert {work.percent for work in queries.implementations().values()} == {0}


def test_what_is_no_table_or_no_file_is_said(acme: Member, as_member: SignedIn) -> None:
    browser = as_member(acme)
    assert post(browser, BACK, {}).status_code == 422
    assert post(browser, BACK, {"file": (io.BytesIO(b"%PDF-1.7"), "work.csv")}).status_code in (415, 422)
    assert brought(browser, [{"number": ""}]).status_code == 422


def test_a_contributor_brings_back_their_own_and_takes_nothing_out(acme: Member, as_member: SignedIn) -> None:
    me = member(acme.app, "acme", Role.CONTRIBUTOR)
    mine, other = started(acme, owner_id=me.user_id), started(acme)
    browser = as_member(me)
    assert browser.get(OUT).status_code == 403
    assert brought(browser, [{"number": str(other), "percent": "5"}]).status_code == 422
    assert brought(browser, [{"number": str(mine), "percent": "5"}]).status_code == 303


def test_a_workbook_that_shows_70_per_cent_says_70(acme: Member, as_member: SignedIn) -> None:
    numbers = [started(acme, title={"es": name}) for name in ("Uno", "Dos")]
    book = openpyxl.Workbook()
    book.active.append(["number", "percent", "due"])
    for number, share in zip(numbers, (0.7, 1), strict=True):
        book.active.append([number, share, datetime(2027, 1, 10)])
        book.active.cell(book.active.max_row, 2).number_format = "0%"
    kept = io.BytesIO()
    book.save(kept)
    answer = post(as_member(acme), BACK, {"file": (io.BytesIO(kept.getvalue()), "work.xlsx")})
    assert answer.status_code == 303
    with acme.at_work():
        found_now = [queries.implementation(found(number).id) for number in numbers]
        assert [one.percent for one in found_now if one] == [70, 100]
    assert reread(acme, numbers[0]).due_on == date(2027, 1, 10)
