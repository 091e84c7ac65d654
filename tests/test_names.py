"""Names and codes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback import names
from feedback.errors import Invalid


@given(st.text())
def test_one_line_is_one_line_and_stays_as_it_is(text: str) -> None:
    line = names.one_line(text)
    assert line.splitlines() in ([], [line])
    assert "\x00" not in line
    assert names.one_line(line) == line


def test_accents_are_composed() -> None:
    assert names.one_line("cafe\u0301") == "caf\u00e9"


def test_lines_keep_their_breaks_and_nothing_else() -> None:
    assert names.lines("  one \x00 two\r\n\n three\t\n ") == "one two\n\nthree"


def test_texts_without_a_word_are_left_out() -> None:
    assert names.texts({"es": " Hola\n ", "en": "\t"}) == {"es": "Hola"}


@pytest.mark.parametrize(
    ("name", "code"),
    [("Atención técnica", "atencion-tecnica"), ("  A & B! ", "a-b"), ("日本", ""), ("x" * 50, "x" * 40)],
)
def test_codes_from_names(name: str, code: str) -> None:
    assert names.slug(name) == code


@given(st.text(max_size=60), st.sets(st.sampled_from(["a", "a-2", "thing", "thing-2"])))
def test_a_free_code_is_a_code_and_is_free(name: str, taken: set[str]) -> None:
    code = names.free_code(name, taken, "thing")
    assert names.is_code(code)
    assert code not in taken


def test_a_long_code_stays_short_with_its_number() -> None:
    assert names.free_code("x" * 60, {"x" * 40}, "thing") == "x" * 38 + "-2"


@pytest.mark.parametrize("code", ["a", "front_desk", "A1.b-c", "9"])
def test_what_may_be_a_code(code: str) -> None:
    assert names.code_of(f" {code} ") == code


@pytest.mark.parametrize("code", ["", "..", "-a", "a b", "a/b", "a,b", "ñ", "a\n", "x" * 41])
def test_what_may_not(code: str) -> None:
    assert not names.is_code(code)


def test_a_text_that_is_missing_or_too_long_is_refused_at_its_field() -> None:
    assert names.texts_of("name", {"es": " Uno "}) == {"es": "Uno"}
    assert names.texts_of("goal", {}, required=False) == {}
    for given_texts, field in (({"es": " "}, "name"), ({"es": "x", "en": "y" * 121}, "name_en")):
        with pytest.raises(Invalid) as refused:
            names.texts_of("name", given_texts)
        assert list(refused.value.fields) == [field]


def test_a_line_that_is_missing_or_too_long_is_refused() -> None:
    assert names.line_of("value", " north\n") == "north"
    for typed in (" ", "x" * 121):
        with pytest.raises(Invalid):
            names.line_of("value", typed)
    with pytest.raises(Invalid):
        names.code_of("not a code")


def test_languages_that_were_not_on_the_form_keep_their_text() -> None:
    before = {"es": "Uno", "en": "One", "pt": "Um"}
    assert names.retyped(before, {"es": "Dos"}, ("es", "en")) == {"es": "Dos", "pt": "Um"}
