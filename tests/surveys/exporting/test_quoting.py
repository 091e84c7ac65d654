"""Earlier answers in texts, as XLSForm writes them."""

from __future__ import annotations

import pytest

from feedback.surveys.document import Question, Questionnaire, Section
from feedback.surveys.exporting.naming import names_of
from feedback.surveys.exporting.quoting import quoted

DOCUMENT = Questionnaire(sections=(Section("s", questions=(Question("a", "age", "age", "number"),)),))


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("You are {age}.", "You are ${age}."),
        ("You are {age|old}.", "You are ${age}."),
        ("{group} {nobody} {} { age }", "{group} {nobody} {} { age }"),
        ("plain", "plain"),
    ],
)
def test_only_what_names_a_question_is_quoted(text: str, there: str) -> None:
    assert quoted(text, DOCUMENT, names_of(DOCUMENT)) == there
