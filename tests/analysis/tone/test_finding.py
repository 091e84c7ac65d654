"""Case 85 of the security page, for the product's own rules: the work grows with the text and no faster."""

from __future__ import annotations

from collections.abc import Sequence
from typing import overload

import pytest

from feedback.analysis.tone.finding import Finder, finder, matches
from feedback.analysis.tone.loading import built_in_rules, word_sets
from feedback.analysis.tone.model import Kind, Rule, Wording
from feedback.analysis.tone.tokens import tokens
from feedback.analysis.tone.vocabulary import Known, Vocabulary

HOSTILE = [
    "no " * 3,
    "los clientes son ",
    ", ¿ no ",
    "se quejan siempre nunca ",
    "a" * 40 + "! ",
    "«a ",
    "tan rápido y tan ",
    "clientes clientes ",
]


def rule(*patterns: str, unless: tuple[str, ...] = (), in_texts: tuple[str, ...] = ()) -> Rule:
    words = Wording(patterns, in_texts, unless, (), ())
    return Rule("blaming/x", {}, {}, {"en": words})


def found(text: str, *rules: Rule, kind: Kind = "text", **sets: tuple[str, ...]) -> list[tuple[int, int]]:
    made = Finder(rules, "en", kind, {"not": ("not",), "between": ("so",), **sets})
    return [(place.start, place.end) for place in made.find([token.word for token in tokens(text)])]


@pytest.mark.parametrize(
    ("pattern", "text", "places"),
    [
        ("late", "always Late", [(2, 3)]),
        ("compl* about", "complaining about it", [(1, 3)]),
        ("a/b c", "b c", [(1, 3)]),
        ("@people lie", "guests lie", [(1, 3)]),
        ("they .. late", "they come so very late", [(1, 6)]),
        ("they .. late", "they come so very very late", []),
        ("they .. late", "they come, late", []),
        ("they , late", "they, late", [(1, 4)]),
        ("^ no", "no. no", [(0, 2), (3, 5)]),
        ("was * and *", "was it and then", [(1, 5)]),
        ("a .. b c", "a b x b c", [(1, 6)]),
    ],
)
def test_what_a_pattern_means(pattern: str, text: str, places: list[tuple[int, int]]) -> None:
    assert found(text, rule(pattern), people=("guests",)) == places


def test_an_exception_silences_the_words_it_covers() -> None:
    never = rule("late", unless=("staff .. late",))
    assert found("staff always late, guests late", never) == [(6, 7)]


def test_a_not_in_reach_turns_it_round() -> None:
    assert found("not late", rule("late")) == found("not so late", rule("late")) == []
    assert found("not very late", rule("late")) == [(3, 4)]


def test_some_patterns_mean_something_else_in_a_question() -> None:
    subjectless = rule(in_texts=("never come",))
    assert (found("never come", subjectless), found("never come", subjectless, kind="question")) == ([(1, 3)], [])


class Counting(Sequence[Known]):
    """Words that count how often they are looked at."""

    def __init__(self, words: Sequence[Known]) -> None:
        self.words, self.looks = words, 0

    @overload
    def __getitem__(self, at: int) -> Known: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Known]: ...
    def __getitem__(self, at: int | slice) -> Known | Sequence[Known]:
        self.looks += 1
        return self.words[at]

    def __len__(self) -> int:
        return len(self.words)


def looks(text: str, kind: Kind) -> int:
    """How often the words of a text are looked at, with all the rules of Spanish."""
    vocabulary = Vocabulary(built_in_rules(), "es", kind, word_sets()["es"])
    words = Counting([vocabulary.known(token.word) for token in tokens(text)])
    for _ in matches(words):
        pass
    return words.looks


@pytest.mark.parametrize("kind", ["text", "question"])
@pytest.mark.parametrize("text", HOSTILE)
def test_twice_the_text_is_twice_the_work(text: str, kind: Kind) -> None:
    once, twice = looks(text * 200, kind), looks(text * 400, kind)
    assert twice <= 2 * once + 400
    assert once <= 200 * len(tokens(text)) * 400


def test_the_compiled_rules_are_made_once() -> None:
    assert finder("es", "text") is finder("es", "text")
    assert finder("es", "text") is not finder("es", "question")
