"""Words without a topic."""

import pytest

from feedback.analysis.text import LANGUAGES, fold, stop_words
from feedback.analysis.text.stopwords import _KEPT, published_stop_words


def test_function_words_are_stop_words() -> None:
    assert {"el", "que", "para"} <= stop_words("es")
    assert {"the", "and", "which"} <= stop_words("en")
    assert {"os", "que", "para"} <= stop_words("pt")


def test_negations_and_words_of_feedback_are_not() -> None:
    assert stop_words("es").isdisjoint({"no", "nunca", "sin", "nadie", "tiempo", "trabajo"})
    assert stop_words("en").isdisjoint({"not", "never", "don't", "dont", "help", "site", "room", "work"})
    assert stop_words("pt").isdisjoint({"nao", "nunca", "sem", "tempo", "trabalho"})


@pytest.mark.parametrize("lang", LANGUAGES)
def test_they_are_folded_and_every_kept_word_was_in_the_published_list(lang: str) -> None:
    assert {word for word in stop_words(lang) if fold(word) != word} == set()
    assert [word for word in _KEPT[lang].split() if word not in published_stop_words(lang)] == []
