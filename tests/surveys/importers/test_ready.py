"""A draft has words everywhere, whatever the file lacks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from feedback.surveys.document import Choice, Question, Questionnaire, Section, Texts
from feedback.surveys.importers.normalised import Imported
from feedback.surveys.importers.ready import ready, unknown_stages

BARE = Question(
    "q", "code", "code", "single", choices=(Choice("a"), Choice("b", Texts({"en": "B"}))), rows=(Choice("r"),)
)


def imported(*questions: Question, title: str = "", format: str = "xlsform") -> Imported:
    document = Questionnaire(
        title=Texts({"en": title} if title else {}),
        languages=("en",),
        base_language="en",
        sections=(Section("s", questions=questions),),
    )
    return Imported(format, title, (), None, (), (), (), document)


def test_codes_stand_where_words_are_missing() -> None:
    (question,) = ready(imported(BARE), "x.xlsx").questions()
    assert (question.text.by_language, [one.text.by_language for one in question.choices]) == (
        {"en": "code"},
        [{"en": "a"}, {"en": "B"}],
    )
    assert question.rows[0].text.by_language == {"en": "r"}


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("my_form.v2.xlsx", "my form"),
        ("C:\\a\\Visit.json", "Visit"),
        ("../../x\r\ny.lss", "x y"),
        ("", "Questionnaire"),
    ],
)
def test_a_file_without_a_title_is_called_by_its_name(name: str, title: str) -> None:
    assert ready(imported(BARE), name).title.by_language == {"en": title}


def test_a_title_longer_than_a_title_is_shortened() -> None:
    assert len(ready(imported(BARE, title="x" * 300), "").title.by_language["en"]) == 200


def test_the_stage_is_that_of_questions_without_one() -> None:
    staged = replace(BARE, id="p", stage="visit")
    document = ready(imported(BARE, staged), "x", stage="billing")
    assert [question.stage for question in document.questions()] == ["billing", "visit"]


def test_our_own_document_stays_as_it_is() -> None:
    own = imported(BARE, format="feedback")
    assert ready(own, "x.json") is own.questionnaire
    assert [one.stage for one in ready(own, "x.json", "visit").questions()] == ["visit"]


def test_stages_the_journey_does_not_have_are_told() -> None:
    document = imported(replace(BARE, stage="visit"), replace(BARE, id="p", code="other", stage="gone")).questionnaire
    assert [(one.question, one.construct) for one in unknown_stages(document, ["visit"])] == [("other", "stage")]
