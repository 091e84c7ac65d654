from __future__ import annotations

import pytest

from feedback.analysis.tone.measures import LIMITS, measured, sentences
from feedback.analysis.tone.model import Kind
from feedback.analysis.tone.tokens import tokens


def found(text: str, kind: Kind) -> list[tuple[str, str]]:
    return [(one.rule, str(one.explanation)) for one in measured(text, tokens(text), kind)]


def test_the_numbers_are_said() -> None:
    assert found("uno dos " * 11 + "?", "question") == [
        ("length/sentence", "The longest sentence has 22 words; beyond 20 many lose the thread.")
    ]
    assert found("uno dos. " * 61, "text") == [("length/text", "This has 122 words; up to 120 are read to the end.")]


@pytest.mark.parametrize("kind", LIMITS)
def test_at_the_limit_nothing_is_said(kind: Kind) -> None:
    limits = LIMITS[kind]
    assert found("uno " * limits.sentence, kind) == []
    assert found("uno. " * limits.text, kind) == []
    assert found("uno " * (limits.sentence + 1), kind) != []


def test_a_note_may_be_as_long_as_it_must() -> None:
    assert found("uno dos " * 500, "note") == []


@pytest.mark.parametrize(("text", "questions"), [("¿Qué? ¿Cuándo?", 2), ("Really??", 0), ("¿Qué?", 0), ("A. B?", 0)])
def test_several_questions_in_one(text: str, questions: int) -> None:
    expected = f"There are {questions} questions in one: nobody knows which of them was answered."
    assert [why for _, why in found(text, "question")] == ([expected] if questions else [])


def test_sentences_are_their_words() -> None:
    assert [[token.word for token in one] for one in sentences(tokens("Uno, dos. ¿Tres?\ncuatro"))] == [
        ["uno", "dos"],
        ["tres"],
        ["cuatro"],
    ]
