"""Names an XLSForm allows."""

from __future__ import annotations

from feedback.surveys.document import Choice, Question, Questionnaire, Section
from feedback.surveys.exporting.naming import names_of, renamed


def named(*questions: Question) -> Questionnaire:
    return Questionnaire(sections=(Section("s", questions=questions),))


def test_codes_that_fit_stay_and_others_become_the_field() -> None:
    first = Question("a", "Fit_1.x", "fit", "text")
    second = Question("b", "recommend friends", "recommend_friends", "text")
    third = Question("c", "recommend_friends", "other", "text")
    names = names_of(named(first, second, third))
    assert names.questions == {"a": "Fit_1.x", "b": "recommend_friends", "c": "recommend_friends_2"}
    assert [renamed(one, names) for one in (first, second, third)] == [False, True, True]


def test_options_lose_spaces_and_stay_different() -> None:
    choices = (Choice("a b"), Choice("a_b"), Choice("¿qué?"), Choice("it's"))
    names = names_of(named(Question("q", "q", "q", "single", choices=choices)))
    assert names.options["q"] == {"a b": "a_b", "a_b": "a_b_2", "¿qué?": "¿qué?", "it's": "it_s"}
    assert (names.option("q", "a b"), names.option("q", "none"), names.option("x", "y")) == ("a_b", "none", "y")


def test_rows_and_parts_have_names_of_their_own() -> None:
    names = names_of(named(Question("q", "m", "m", "matrix")))
    assert (names.of("q"), names.of("q", row="row 1"), names.of("q", part="importance")) == (
        "m",
        "m_row_1",
        "m_importance",
    )
