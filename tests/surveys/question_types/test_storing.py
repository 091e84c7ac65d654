from hypothesis import given
from hypothesis import strategies as st

from feedback.surveys.answering import parse_answers
from feedback.surveys.question_types import Answered, restored, stored
from tests.factories.questionnaires import TYPED, every_kind

CODES = st.text("abcdé_-", min_size=1, max_size=4)
TEXTS = st.text(min_size=1, max_size=20)
CHOICES = st.lists(CODES, min_size=1, max_size=3, unique=True).map(tuple)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
PARTS = st.dictionaries(CODES, st.one_of(NUMBERS, TEXTS, CHOICES), max_size=4)


@given(st.one_of(st.none(), NUMBERS), CHOICES | st.just(()), st.one_of(st.none(), TEXTS), PARTS)
def test_an_answer_comes_back_as_it_was(number, choices, text, parts):
    answered = Answered(number, choices, text, parts)
    assert restored(stored(answered)) == answered


def test_every_kind_comes_back_as_it_was():
    answers, errors = parse_answers(tuple(every_kind().questions()), TYPED)
    assert errors == {}
    assert {key: restored(stored(one)) for key, one in answers.items()} == answers


def test_the_text_goes_with_the_first_row_of_the_question():
    assert list(stored(Answered(choices=("a", "other"), text="a sign"))) == [
        ("", None, "a", "a sign"),
        ("", None, "other", None),
    ]


def test_words_alone_have_a_row_so_that_they_count_as_an_answer():
    assert list(stored(Answered(text="slow"))) == [("", None, None, "slow")]


def test_parts_have_a_row_each_and_none_for_the_question_itself():
    parts = {"price": ("a", "b"), "speed": 2.0, "care": "slow"}
    assert list(stored(Answered(parts=parts))) == [
        ("price", None, "a", None),
        ("price", None, "b", None),
        ("speed", 2.0, None, None),
        ("care", None, None, "slow"),
    ]


def test_what_does_not_apply_has_no_row():
    assert list(stored(Answered(not_applicable=True))) == []
