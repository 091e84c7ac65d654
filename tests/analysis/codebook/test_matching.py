from __future__ import annotations

import pytest

from feedback.analysis.codebook import Codebook, CodebookTheme, Match, Matcher, Vocabulary, matcher
from feedback.analysis.codebook.matching import BREAK

PEOPLE = {"en": {"people": ("staff", "nurse*")}, "es": {}, "pt": {}}


def compiled(*vocabularies: Vocabulary, lang: str = "en") -> Matcher:
    themes = [CodebookTheme(str(n), "f", {}, {}, {}, {}, {lang: words}) for n, words in enumerate(vocabularies)]
    return Matcher(Codebook(tuple(themes), PEOPLE), lang)


def found(matcher: Matcher, text: str) -> list[Match]:
    return sorted(matcher.matches([BREAK if word == "," else word for word in text.split()]))


def test_an_anchor_a_phrase_and_a_weak_word_have_their_weights() -> None:
    words = Vocabulary(("wait", "~hour"), ("waiting room",))
    assert found(compiled(words), "one hour in the waiting room") == [
        Match(0, 1, 2, 0.5),
        Match(0, 4, 5, 1.0),
        Match(0, 4, 6, 1.5),
    ]


def test_the_themes_of_one_word_are_told_apart_by_place() -> None:
    assert found(compiled(Vocabulary(("food",)), Vocabulary(("foo*",))), "food") == [
        Match(0, 0, 1, 1.0),
        Match(1, 0, 1, 1.0),
    ]


@pytest.mark.parametrize(
    ("text", "end"),
    [("staff kind", 2), ("staff were all very kind", 5), ("nurses so kind", 3)],
)
def test_a_gap_takes_up_to_three_words(text: str, end: int) -> None:
    assert found(compiled(Vocabulary(phrases=("@people .. kind",))), text) == [Match(0, 0, end, 1.5)]


@pytest.mark.parametrize("text", ["staff were all so very kind", "staff , kind", "staff were , all kind", "kind staff"])
def test_a_gap_does_not_take_four_words_nor_cross_a_clause(text: str) -> None:
    assert found(compiled(Vocabulary(phrases=("@people .. kind",))), text) == []


def test_a_long_phrase_needs_every_element() -> None:
    words = Vocabulary(phrases=("went .. out of way",))
    assert found(compiled(words), "they went right out of way today") == [Match(0, 1, 6, 1.5)]
    assert found(compiled(words), "they went right out of town") == []


def test_an_excluded_phrase_silences_only_the_words_it_covers() -> None:
    words = Vocabulary(("kind",), exclusions=("what kind",))
    assert found(compiled(words), "what kind of place") == []
    assert found(compiled(words), "what kind of place , kind people") == [Match(0, 5, 6, 1.0)]


def test_an_excluded_word_silences_its_theme_in_the_whole_mention() -> None:
    words = Vocabulary(("screen",), exclusions=("cinema",))
    assert found(compiled(words, Vocabulary(("screen",))), "the cinema has a big screen") == [Match(1, 5, 6, 1.0)]


def test_function_words_keep_their_form() -> None:
    words = Vocabulary(("comer", "venir", "tardar"))
    assert found(compiled(words, lang="es"), "como siempre tardaron") == [Match(0, 2, 3, 1.0)]


def test_a_theme_without_words_in_the_language_is_never_found() -> None:
    themes = (CodebookTheme("x", "f", {}, {}, {}, {}, {"es": Vocabulary(("hotel",))}),)
    assert Matcher(Codebook(themes, PEOPLE), "en").matches(["hotel"]) == []


def test_the_compiled_codebook_is_made_once() -> None:
    book = Codebook((), PEOPLE)
    assert matcher(book, "en") is matcher(Codebook((), PEOPLE), "en")
    assert matcher(book, "en") is not matcher(book, "es")


def test_everyday_typing_is_understood_and_other_words_are_not() -> None:
    words = Vocabulary(("habitacion", "excelente"), ("trato amable",))
    known = compiled(words, lang="es")
    assert found(known, "habitacoin") == [Match(0, 0, 1, 1.0)]
    assert found(known, "exelente") == [Match(0, 0, 1, 1.0)]
    assert found(known, "tratto amable") == [Match(0, 0, 2, 1.5)]
    assert found(known, "habitante excedente tarto") == []
