from __future__ import annotations

from feedback.analysis.codebook import built_in_codebook
from feedback.analysis.expecting import Effect, Heard, expected
from feedback.analysis.teaching import NOTHING_TAUGHT, Background, Lesson, teach

BOOK = built_in_codebook()
QUIET = Background({"en": 9_000})


def heard(number: int, words: str, *themes: str) -> Heard:
    return Heard(str(number), words, "en", frozenset(themes))


def test_what_comes_from_where_and_what_has_no_theme() -> None:
    taught = teach([Lesson("lift", "elevator")], BOOK, background=QUIET)
    sentences = [
        heard(1, "The elevator never comes"),
        heard(2, "The elevator is great", "overall"),
        heard(3, "We waited for an hour at the elevator", "waiting"),
        heard(4, "We waited for an hour", "waiting"),
        heard(5, "My elevator", "lift"),
    ]
    effect = expected("lift", sentences, BOOK, before=NOTHING_TAUGHT, after=taught, passing={"overall"})
    assert effect == Effect(
        gained=3, none=2, beside={"waiting": 1}, languages={"en": 3}, samples=("1", "2", "3"), looked_at=5
    )


def test_what_leaves_when_an_example_goes() -> None:
    taught = teach([Lesson("lift", "elevator")], BOOK, background=QUIET)
    effect = expected("lift", [heard(1, "My elevator", "lift")], BOOK, before=taught, after=NOTHING_TAUGHT)
    assert (effect.gained, effect.lost, effect.going) == (0, 1, ("1",))


def test_a_word_that_is_taught_leaves_the_theme_that_rested_on_it() -> None:
    taught = teach([Lesson("lift", "wifi")], BOOK, background=QUIET)
    effect = expected("lift", [heard(1, "The wifi", "connectivity")], BOOK, before=NOTHING_TAUGHT, after=taught)
    assert (effect.gained, effect.taken, effect.beside) == (1, {"connectivity": 1}, {})
