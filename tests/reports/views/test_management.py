"""The management report as a page and as a download."""

from __future__ import annotations

import io
from collections.abc import Callable

import pypdfium2
import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook

from feedback import printing
from feedback.permissions import Role
from tests.factories.backlog import improvement, said_and_proposed
from tests.factories.people import Member, member
from tests.factories.programme import started
from tests.statements import counted

SignedIn = Callable[..., FlaskClient]
REPORT, WORKBOOK = "/o/acme/reports", "/o/acme/reports/workbook.xlsx"
ENGLISH = {"Accept-Language": "en"}


def page(client: FlaskClient) -> str:
    answer = client.get(REPORT, headers=ENGLISH)
    assert answer.status_code == 200
    return str(answer.get_data(as_text=True))


def test_an_empty_report_says_what_comes_first(acme: Member, as_member: SignedIn) -> None:
    assert "Your report will stand here." in page(as_member(acme))


def test_the_report_tells_everything_and_what_it_stands_on(acme: Member, as_member: SignedIn) -> None:
    said_and_proposed(acme)
    started(acme, "visit", title={"en": "Tell the hour", "es": "Avisar"})
    shown = page(as_member(acme))
    for part in ("h-coverage", "h-scores", "h-moments", "h-shared", "h-first", "h-work"):
        assert f'id="{part}"' in shown
    assert "Tell the hour" in shown
    assert "comments." in shown
    assert 'class="line"' in shown


def test_the_workbook_holds_the_same_and_has_a_name(acme: Member, as_member: SignedIn) -> None:
    said_and_proposed(acme)
    answer = as_member(acme).get(WORKBOOK, headers=ENGLISH)
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="Acme-report-of-20')
    book = load_workbook(io.BytesIO(answer.data))
    assert book.sheetnames[0] == "Coverage"
    assert len(list(book["Coverage"].iter_rows())) == 1 + 3 * 3


def test_only_who_may_take_files_out_gets_the_workbook(app: Flask, acme: Member, as_member: SignedIn) -> None:
    browser = as_member(member(app, "acme", Role.VIEWER))
    assert browser.get(WORKBOOK).status_code == 403
    assert "workbook.xlsx" not in page(browser)


def test_the_page_costs_the_same_for_one_line_and_for_three(app: Flask, acme: Member, as_member: SignedIn) -> None:
    said_and_proposed(acme)
    browser = as_member(acme)
    costs = []
    for _ in range(3):
        improvement(acme, "visit")
        with counted(app) as statements:
            page(browser)
        costs.append(len(statements))
    assert costs[0] == costs[2]


def test_the_report_is_there_on_paper_and_as_a_tagged_pdf(acme: Member, as_member: SignedIn) -> None:
    said_and_proposed(acme)
    browser = as_member(acme)
    paper = browser.get(f"{REPORT}/paper", headers=ENGLISH).get_data(as_text=True)
    assert "css/sheet-report.css" in paper
    assert "Waiting" in paper
    if printing.is_available():
        answer = browser.get(f"{REPORT}/report.pdf", headers={"Accept-Language": "es"})
        assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
        assert pypdfium2.PdfDocument(answer.data).is_tagged()


def test_where_no_pdf_can_be_made_the_page_says_how_to_print(
    acme: Member, as_member: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "is_available", lambda: False)
    browser = as_member(acme)
    paper = browser.get(f"{REPORT}/paper", headers=ENGLISH).get_data(as_text=True)
    assert "This installation makes no PDF files itself" in paper
    assert browser.get(f"{REPORT}/report.pdf").status_code == 404
