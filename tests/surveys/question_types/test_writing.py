import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.surveys.question_types.writing import LONGEST, Unwritable, clean, clean_line, displayable


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("  hola \n", "hola"),
        ("a\tb", "a b"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a\x07b\x1b[31m\x9f", "ab[31m"),
        ("familia 👨‍👩‍👧 é ñ", "familia 👨‍👩‍👧 é ñ"),
        ("sin\u00a0corte", "sin\u00a0corte"),
        ("\ud83d\ude00", "😀"),
        ("roto \ud83d", "roto \ufffd"),
    ],
)
def test_what_is_stored(written, stored):
    assert clean(written) == stored


def test_the_limit_is_exact_and_nothing_is_cut():
    assert len(clean("x" * LONGEST)) == LONGEST
    assert len(clean(" " + "👍" * LONGEST + "\n")) == LONGEST
    with pytest.raises(Unwritable) as refused:
        clean("x" * (LONGEST + 1))
    assert refused.value.message.params == {"length": LONGEST + 1, "limit": LONGEST}


def test_nul_is_refused():
    with pytest.raises(Unwritable):
        clean("a\0b")
    assert displayable("a\0b") == "ab"


def test_one_line():
    assert clean_line(" a\r\nb ") == "a b"


@given(st.text(st.characters()))
def test_what_is_shown_can_be_sent_and_stored_again(text):
    shown = displayable(text)
    assert displayable(shown) == shown
    assert clean(shown) == shown.strip()
    shown.encode("utf-8")


@given(st.text(st.characters(categories=["L", "M", "N", "P", "S", "Zs"])))
def test_what_people_write_is_untouched(text):
    assert displayable(text) == text
