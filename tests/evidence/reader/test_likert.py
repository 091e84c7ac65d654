from __future__ import annotations

import pytest

from feedback.evidence.reader.likert import find_likert, is_no_answer, strength


def scale(*words: str, times: int = 3) -> str | None:
    found = find_likert(dict.fromkeys(words, times))
    return str(found.scale) if found else None


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("De acuerdo", "Totalmente de acuerdo", "Neutral"),
            "Totalmente en desacuerdo < En desacuerdo < Neutral < De acuerdo < Totalmente de acuerdo",
        ),
        (("Excelente", "Buena", "Regular"), "Muy malo < Malo < Regular < Buena < Excelente"),
        (("A lot", "Some", "Not much", "Not at all"), "Not at all < Not much < Some < Quite a bit < A lot"),
        (("Muito bom", "Ruim"), "Péssimo < Ruim < Regular < Bom < Muito bom"),
        (
            ("Somewhat important", "Very unimportant"),
            "Very unimportant < Somewhat unimportant < Neither important nor unimportant < Somewhat important < "
            "Very important",
        ),
        (
            ("Very helpful", "Unhelpful"),
            "Very unhelpful < Unhelpful < Neither helpful nor unhelpful < Helpful < Very helpful",
        ),
        (("Siempre",), "Nunca < Casi nunca < A veces < Casi siempre < Siempre"),
    ],
)
def test_words_of_one_family_are_a_scale_and_what_nobody_chose_has_its_usual_name(
    words: tuple[str, ...], said: str
) -> None:
    assert scale(*words) == said


@pytest.mark.parametrize(
    "words", [("Yes", "No"), ("Sí", "No"), ("Regular",), ("Male", "Female"), ("Bogotá", "Cali"), ()]
)
def test_other_words_are_none(words: tuple[str, ...]) -> None:
    assert scale(*words) is None


def test_words_of_two_families_are_none() -> None:
    assert scale("Siempre", "Totalmente de acuerdo") is None


def test_what_says_that_there_is_no_answer_is_left_aside() -> None:
    assert scale("Good", "Bad", "N/A", "Don't know", "NS/NC") == scale("Good", "Bad")
    assert is_no_answer("N/S N/R: No sabe / No Responde")
    assert not is_no_answer("No sabe atender a nadie " + "y tampoco quiere aprender " * 3)
    assert [is_no_answer(text) for text in ("No aplica", "não sei", "n/a", "Nada", "No")] == [True] * 3 + [False] * 2


def test_a_middle_that_nobody_of_many_chose_was_not_offered() -> None:
    words = ("Muy malo", "Malo", "Bueno", "Muy bueno")
    assert scale(*words, times=3) == "Muy malo < Malo < Regular < Bueno < Muy bueno"
    assert scale(*words, times=30) == "Muy malo < Malo < Bueno < Muy bueno"


def test_the_most_frequent_spelling_of_a_word_is_shown() -> None:
    found = find_likert({"buena": 1, "Buena": 5, "Excelente": 2, "Muy buena": 3})
    assert found is not None
    assert found.scale.levels[-2:] == (("Buena",), ("Muy buena", "Excelente"))


def test_a_phrase_has_a_strength_in_its_family_only() -> None:
    assert strength("Nada probable", "likelihood") == -3
    assert strength("Nada probable", "agreement") is None
