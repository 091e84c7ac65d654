from __future__ import annotations

import random

import pytest

from feedback.analysis.likeness import NOTHING, alike, folds, marks, plain

LONG = "I have been waiting for my new card for more than two weeks and nobody at the branch can tell me where it is"


def folded(*texts: str) -> dict[int, str]:
    return folds([marks(text) for text in texts], lambda place: texts[place])


def same(*texts: str) -> bool:
    found = folded(*texts)
    return len(found) == len(texts) and len(set(found.values())) == 1


def test_plain_text_has_no_case_accents_marks_or_articles() -> None:
    assert plain("¡La ATENCIÓN, buenííísima!") == ["atencion", "buenisima"]
    assert plain("Don’t go to the pool") == ["dont", "go", "to", "pool"]
    assert plain("La, la, la") == ["la", "la", "la"]
    assert (plain("..."), marks("👍")) == ([], NOTHING)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Muy buena atención!!!", "muy buena la atencion"),
        (LONG, LONG.replace("more than ", "")),
        (LONG, LONG + " today"),
        (LONG, LONG.replace("nobody", "noboddy")),
    ],
)
def test_nearly_the_same_words_fold(one: str, other: str) -> None:
    assert same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Great staff", "Great stay"),
        ("I would recommend it", "I would not recommend it"),
        ("Esperé 20 minutos", "Esperé 30 minutos"),
        (LONG, LONG.replace("two weeks", "3 weeks")),
        (LONG, LONG.replace("can tell", "can not tell")),
        (LONG, " ".join(reversed(LONG.split()))),
        ("El trato es bueno", "Es bueno el trato"),
    ],
)
def test_another_word_number_negation_or_order_does_not(one: str, other: str) -> None:
    assert folded(one, other) == {}


def test_texts_without_words_are_not_copies_of_each_other() -> None:
    assert folded("...", "!!!", "👍") == {}


def test_the_order_of_comments_changes_nothing() -> None:
    texts = [LONG, LONG + " today", "Great staff", "great staff!", "alone", LONG.replace("more than ", "")]
    before = {texts[place]: fold for place, fold in folded(*texts).items()}
    shuffled = random.Random(3).sample(texts, len(texts))
    assert {shuffled[place]: fold for place, fold in folded(*shuffled).items()} == before
    assert len(before) == 5


def test_different_sentences_do_not_fold() -> None:
    draw = random.Random(5)
    vocabulary = [f"{a}{b}{c}" for a in "bdfgl" for b in "aeiou" for c in ("ma", "nto", "rsa", "lic")]
    texts = [" ".join(draw.choices(vocabulary, k=draw.randint(4, 30))) for _ in range(2_000)]
    assert len(folded(*texts)) < 0.01 * len(texts)


def test_likeness_is_the_share_of_common_pairs_of_words() -> None:
    words = [*"abcdefghij"]
    assert alike(words, [*words, "k"])
    assert not alike(words, [*words[:5], "x", *words[6:]])
