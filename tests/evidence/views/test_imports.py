"""An import under way and its result."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback import jobs
from feedback.evidence.queries import imports as queries
from feedback.permissions import Role
from tests.factories.evidence import imported, known, reread, stars, started, tally, upload
from tests.factories.groups import three_groups
from tests.factories.people import Member, member, post

from .pages import EVIDENCE, page

SignedIn = Callable[..., FlaskClient]
IMPORTS = f"{EVIDENCE}/imports"
BAD = 'text,stars\nGood,5\n"=1+1, ""quoted""\nand broken",nine\nLate,\n'


@pytest.fixture(autouse=True)
def groups(acme: Member) -> None:
    three_groups(acme)


def test_the_page_asks_for_its_progress_until_the_work_is_done(acme: Member, as_member: SignedIn) -> None:
    import_id = started(acme)
    browser = as_member(acme)
    address = f"{IMPORTS}/{import_id}/progress"
    for path in (f"{IMPORTS}/{import_id}", address):
        assert f'data-poll-url="{address}"' in page(browser, path)
    first = browser.get(address)
    assert "<html" not in first.get_data(as_text=True)
    unchanged = browser.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (unchanged.status_code, unchanged.get_data()) == (304, b"")
    jobs.work_off(acme.app)
    done = browser.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (done.status_code, "data-poll-url" in done.get_data(as_text=True)) == (200, False)
    assert "2 rows of the file are imported." in page(browser, f"{IMPORTS}/{import_id}")


def test_the_etag_is_another_in_another_language(acme: Member, as_member: SignedIn) -> None:
    import_id = imported(acme)
    browser = as_member(acme)
    tags = {browser.get(f"{IMPORTS}/{import_id}/progress?lang={lang}").headers["ETag"] for lang in ("es", "en")}
    assert len(tags) == 2


def test_bad_rows_stand_with_number_reason_and_words(acme: Member, as_member: SignedIn) -> None:
    import_id = imported(acme, BAD, **stars())
    shown = page(as_member(acme), f"{IMPORTS}/{import_id}")
    assert "nine is not a rating from 1 to 5." in shown
    assert "and broken | nine" in shown
    assert f"{IMPORTS}/{import_id}/bad-rows.csv" in shown


def test_bad_rows_are_downloaded_mended_and_taken(acme: Member, as_member: SignedIn) -> None:
    """Case 48: what looks like a formula is guarded in the file, and comes back as it was."""
    import_id = imported(acme, BAD, **stars())
    answer = as_member(acme).get(f"{IMPORTS}/{import_id}/bad-rows.csv", headers={"Accept-Language": "en"})
    assert (answer.mimetype, answer.headers["Content-Disposition"].startswith("attachment;")) == ("text/csv", True)
    text = answer.get_data().decode("utf-8-sig")
    header, row = csv.reader(io.StringIO(text))
    assert header == ["feedback_row", "feedback_column", "feedback_reason", "text", "stars"]
    assert row == ["3", "stars", "nine is not a rating from 1 to 5.", '\'=1+1, "quoted"\nand broken', "nine"]
    mended = imported(acme, text.replace('"nine"', '"4"').encode("utf-8-sig"), "mended.csv", text="text", **stars())
    assert tally(acme, mended) == (1, 1, 0, 0, 0)
    assert {row.text for row in known(acme)} == {"Good", "Late", '=1+1, "quoted"\nand broken'}


def test_the_reason_is_in_the_readers_language(acme: Member, as_member: SignedIn) -> None:
    import_id = imported(acme, BAD, **stars())
    answer = as_member(acme).get(f"{IMPORTS}/{import_id}/bad-rows.csv?lang=es")
    assert "nine no es una valoración de 1 a 5." in answer.get_data(as_text=True)


def test_without_bad_rows_the_file_has_a_header_alone(acme: Member, as_member: SignedIn) -> None:
    answer = as_member(acme).get(f"{IMPORTS}/{imported(acme)}/bad-rows.csv")
    assert len(answer.get_data(as_text=True).splitlines()) == 1


def test_undo_takes_everything_back_and_the_bad_rows_stay(acme: Member, as_member: SignedIn) -> None:
    import_id = imported(acme, BAD, **stars())
    browser = as_member(acme)
    answer = post(browser, f"{IMPORTS}/{import_id}/undo")
    assert (answer.status_code, answer.location) == (303, f"{IMPORTS}/{import_id}")
    assert "Taking back reviews.csv" in page(browser, answer.location)
    jobs.work_off(acme.app)
    shown = page(browser, answer.location)
    assert ("is taken back" in shown, "nine is not a rating" in shown, "Undo this import" in shown) == (
        True,
        True,
        False,
    )
    assert known(acme) == []
    assert post(browser, f"{IMPORTS}/{import_id}/undo").status_code == 409


def test_a_refused_import_says_why(acme: Member, as_member: SignedIn) -> None:
    import_id = imported(acme, BAD, strict=True, **stars())
    shown = page(as_member(acme), f"{IMPORTS}/{import_id}")
    assert "Nothing was imported, because all or nothing was asked for. Rows to mend first: 1." in shown


def test_dates_that_can_be_read_in_two_ways_are_mentioned(acme: Member, as_member: SignedIn) -> None:
    import_id = imported(acme, "text,when\na,03/04/2024\n", date="when")
    assert "They are read day first: 03/04/2024 is 2024-04-03." in page(as_member(acme), f"{IMPORTS}/{import_id}")


def test_a_preview_has_its_own_page(acme: Member, as_member: SignedIn) -> None:
    import_id = upload(acme)
    answer = as_member(acme).get(f"{IMPORTS}/{import_id}")
    assert (answer.status_code, answer.location) == (303, f"{EVIDENCE}/import/{import_id}")


def test_who_may_not_import_sees_no_rows_of_files(app: Flask, acme: Member, as_member: SignedIn) -> None:
    import_id = imported(acme, BAD, **stars())
    browser = as_member(member(app, "acme", Role.CONTRIBUTOR))
    for path in ("", "/progress", "/bad-rows.csv"):
        assert browser.get(f"{IMPORTS}/{import_id}{path}").status_code == 403
    assert post(browser, f"{IMPORTS}/{import_id}/undo").status_code == 403
    assert reread(acme, import_id).state == "done"
    assert (f"{IMPORTS}/{import_id}" in page(browser, EVIDENCE), "reviews.csv" in page(browser, EVIDENCE)) == (
        False,
        True,
    )


def test_work_that_gave_up_says_so_and_can_be_undone(acme: Member, as_member: SignedIn) -> None:
    import_id = started(acme)
    with acme.at_work():
        job_id = queries.import_(import_id).job_id
    assert job_id is not None
    acme.do(lambda: jobs.cancel(job_id, acme.organisation_id))
    shown = page(as_member(acme), f"{IMPORTS}/{import_id}")
    assert ("it stopped before the end" in shown, "Undo this import" in shown, "data-poll-url" in shown) == (
        True,
        True,
        False,
    )


def test_what_was_left_out_of_a_file_is_not_shown_with_its_bad_rows(acme: Member, as_member: SignedIn) -> None:
    import_id = imported(acme, "text,stars,mail\nGood,9,ana@example.org\n", **stars())
    shown = page(as_member(acme), f"{EVIDENCE}/imports/{import_id}")
    assert ("Good | 9" in shown, "ana@example.org" in shown) == (True, False)
