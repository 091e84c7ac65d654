"""The versions of a questionnaire, and what changed between two."""

from __future__ import annotations

import re
from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient

from feedback.permissions import Role
from tests.factories.people import Member, member
from tests.surveys.views.design.conftest import Editor
from tests.surveys.views.design.test_publishing import changed


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", page[page.index("<main") :]).split())


def test_before_the_first_version_it_says_how_one_is_made(editor: Editor) -> None:
    assert "It is made when you publish." in words(editor.page("/versions?lang=en"))


def test_the_newest_version_and_the_draft_are_compared_question_by_question(editor: Editor) -> None:
    editor.post("publish")
    changed(editor, "nps", text={"es": "¿Otra?", "en": "Another?"}, required=True)
    changed(editor, "csat", kind="rating")
    page = words(editor.page("/versions?lang=en"))
    assert "Another? before: nps? its words, whether an answer is needed One series" in page
    assert "A new series: It is another kind of question now." in page
    assert "1 question is as it was." in page


def test_two_versions_show_the_authors_word(editor: Editor) -> None:
    editor.post("publish")
    changed(editor, "nps", text={"es": "¿Otra?", "en": "Another?"})
    editor.post("publish", **{"sure": "1", f"series_{editor.question('nps').id}": "no"})
    page = words(editor.page("/versions?before=1&after=2&lang=en"))
    assert "A new series (as you said)" in page
    assert "1 question has more than one series." in page
    assert "Every question is the same in both." in words(editor.page("/versions?before=2&lang=en"))


def test_everybody_of_the_organisation_may_look(
    app: Flask, editor: Editor, as_member: Callable[[Member], FlaskClient], globex: Member
) -> None:
    viewer = as_member(member(app, "acme", Role.VIEWER))
    assert viewer.get(f"{editor.path}/versions").status_code == 200
    assert as_member(globex).get(f"/o/globex/surveys/questionnaires/{editor.code}/versions").status_code == 404
