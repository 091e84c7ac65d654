"""Starting, naming, publishing, copying and putting away."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback.permissions import Role
from feedback.surveys.queries import questionnaires as queries
from tests.factories import surveys
from tests.factories.people import Member, member, post
from tests.factories.surveys import asked
from tests.statements import counted
from tests.surveys.views.design.conftest import Editor

SignedIn = Callable[[Member], FlaskClient]
NEW = "/o/acme/surveys/questionnaires/new"


def test_starting_from_scratch(as_member: SignedIn, acme: Member) -> None:
    answer = post(as_member(acme), NEW, {"title_es": "¿Cómo fue?", "title_en": ""})
    assert answer.status_code == 303
    with acme.at_work():
        (row,) = queries.questionnaires()
        assert queries.draft_of(row).title.by_language == {"es": "¿Cómo fue?"}
    assert answer.location == f"/o/acme/surveys/questionnaires/{row.code}"


def test_without_a_title_nothing_starts(as_member: SignedIn, acme: Member) -> None:
    answer = post(as_member(acme), NEW, {"title_es": " ", "title_en": "How was it?"})
    assert answer.status_code == 422
    assert 'value="How was it?"' in answer.get_data(as_text=True)
    with acme.at_work():
        assert queries.questionnaires() == []


def test_title_introduction_and_languages(editor: Editor) -> None:
    data = {"title_es": " Nuevo ", "title_en": "", "intro_es": "uno\ndos", "speaks": ["es"], "base_language": "es"}
    answer = editor.post("details", **data)
    assert (answer.status_code, answer.location) == (303, f"{editor.path}#h-details")
    draft = editor.draft()
    assert (draft.title.by_language, draft.intro.by_language) == ({"es": "Nuevo"}, {"es": "uno\ndos"})
    assert (draft.languages, draft.base_language) == (("es",), "es")


@pytest.mark.parametrize("wrong", [{"speaks": []}, {"speaks": ["en"]}, {"base_language": "fr"}])
def test_wrong_details_stay_on_the_page(editor: Editor, wrong: dict[str, object]) -> None:
    data = {"title_es": "Nuevo", "speaks": ["es", "en"], "base_language": "es", **wrong}
    answer = editor.post("details", **data)
    assert answer.status_code == 422
    shown = answer.get_data(as_text=True)
    assert 'data-autosave data-unsaved="true"' in shown
    assert "data-state>Saved<" not in shown and "data-state>Guardado<" not in shown
    assert 'class="design-bar is-wrong"' in shown
    assert 'value="Nuevo"' in shown
    assert editor.draft().title.by_language["es"] == "Your visit (es)"


def test_publishing_says_which_version(editor: Editor) -> None:
    answer = editor.post("publish")
    assert (answer.status_code, answer.location) == (303, editor.path)
    with editor.of.at_work():
        assert [one.number for one in queries.questionnaire(editor.code).versions] == [1]


def test_what_cannot_be_published_says_why_beside_the_question(acme: Member, as_member: SignedIn) -> None:
    code = surveys.questionnaire(acme, asked("c", "csat", "nowhere"))
    editor = Editor(acme, as_member(acme), code)
    answer = editor.post("publish")
    assert answer.status_code == 422
    assert answer.get_data(as_text=True).count("nowhere") >= 3
    with acme.at_work():
        assert queries.questionnaire(code).versions == []


def test_a_copy_opens_itself(editor: Editor) -> None:
    answer = editor.post("copy")
    assert answer.status_code == 303
    with editor.of.at_work():
        copies = [row.code for row in queries.questionnaires() if row.code != editor.code]
    assert [answer.location] == [f"/o/acme/surveys/questionnaires/{code}" for code in copies]


def test_putting_away_and_bringing_back(editor: Editor) -> None:
    editor.post("archive")
    listed = editor.client.get("/o/acme/surveys").get_data(as_text=True)
    assert f"{editor.path}/restore" in listed
    editor.post("restore")
    assert f"{editor.path}/restore" not in editor.client.get("/o/acme/surveys").get_data(as_text=True)


def test_another_organisations_questionnaire_is_not_found(editor: Editor, as_member: SignedIn, globex: Member) -> None:
    """Case 19: the same address in another organisation."""
    theirs = as_member(globex)
    assert theirs.get(f"/o/globex/surveys/questionnaires/{editor.code}").status_code == 404
    assert post(theirs, f"/o/globex/surveys/questionnaires/{editor.code}/publish").status_code == 404


def test_whoever_only_reads_sees_no_forms(app: Flask, editor: Editor, as_member: SignedIn) -> None:
    viewer = as_member(member(app, "acme", Role.VIEWER))
    page = viewer.get(editor.path).get_data(as_text=True)
    main = page[page.index("<main") :]
    assert "<form" not in main
    for part in ("publish", "copy", "archive", "sections", "details"):
        assert post(viewer, f"{editor.path}/{part}").status_code == 403
    assert viewer.get(NEW).status_code == 403


def test_what_somebody_wrote_is_shown_as_text(acme: Member, as_member: SignedIn) -> None:
    """Case 22 for this page and its preview."""
    payload = '"><img src=x onerror=alert(1)>{{7*7}}'
    code = surveys.questionnaire(acme, asked("c", "csat", text={"es": payload}), title=payload)
    editor = Editor(acme, as_member(acme), code)
    opened = f"?open={editor.question('c').id}"
    for page in (editor.page(), editor.page(opened), editor.page("?open=details"), editor.page("/preview")):
        assert "<img" not in page
        assert "49" not in re.sub(r"<[^>]*>", " ", page[page.index("<main") :]).split()
        assert "&lt;img src=x onerror=alert(1)&gt;{{7*7}}" in page


def test_the_last_changes_can_be_undone_and_done_again(editor: Editor) -> None:
    for code in ("nps", "csat"):
        editor.post(f"questions/{editor.question(code).id}/remove")
    assert editor.codes() == ["which"]
    assert f"{editor.path}/undo" in editor.page()
    editor.post("undo")
    editor.post("undo")
    assert editor.codes() == ["nps", "csat", "which"]
    assert f"{editor.path}/undo" not in editor.page()
    editor.post("redo")
    assert editor.codes() == ["csat", "which"]


def test_undoing_what_somebody_else_did_is_not_done_blindly(editor: Editor) -> None:
    revision = editor.revision()
    editor.post(f"questions/{editor.question('nps').id}/remove")
    assert editor.post("undo", revision=revision).status_code == 303
    assert editor.codes() == ["csat", "which"]


def test_pages_and_words_of_thanks_are_part_of_the_details(editor: Editor) -> None:
    data = {"title_es": "Nuevo", "speaks": ["es", "en"], "base_language": "es", "thanks_es": "Gracias"}
    editor.post("details", **data, layout="question", random_sections="y")
    draft = editor.draft()
    assert (draft.layout, draft.random_sections, draft.thanks.by_language) == ("question", True, {"es": "Gracias"})


def test_what_an_import_left_out_stands_on_the_page(acme: Member, as_member: SignedIn) -> None:
    code = surveys.questionnaire(acme)

    def reported() -> None:
        row = queries.questionnaire(code)
        row.report = [{"question": "q7", "construct": "slider", "what": "Shown as a <scale>."}]

    acme.do(reported)
    page = Editor(acme, as_member(acme), code).page("?lang=en")
    assert "<code>q7</code>: Shown as a &lt;scale&gt;." in page


def test_the_page_asks_the_database_the_same_for_few_and_for_many_questions(
    app: Flask, acme: Member, as_member: SignedIn
) -> None:
    client = as_member(acme)
    paths = [
        Editor(acme, client, surveys.questionnaire(acme, *(asked(f"q{n}", "csat") for n in range(size)))).path
        for size in (1, 30)
    ]
    counts = []
    for path in paths:
        with counted(app) as found:
            assert client.get(path).status_code == 200
        counts.append(len(found))
    assert counts[0] == counts[1]
