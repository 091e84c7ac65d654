"""The tone check at forms: it shows, and never keeps anybody from saving."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice

from feedback.web import tone
from feedback.web.forms import Form
from feedback.web.texts_forms import Asked, TextsForm, in_languages
from feedback.web.tone import Tone, findings, findings_of
from tests.factories.backlog import improvement, reread
from tests.factories.groups import three_groups
from tests.factories.people import Member, post

SignedIn = Callable[[Member], FlaskClient]
BLAME = "Los clientes se quejan de todo"


class NoteForm(Form):
    text = StringField("Text", [Tone("note", only="kind=seen counted")])
    plain = StringField("Plain")
    kind = SelectField("Kind", choices=[SelectChoice("seen", "Seen"), SelectChoice("said", "Said")])


@pytest.fixture
def request_context(app: Flask) -> Iterator[None]:
    with app.test_request_context(headers={"Accept-Language": "en"}):
        yield


def note(**typed: str) -> NoteForm:
    return NoteForm(MultiDict({"kind": "seen", **typed}), meta={"csrf": False})


@pytest.mark.usefixtures("request_context")
def test_a_marked_field_shows_what_to_mind_and_is_valid() -> None:
    form = note(text=BLAME, plain=BLAME)
    assert [one.words for one in findings_of(form.text)] == ["quejan de todo"]
    assert findings_of(form.plain) == ()
    assert form.validate()


@pytest.mark.usefixtures("request_context")
def test_somebody_elses_words_are_not_looked_at() -> None:
    assert findings_of(note(text=BLAME, kind="said").text) == ()


@pytest.mark.usefixtures("request_context")
def test_a_field_is_read_in_its_language() -> None:
    made = in_languages(TextsForm, ["es", "en"], name=Asked("Name", tone="text"), code=Asked("Code"))
    form = made(MultiDict({"name_es": BLAME, "name_en": BLAME, "code_es": BLAME}), meta={"csrf": False})
    found = {field.name: len(findings_of(field)) for field in form}
    assert found == {"name_es": 1, "name_en": 0, "code_es": 0, "code_en": 0}


@pytest.mark.usefixtures("request_context")
def test_a_text_without_a_language_is_read_in_those_spoken() -> None:
    assert [one.words for one in findings("They always complain.")] == ["always complain"]
    assert findings("They always complain.", "es") == ()
    assert findings(None) == ()


def check(client: FlaskClient, path: str, **typed: str) -> str:
    answer = post(client, path, {tone.BUTTON: "1", **typed})
    assert answer.status_code == 200
    return str(answer.get_data(as_text=True))


def test_the_button_checks_without_saving(acme: Member, as_member: SignedIn) -> None:
    number = improvement(acme)
    path = f"/o/acme/backlog/{number}/edit"
    page = check(as_member(acme), path, title_es=BLAME, title_en="", hypothesis="Si llamamos, esperan menos.")
    assert 'value="Los clientes se quejan de todo"' in page
    assert "<u>quejan de todo</u>" in page
    assert "error-summary" not in page
    assert '<a href="#title_es">' in page
    assert 'aria-describedby="title_es-help title_es-tone"' in page
    assert reread(acme, number).title["es"] == "Avisar de la hora"


def test_the_button_says_so_where_there_is_nothing(acme: Member, as_member: SignedIn) -> None:
    page = check(as_member(acme), "/o/acme/backlog/new?lang=en", title_es="Avisar antes")
    assert "Nothing in it seems to hurt or mislead." in page


def test_the_button_finds_no_fault_with_what_is_missing(acme: Member, as_member: SignedIn) -> None:
    page = check(as_member(acme), "/o/acme/backlog/new", title_es="", hypothesis="They always complain.")
    assert ("<u>always complain</u>" in page, "field-error" in page) == (True, False)


def test_saving_is_never_blocked_and_says_what_may_hurt(acme: Member, as_member: SignedIn) -> None:
    number, client = improvement(acme), as_member(acme)
    path = f"/o/acme/backlog/{number}/edit"
    answer = post(client, f"{path}?lang=en", {"title_es": BLAME, "title_en": "Shorten the wait"})
    assert answer.status_code == 303
    assert reread(acme, number).title["es"] == BLAME
    page = client.get(f"/o/acme/backlog/{number}", headers={"Accept-Language": "en"}).get_data(as_text=True)
    assert "It is saved. One wording in it may hurt: “quejan de todo”." in page
    assert "<u>quejan de todo</u>" in client.get(path).get_data(as_text=True)


def test_what_is_well_written_is_saved_without_a_word(acme: Member, as_member: SignedIn) -> None:
    number, client = improvement(acme), as_member(acme)
    post(client, f"/o/acme/backlog/{number}/edit?lang=en", {"title_es": "Avisar antes", "title_en": "Tell before"})
    page = client.get(f"/o/acme/backlog/{number}", headers={"Accept-Language": "en"}).get_data(as_text=True)
    assert ("The improvement is changed." in page, "may hurt" in page) == (True, False)


def test_a_real_mistake_stays_a_mistake(acme: Member, as_member: SignedIn) -> None:
    answer = post(as_member(acme), "/o/acme/backlog/new", {"title_es": "", "hypothesis": BLAME})
    assert answer.status_code == 422
    assert "<u>quejan de todo</u>" in answer.get_data(as_text=True)


def test_what_comes_while_typing_is_in_the_language_of_the_page(acme: Member, as_member: SignedIn) -> None:
    client = as_member(acme)
    page = client.get("/o/acme/backlog/new?lang=en").get_data(as_text=True)
    (address,) = set(re.findall(r'data-tone-url="([^"]+)"', page))
    answer = post(client, address, {"text": BLAME, "lang": "es", "kind": "text"})
    assert "It puts the blame on people" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    "path",
    [
        "groups/new?kind=customer",
        "journey/edit/name",
        "evidence/notes/new",
        "workshops/new",
        "backlog/new",
        "backlog/strategies/new",
        "cycle",
    ],
)
def test_it_is_offered_wherever_members_write(acme: Member, as_member: SignedIn, path: str) -> None:
    three_groups(acme)
    page = as_member(acme).get(f"/o/acme/{path}").get_data(as_text=True)
    fields = re.findall(r'data-tone-field="([^"]+)"', page)
    assert fields
    assert [field for field in fields if f'id="{field}"' not in page] == []
    assert page.count(f'name="{tone.BUTTON}"') == 1
