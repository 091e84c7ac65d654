import pytest

from feedback.surveys.answering import parse_answers
from feedback.surveys.piping import pipe
from feedback.surveys.question_types import Answered
from feedback.surveys.saying import said_in
from tests.factories.questionnaires import TYPED, every_kind

DOCUMENT = every_kind()
ANSWERS = parse_answers(tuple(DOCUMENT.questions()), TYPED)[0]
GIVEN = {"group": "Clientes", "link:campaign": "mayo"}
YES = {"yes": "Sí", "none": "Ninguna"}


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("nps", "9"),
        ("words", "Muy bien"),
        ("one", "El aparcamiento & <b>la espera</b>"),
        ("many", "La rapidez, El trato de las personas"),
        ("sure", "Sí"),
        ("paid", "49.9"),
        ("day", "2026-11-20"),
        ("story", "Llamar antes.\nNada más."),
        ("matrix", "Bien, Muy bien, na"),
        ("source", ""),
        ("group", "Clientes"),
        ("link.campaign", "mayo"),
        ("link.other", ""),
        ("nobody", None),
    ],
)
def test_the_words_of_an_answer(code, words):
    assert said_in(DOCUMENT, ANSWERS, "es", GIVEN, YES)(code) == words


def test_in_the_language_of_the_page():
    assert said_in(DOCUMENT, ANSWERS, "pt")("words") == "Muito bom"
    assert said_in(DOCUMENT, ANSWERS, "fr")("words") == "Muy bien"


def test_filled_into_a_text():
    said = said_in(DOCUMENT, ANSWERS, "en", GIVEN)
    assert pipe("You chose {one}; {source|nothing} {x}", said) == (
        "You chose El aparcamiento & <b>la espera</b>; nothing {x}"
    )


def test_what_does_not_apply_has_no_words():
    only = next(one for one in DOCUMENT.questions() if one.code == "nps")
    assert said_in(DOCUMENT, {only.id: Answered(not_applicable=True)}, "es")("nps") == ""
