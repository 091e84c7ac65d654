"""Expressions in LimeSurvey's texts."""

from __future__ import annotations

import pytest

from feedback.surveys.importers import Imported, inspect
from feedback.surveys.importers.limesurvey_piping import braced
from tests.surveys.importers.lss import old
from tests.surveys.importers.reading import formula


def read(text: str, language: str = "") -> Imported:
    rows = [
        {"qid": 1, "title": "name"},
        {"qid": 2, "type": "G", "title": "sex"},
        {"qid": 3, "title": "last", "question": text},
    ]
    return inspect(old(*rows), "x.lss")


def text_of(imported: Imported) -> str:
    return next(one for one in imported.questionnaire.questions() if one.code == "last").text.text_in("en")


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("Hello {name}!", "Hello {name}!"),
        ("Hello {name.shown}!", "Hello {name}!"),
        ("Hello {INSERTANS:1X1X1}!", "Hello {name}!"),
        ("Hello {TOKEN:FIRSTNAME}!", "Hello {link.firstname}!"),
        ("<p>Hello <b>{name}</b>!</p>", "Hello {name}!"),
        ("{ not an expression }", "{ not an expression }"),
        ("Is {if(sex=='M','he','she')} {if(sex=='M','he','she')}?", "Is {text_1} {text_1}?"),
    ],
)
def test_quotes(theirs, ours):
    imported = read(theirs)
    assert text_of(imported) == ours
    assert imported.report == ()


def test_words_chosen_by_an_answer_become_a_calculation_before_the_question():
    imported = read("Is {if(sex=='M','he','she')} well?")
    assert [one.code for one in imported.questionnaire.questions()] == ["name", "sex", "text_1", "last"]
    assert formula(imported.questionnaire, "text_1") == "if([sex equals 'M'], 'he', 'she')"
    assert [one.code for one in imported.questions] == ["name", "sex", "last"]


def test_what_cannot_be_worked_out_stays_and_is_told():
    imported = read("Since {date('l', time())}?")
    assert text_of(imported) == "Since {date('l', time())}?"
    assert [(one.question, one.what.params["expression"]) for one in imported.report] == [
        ("last", "{date('l', time())}")
    ]


def test_where_expressions_stand():
    text = "a {b} { c } {d('}')} {e {f} {"
    assert [text[start:stop] for start, stop in braced(text)] == ["{b}", "{d('}')}", "{f}"]
