"""Phrases found word by word."""

from feedback.analysis.sentiment.entries import Effect, parse_line
from feedback.analysis.sentiment.phrases import Phrases


def test_the_longest_phrase_wins_and_gaps_take_up_to_two_words() -> None:
    phrases = _phrases("no .. contestan\t-3", "no hay\t-2", "no hay quien\t-1", "_ horas tarde\t-4")
    assert phrases.longest(_words("no me han contestan"), 0, 4) == (4, Effect("weight", -3.0))
    assert phrases.longest(_words("no contestan"), 0, 2) == (2, Effect("weight", -3.0))
    assert phrases.longest(_words("no me lo han contestan"), 0, 5) is None
    assert phrases.longest(_words("no hay quien"), 0, 3) == (3, Effect("weight", -1.0))
    assert phrases.longest(_words("tres horas tarde"), 0, 3) == (3, Effect("weight", -4.0))


def test_a_phrase_ends_where_the_words_must_stop() -> None:
    phrases = _phrases("no hay\t-2")
    assert phrases.longest(_words("no hay"), 0, 1) is None


def test_an_opening_phrase_is_found_at_the_beginning_only() -> None:
    phrases = _phrases("^ more\t-1")
    assert phrases.longest(_words("more more"), 0, 2) == (1, Effect("weight", -1.0))
    assert phrases.longest(_words("more more"), 1, 2) is None


def test_what_phrases_consist_of() -> None:
    phrases = _phrases("no .. contest*\t-3", "hacer esperar\t-2")
    assert phrases.parts == {"no", "..", "contest*", "hacer", "esperar"}
    assert phrases.openings == {"no", "hacer"}


def _phrases(*lines: str) -> Phrases:
    phrases = Phrases()
    for line in lines:
        for entry in parse_line(line, ""):
            phrases.add(entry)
    return phrases


def _words(text: str) -> list[tuple[str, ...]]:
    return [(word,) for word in text.split()]
