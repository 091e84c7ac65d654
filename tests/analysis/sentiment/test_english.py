"""The published English word list."""

from feedback.analysis.sentiment.english import vader_entries
from feedback.analysis.sentiment.entries import TURN, Effect, Entry


def test_words_modifiers_and_negations_are_there_and_emoticons_are_not() -> None:
    entries = list(vader_entries())
    assert Entry(("abandoned",), Effect("weight", -2.0)) in entries
    assert Entry(("kiss", "of", "death"), Effect("weight", -1.5)) in entries
    assert Entry(("slightly",), Effect("times", 1 - 0.293)) in entries
    assert Entry(("without",), TURN) in entries
    assert [entry for entry in entries if not any(char.isalpha() for char in "".join(entry.parts))] == []
