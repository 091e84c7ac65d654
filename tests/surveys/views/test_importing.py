"""From a file of another tool to a draft, by way of a preview that saves nothing; and out again as a file."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback.permissions import Role
from feedback.surveys.canonical import canonical
from feedback.surveys.queries import questionnaires as queries
from tests.dump import state
from tests.factories.people import Member, member, post
from tests.factories.surveys import asked, questionnaire
from tests.surveys.importers.books import form

SignedIn = Callable[[Member], FlaskClient]
HOME = "/o/acme/surveys/questionnaires"
IMPORT = f"{HOME}/import"
SURVEYJS: dict[str, Any] = {
    "title": "Visit",
    "elements": [
        {"type": "radiogroup", "name": "came", "title": "Did you come?", "choices": ["yes", "no"], "isRequired": True},
        {"type": "text", "name": "why", "title": "Why?", "visibleIf": "{came} = 'no'", "defaultValue": "x"},
    ],
}


def sent(client: FlaskClient, content: bytes, name: str = "visit.json") -> Any:
    return post(client, IMPORT, {"file": (io.BytesIO(content), name)}, content_type="multipart/form-data")


def main(answer: Any) -> str:
    text = answer.get_data(as_text=True)
    return unescape(text[text.index("<main") :])


def token(answer: Any) -> str:
    found = re.search(r'name="pending" value="([^"]+)"', answer.get_data(as_text=True))
    assert found
    return found[1]


def test_the_list_leads_to_the_import(as_member: SignedIn, acme: Member) -> None:
    client = as_member(acme)
    assert f'href="{IMPORT}"' in client.get("/o/acme/surveys").get_data(as_text=True)
    page = client.get(IMPORT)
    assert (page.status_code, 'type="file"' in main(page)) == (200, True)


def test_a_preview_shows_every_question_and_saves_nothing(app: Flask, as_member: SignedIn, acme: Member) -> None:
    client = as_member(acme)
    before = state(app)
    answer = sent(client, json.dumps(SURVEYJS).encode(), "C:/temp/visit.json")
    shown = main(answer)
    assert answer.status_code == 200
    for words in (
        "Visit",
        "«visit.json»",
        "Did you come?",
        "Why?",
        "2 opciones",
        "2 preguntas",
        "Una pregunta pierde algo",
    ):
        assert words in shown, words
    assert "Se muestra cuando la pregunta 1" in shown
    assert "defaultValue" in shown
    assert "C:" not in shown
    assert state(app) == before


def test_import_it_makes_the_draft_that_was_shown(as_member: SignedIn, acme: Member) -> None:
    client = as_member(acme)
    shown = sent(client, json.dumps(SURVEYJS).encode())
    answer = post(client, f"{IMPORT}/save", {"pending": token(shown)})
    assert answer.status_code == 303
    code = answer.location.rpartition("/")[2]
    with acme.at_work():
        row = queries.questionnaire(code)
        draft = queries.draft_of(row)
        assert [(one.code, one.kind, one.required) for one in draft.questions()] == [
            ("came", "single", True),
            ("why", "text", False),
        ]
        assert [line["construct"] for line in row.report] == ["defaultValue"]
    assert client.get(answer.location).status_code == 200


def test_the_same_file_again_leads_to_what_it_became(as_member: SignedIn, acme: Member) -> None:
    client = as_member(acme)
    raw = json.dumps(SURVEYJS).encode()
    first = post(client, f"{IMPORT}/save", {"pending": token(sent(client, raw))})
    again = sent(client, raw)
    assert first.location in again.get_data(as_text=True)
    assert post(client, f"{IMPORT}/save", {"pending": token(again)}).location == first.location


def test_a_page_that_was_changed_or_is_anothers_saves_nothing(
    app: Flask, as_member: SignedIn, acme: Member, globex: Member
) -> None:
    theirs = post(
        as_member(globex),
        "/o/globex/surveys/questionnaires/import",
        {"file": (io.BytesIO(json.dumps(SURVEYJS).encode()), "x.json")},
        content_type="multipart/form-data",
    )
    client = as_member(acme)
    before = state(app)
    for pending in (token(theirs), "made up", ""):
        answer = post(client, f"{IMPORT}/save", {"pending": pending})
        assert answer.status_code == 410
        assert "Elige el archivo otra vez" in main(answer)
    assert state(app) == before


def macros() -> bytes:
    raw = io.BytesIO(form(("text", "a", "A")))
    with zipfile.ZipFile(raw, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    return raw.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "status", "words"),
    [
        (macros(), "form.xlsm", 415, "macros"),
        (b"\x89PNG\r\n", "x.xlsx", 422, "cuestionario"),
        (b"hello", "x.json", 422, "cuestionario"),
        (b'{"pages": ' + b"[" * 100_000, "x.json", 422, ""),
        (b'<!DOCTYPE d [<!ENTITY a "b">]><document>&a;</document>', "x.lss", 422, ""),
        (b"", "empty.json", 422, ""),
    ],
)
def test_what_cannot_be_imported_says_why(
    app: Flask, as_member: SignedIn, acme: Member, content: bytes, name: str, status: int, words: str
) -> None:
    before = state(app)
    answer = sent(as_member(acme), content, name)
    assert answer.status_code == status
    assert 'class="field-error"' in main(answer)
    assert words in main(answer)
    assert state(app) == before


def test_no_file_is_said(as_member: SignedIn, acme: Member) -> None:
    assert post(as_member(acme), IMPORT, {}).status_code == 422


def test_a_stage_the_journey_does_not_have_is_told_before_saving(as_member: SignedIn, acme: Member) -> None:
    document = {
        "title": {"es": "T"},
        "languages": ["es"],
        "base_language": "es",
        "sections": [{"id": "s", "questions": [{"id": "q", "code": "q", "kind": "nps", "stage": "gone"}]}],
    }
    assert "«gone»" in main(sent(as_member(acme), json.dumps(document).encode()))


def test_out_as_json_byte_for_byte_and_in_again(as_member: SignedIn, acme: Member) -> None:
    code = questionnaire(acme, asked("nps", "nps"), title='../../x\r\nSet-Cookie: a=1".csv')
    client = as_member(acme)
    answer = client.get(f"{HOME}/{code}/export/json")
    with acme.at_work():
        draft = canonical(queries.draft_of(queries.questionnaire(code)))
    assert (answer.status_code, answer.mimetype, answer.get_data()) == (200, "application/json", draft)
    disposition = answer.headers.getlist("Content-Disposition")
    assert len(disposition) == 1
    assert disposition[0].startswith('attachment; filename="x-Set-Cookie-a-1-csv-es.json"; filename*=UTF-8')
    again = post(client, f"{IMPORT}/save", {"pending": token(sent(client, draft))})
    copied = again.location.rpartition("/")[2]
    assert copied != code
    assert client.get(f"{HOME}/{copied}/export/json").get_data() == draft


@pytest.mark.parametrize("name", ["0cb1e29c-658c-4a14-95e6-0af593bd04cf", "details", "a/b", ""])
def test_every_part_of_a_file_with_odd_ids_can_be_opened(as_member: SignedIn, acme: Member, name: str) -> None:
    asked_for = {"id": "0cb1e29c-658c-4a14-95e6-0af593bd04cf", "code": "q", "kind": "nps", "text": {"es": "¿Y?"}}
    document = {
        "title": {"es": "T"},
        "languages": ["es"],
        "base_language": "es",
        "sections": [{"id": name, "questions": [asked_for]}],
    }
    client = as_member(acme)
    shown = sent(client, json.dumps(document).encode())
    at = post(client, f"{IMPORT}/save", {"pending": token(shown)}).location
    with acme.at_work():
        (section,) = queries.draft_of(queries.questionnaire(at.rpartition("/")[2])).sections
    pages = {part: client.get(f"{at}?open={part}") for part in (section.id, asked_for["id"], "details")}
    assert {answer.status_code for answer in pages.values()} == {200}
    assert f"sections/{section.id}" in main(pages[section.id])
    assert post(client, f"{at}/sections/{section.id}/move", {"direction": "up"}).status_code == 303


def test_out_as_xlsform(as_member: SignedIn, acme: Member) -> None:
    code = questionnaire(acme, asked("nps", "nps"))
    answer = as_member(acme).get(f"{HOME}/{code}/export/xlsform")
    assert (answer.status_code, answer.get_data()[:2]) == (200, b"PK")
    assert ".xlsx" in answer.headers["Content-Disposition"]


def test_unknown_formats_and_questionnaires_are_not_there(as_member: SignedIn, acme: Member, globex: Member) -> None:
    client = as_member(acme)
    mine, theirs = questionnaire(acme, asked("nps", "nps")), questionnaire(globex, asked("nps", "nps"))
    for path in (f"{mine}/export/pdf", f"{theirs}/export/json", "nothing/export/json"):
        assert client.get(f"{HOME}/{path}").status_code == 404


def test_who_may(app: Flask, as_member: SignedIn, acme: Member) -> None:
    code = questionnaire(acme, asked("nps", "nps"))
    client = as_member(member(app, "acme", Role.CONTRIBUTOR))
    assert [client.get(path).status_code for path in (IMPORT, f"{HOME}/{code}/export/json")] == [403, 403]
