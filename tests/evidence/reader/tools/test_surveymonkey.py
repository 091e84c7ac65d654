from __future__ import annotations

import pytest

from feedback.evidence.reader.tools.surveymonkey import heading


def test_questions_go_on_over_blank_cells_and_options_stand_below() -> None:
    found = heading(
        [
            ["Respondent ID", "Seen?", "Which?", "", "", "Why?", "Age"],
            ["", "Response", "One", "Two", "Other (please specify)", "Open-Ended Response", ""],
            ["1", "Yes", "One", "", "", "so", "30"],
        ]
    )
    assert found is not None
    assert (found.rows, found.tool) == (2, "surveymonkey")
    assert found.names == (
        "Respondent ID",
        "Seen?",
        "Which?: One",
        "Which?: Two",
        "Which?: Other (please specify)",
        "Why?",
        "Age",
    )
    assert [option.question if option else None for option in found.options][2:5] == ["Which?"] * 3
    assert "Which? | Two" in found.others[3]


@pytest.mark.parametrize("word", ["Response", "Respuesta abierta", "RESPOSTA"])
def test_the_word_below_a_question_tells_it_without_a_number_of_the_respondent(word: str) -> None:
    found = heading([["How?", "Why?", ""], ["Good", word, word], ["x", "y", "z"]])
    assert found is not None
    assert (found.rows, found.names[1]) == (2, "Why?")


def test_one_row() -> None:
    found = heading([["RespondentID", "How?", "Why?"], ["1", "good", "so"]])
    assert found is not None
    assert (found.rows, found.names) == (1, ("RespondentID", "How?", "Why?"))


def test_other_files() -> None:
    assert heading([["id", "How?", ""], ["1", "good", "so"]]) is None
