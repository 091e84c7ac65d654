"""A file on its way in: uploaded, looked at, its columns named."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
import xlsxwriter
from flask import Flask
from flask.testing import FlaskClient

from feedback import files, jobs
from feedback.evidence.queries import imports as queries
from feedback.permissions import Role
from tests.dump import state
from tests.factories.evidence import known, reread, tally, upload
from tests.factories.groups import three_groups
from tests.factories.journeys import journey
from tests.factories.people import Member, member, post

from .pages import EVIDENCE, page

SignedIn = Callable[..., FlaskClient]
UPLOAD = f"{EVIDENCE}/import"
SPANISH = "Comentario;Nota;Etapa;Fecha\n" + "La habitación estaba fría y nadie avisó;2;visit;13/02/2024\n" * 3
CHOSEN = {
    "encoding": "utf-8", "delimiter": ",", "as_0": "comment", "as_1": "leave", "group": "customers", "kind": "review",
}  # fmt: skip


@pytest.fixture(autouse=True)
def groups(acme: Member) -> None:
    three_groups(acme)
    journey(acme)


def sent(browser: FlaskClient, content: bytes, name: str = "reviews.csv") -> Any:
    return post(browser, UPLOAD, {"file": (io.BytesIO(content), name)}, content_type="multipart/form-data")


def test_the_whole_way_from_a_file_to_evidence(acme: Member, as_member: SignedIn) -> None:
    browser = as_member(acme)
    answer = sent(browser, SPANISH.encode("cp1252"), "C:/temp/quejas.csv")
    assert answer.status_code == 303
    shown = page(browser, answer.location)
    assert [part in shown for part in ("habitación", "cp1252", "quejas.csv")] == [True] * 3
    assert "C:" not in shown
    for choice in (";", "cp1252", "customers", "comment", "rating", "stage", "date"):
        assert f'<option selected value="{choice}">' in shown, choice
    assert 'value="1..5"' in shown
    chosen = {
        "encoding": "cp1252", "delimiter": ";", "as_0": "comment", "group": "employees", "kind": "complaint",
        "as_1": "rating", "scale_1": "1..5", "beside_1": "*", "as_2": "stage", "as_3": "date", "day_first": "day",
        "source": "Quejas", "lang": "es",
    }  # fmt: skip
    started = post(browser, answer.location, chosen)
    import_id = started.location.rpartition("/")[2]
    assert (started.status_code, started.location) == (303, f"{EVIDENCE}/imports/{import_id}")
    jobs.work_off(acme.app)
    first = known(acme)[0]
    assert (first.text, first.rating, str(first.dated), first.kind, first.source, first.lang) == (
        "La habitación estaba fría y nadie avisó", 2, "2024-02-13", "complaint", "Quejas", "es",
    )  # fmt: skip
    assert first.stage_id is not None
    assert tally(acme, import_id) == (3, 3, 0, 0, 0)
    # Once it began there is nothing to look at any more.
    assert browser.get(answer.location).location == started.location


def test_looking_again_keeps_what_was_chosen_and_writes_nothing(acme: Member, as_member: SignedIn) -> None:
    import_id = upload(acme, "a;b\nUno, dos;1\nTres, cuatro;2\n")
    browser = as_member(acme)
    before = state(acme.app)
    looked = post(
        browser, f"{UPLOAD}/{import_id}",
        {**CHOSEN, "as_1": "segment", "delimiter": ";", "kind": "ticket", "source": "Typed with care",
         "strict": "y", "look": "1"},
    )  # fmt: skip
    shown = looked.get_data(as_text=True)
    assert looked.status_code == 200
    assert [f'<option selected value="{value}">' in shown for value in ("segment", ";", "ticket")] == [True] * 3
    assert ("Typed with care" in shown, "checked" in shown) == (True, True)
    assert state(acme.app) == before


def test_columns_that_another_delimiter_reveals_are_guessed_anew(acme: Member, as_member: SignedIn) -> None:
    import_id = upload(acme, SPANISH)
    looked = post(
        as_member(acme), f"{UPLOAD}/{import_id}",
        {**CHOSEN, "seen": "another", "delimiter": ";", "as_0": "leave", "look": "1"},
    )  # fmt: skip
    assert '<option selected value="stage">' in looked.get_data(as_text=True)


def test_an_encoding_the_file_is_not_in_is_refused_and_the_choices_stay(acme: Member, as_member: SignedIn) -> None:
    import_id = upload(acme)
    browser = as_member(acme)
    for wrong in ({"encoding": "klingon"}, {"delimiter": ";", "seen": "0123456789abcdef"}):
        answer = post(browser, f"{UPLOAD}/{import_id}", {**CHOSEN, "source": "Typed with care", **wrong})
        shown = answer.get_data(as_text=True)
        assert (answer.status_code, "Typed with care" in shown) == (422, True), wrong
    assert reread(acme, import_id).state == "preview"


@pytest.mark.parametrize(
    "wrong",
    [
        {"group": ""}, {"group": "martians"}, {"as_0": "nowhere"}, {"kind": "gossip"},
        {"as_0": "leave", "as_1": "leave"},
        {"as_1": "date", "as_0": "date"}, {"as_1": "rating", "scale_1": "good..bad"}, {"source": "x" * 201},
        {"stage": "nowhere"},
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_everything_typed_still_there(
    acme: Member, as_member: SignedIn, wrong: dict[str, str]
) -> None:
    import_id = upload(acme)
    data = {**CHOSEN, "source": "Typed with care", "as_1": "rating", "scale_1": "0..99", "kind": "figure", **wrong}
    answer = post(as_member(acme), f"{UPLOAD}/{import_id}", data)
    shown = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert ('value="Typed with care"' in shown) == ("source" not in wrong)
    assert ('value="0..99"' in shown) == ("scale_1" not in wrong and "as_1" not in wrong)
    assert reread(acme, import_id).state == "preview"


def test_a_column_can_say_whose_words_they_are(acme: Member, as_member: SignedIn) -> None:
    import_id = upload(acme, "text,who\nUno,Empleados\nDos,Clientes\n")
    browser = as_member(acme)
    assert '<option selected value="group">' not in page(browser, f"{UPLOAD}/{import_id}")
    named = upload(acme, "text,grupo\nUno,Empleados\nDos,Clientes\n")
    assert '<option selected value="group">' in page(browser, f"{UPLOAD}/{named}")
    assert post(browser, f"{UPLOAD}/{named}", {**CHOSEN, "group": "", "as_1": "group"}).status_code == 303
    jobs.work_off(acme.app)
    assert len({row.group_id for row in known(acme)}) == 2


def test_a_sheet_of_a_workbook_is_chosen(acme: Member, as_member: SignedIn) -> None:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        for name in ("First", "Second"):
            book.add_worksheet(name).write_column(0, 0, ["text", f"From the {name.lower()}"])
    import_id = upload(acme, content.getvalue(), "book.xlsx")
    browser = as_member(acme)
    assert "From the first" in page(browser, f"{UPLOAD}/{import_id}")
    chosen = {"as_0": "comment", "group": "customers", "kind": "review", "sheet": "Second"}
    looked = post(browser, f"{UPLOAD}/{import_id}", {**chosen, "look": "1"}).get_data(as_text=True)
    assert ("From the second" in looked, "From the first" in looked) == (True, False)
    post(browser, f"{UPLOAD}/{import_id}", chosen)
    jobs.work_off(acme.app)
    assert [row.text for row in known(acme)] == ["From the second"]


def _with_macros() -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        book.add_worksheet().write_column(0, 0, ["text", "a"])
    with zipfile.ZipFile(content, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    return content.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "status"),
    [
        ("picture.csv", b"\x89PNG\r\n\x1a\n" + b"\x00" * 64, 422),
        ("empty.csv", b"", 422),
        ("header.csv", b"text,stars\n", 422),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, 415),
        ("macros.xlsm", _with_macros(), 415),
        ("page.csv", b"<!doctype html><table></table>", 415),
        ("quote.csv", b'text,stars\nGood,1\n"Never closed,2\n', 422),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence_and_not_kept(
    acme: Member, as_member: SignedIn, name: str, content: bytes, status: int
) -> None:
    """Cases 46, 52 and 53."""
    with acme.at_work():
        before = set(files.folder().glob("*"))
    answer = sent(as_member(acme), content, name)
    assert answer.status_code == status
    assert 'id="file-error"' in answer.get_data(as_text=True)
    with acme.at_work():
        assert set(files.folder().glob("*")) == before


def test_no_file_is_refused(acme: Member, as_member: SignedIn) -> None:
    answer = post(as_member(acme), UPLOAD, {})
    assert (answer.status_code, 'id="file-error"' in answer.get_data(as_text=True)) == (422, True)


def test_without_a_group_the_page_says_what_is_missing(globex: Member, as_member: SignedIn) -> None:
    shown = page(as_member(globex), "/o/globex/evidence/import")
    assert ("There is no stakeholder group yet." in shown, 'type="file"' in shown) == (True, False)


def test_a_file_that_is_gone_says_so(acme: Member, as_member: SignedIn) -> None:
    import_id = upload(acme)
    with acme.at_work():
        files.discard(queries.import_(import_id).file_key)
    assert "This file is no longer here." in page(as_member(acme), f"{UPLOAD}/{import_id}", 410)


def test_looking_and_importing_take_the_right_role(app: Flask, acme: Member, as_member: SignedIn) -> None:
    import_id = upload(acme)
    for role, status in ((Role.VIEWER, 403), (Role.CONTRIBUTOR, 403), (Role.ANALYST, 200)):
        browser = as_member(member(app, "acme", role))
        assert [browser.get(path).status_code for path in (UPLOAD, f"{UPLOAD}/{import_id}")] == [status] * 2


def test_a_file_that_waits_to_be_imported_is_found_again_by_who_may_go_on(
    app: Flask, acme: Member, as_member: SignedIn
) -> None:
    import_id = upload(acme)
    listed = page(as_member(acme), EVIDENCE)
    assert "looked at, not imported yet" in listed
    assert f"{EVIDENCE}/imports/{import_id}" in listed
    assert "not imported yet" not in page(as_member(member(app, "acme", Role.VIEWER)), EVIDENCE)


SURVEY = (
    "RespondentID,How was it?,,What could be better?,Your age\n,Food,Room,Open-Ended Response,Response\n"
    "1,Good,Bad,The <b>noise</b> of the street,30-44\n2,Very good,Good,The breakfast was rather cold,45-60\n"
)


def test_an_export_of_another_tool_is_recognised_and_every_answer_imported(acme: Member, as_member: SignedIn) -> None:
    browser = as_member(acme)
    answer = sent(browser, SURVEY.encode(), "answers.csv")
    shown = page(browser, answer.location)
    for part in (
        "An export of SurveyMonkey.", "Its header takes 2 rows.", "How was it?: Food", "Very poor &lt; Bad &lt; Fair",
        "The &lt;b&gt;noise&lt;/b&gt; of the street", "Texts of several words", "30-44",
    ):  # fmt: skip
        assert part in shown, part
    assert "<b>noise" not in shown
    chosen = [*("leave", "rating", "rating", "comment", "segment")]
    assert [f'name="as_{number}"' in shown for number in range(6)] == [True] * 5 + [False]
    typed = {f"as_{number}": role for number, role in enumerate(chosen)}
    started = post(browser, answer.location, {**typed, "group": "customers", "kind": "old_survey", "beside_2": "c3"})
    assert started.status_code == 303
    jobs.work_off(acme.app)
    done = page(browser, started.location)
    assert [part in done for part in ("Comments in them", "SurveyMonkey", "How was it?: Room")] == [True] * 3
    noise, breakfast = sorted(known(acme), key=lambda one: one.row or 0)
    assert (noise.question, noise.rated, noise.rating) == ("What could be better?", "How was it?: Room", 2.0)
    assert (breakfast.rating, breakfast.segments) == (4.0, {"Your age": "45-60"})
    assert [row.rating for row in known(acme, kind="rating")] == [4.0, 5.0]


def test_a_table_of_results_is_refused_with_its_reason(acme: Member, as_member: SignedIn) -> None:
    rows = "".join(f"Answer {number},25%,50%,12%\n" for number in range(6))
    answer = sent(as_member(acme), f",Total,Men,Women\n{rows}".encode())
    assert answer.status_code == 422
    assert "tabla de resultados" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("content", "row"),
    [
        (b"text,n\n" + b"good,1\n" * 500 + b"x" * 200_000 + b",1\n", "502"),
        (b"text,n\n" + b"good,1\n" * 500 + b'"never closed,2\n', "502"),
        (b"text" + b",n" * 2_000 + b"\n" + b"a" + b",1" * 2_000 + b"\n", "1"),
        (b"text\n" + b"x\n" * 500_001, "500.002"),
    ],
)
def test_what_is_wrong_far_down_is_refused_with_its_row(
    acme: Member, as_member: SignedIn, content: bytes, row: str
) -> None:
    """Case 53."""
    answer = sent(as_member(acme), content)
    assert (answer.status_code, row in answer.get_data(as_text=True)) == (422, True)


def test_a_scale_for_a_column_that_is_made_a_rating_is_shown_on_looking_again(
    acme: Member, as_member: SignedIn
) -> None:
    import_id = upload(acme)
    looked = post(as_member(acme), f"{UPLOAD}/{import_id}", {**CHOSEN, "as_1": "rating", "look": "1"})
    assert 'name="scale_1" type="text" value="1..5"' in looked.get_data(as_text=True)


def test_pressing_import_after_changing_how_the_file_is_read_asks_to_look_first(
    acme: Member, as_member: SignedIn
) -> None:
    import_id = upload(acme)
    browser = as_member(acme)
    shown = page(browser, f"{UPLOAD}/{import_id}")
    seen = shown.partition('name="seen" type="hidden" value="')[2].partition('"')[0]
    answer = post(browser, f"{UPLOAD}/{import_id}", {**CHOSEN, "seen": seen, "delimiter": ";"})
    assert (answer.status_code, len(seen)) == (422, 16)
    assert reread(acme, import_id).state == "preview"
