from dataclasses import replace

import pytest

from feedback.errors import Invalid
from feedback.surveys.document import Texts
from feedback.surveys.editing.finding import change_section, question_in, replace_question, section_in
from tests.surveys.samples import asked, questionnaire

DOCUMENT = questionnaire(asked("a"), asked("b"))


def test_what_is_there_is_found_and_what_is_not_is_said():
    assert section_in(DOCUMENT, "s1") is DOCUMENT.sections[0]
    assert question_in(DOCUMENT, "id-b") is DOCUMENT.sections[0].questions[1]
    for missing in (lambda: section_in(DOCUMENT, "s9"), lambda: question_in(DOCUMENT, "id-z")):
        with pytest.raises(Invalid, match="no longer here"):
            missing()


def test_one_section_changes():
    after = change_section(DOCUMENT, "s1", lambda section: replace(section, title=Texts({"es": "Uno"})))
    assert after.sections[0].title.text_in("es") == "Uno"


def test_a_question_gives_way_to_its_successors_in_its_place():
    new = questionnaire(asked("x"), asked("y"))
    after = replace_question(DOCUMENT, "id-a", tuple(new.questions()))
    assert [question.code for question in after.questions()] == ["x", "y", "b"]
