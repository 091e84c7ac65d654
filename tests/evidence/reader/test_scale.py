from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.errors import Invalid
from feedback.evidence.reader.scale import RatingScale, WordScale, guess_scale, number, parse_scale


@pytest.mark.parametrize(
    ("text", "worst", "best"),
    [
        ("1..5", "1", "5"),
        ("6..1", "6", "1"),
        (" 0 .. 10 ", "0", "10"),
        ("-5..5", "-5", "5"),
        ("5..-5", "5", "-5"),
        ("0.5..5", "0.5", "5"),
        ("1,5..5", "1.5", "5"),
    ],
)
def test_scales(text: str, worst: str, best: str) -> None:
    assert RatingScale.parse(text) == RatingScale(Decimal(worst), Decimal(best))


@pytest.mark.parametrize(
    "text", ["", "5", "1-5", "1...5", "1..", "a..b", "nan..5", "1..inf", "1..5..6", "3..3", "1..3.0.0"]
)
def test_what_is_no_scale(text: str) -> None:
    with pytest.raises(Invalid):
        RatingScale.parse(text)


@pytest.mark.parametrize(
    ("scale", "rating", "five"),
    [("1..5", "4.9", 4.9), ("6..1", "1", 5.0), ("6..1", "6", 1.0), ("0..10", "5", 3.0), ("-5..5", "0", 3.0)],
)
def test_a_rating_on_one_to_five(scale: str, rating: str, five: float) -> None:
    assert RatingScale.parse(scale).to_five(Decimal(rating)) == five


NUMBERS = st.decimals(-1000, 1000, places=2)


@given(NUMBERS, NUMBERS, st.integers(0, 100))
def test_worst_is_one_best_is_five_and_between_lies_between(worst: Decimal, best: Decimal, part: int) -> None:
    if worst == best:
        return
    scale = RatingScale(worst, best)
    assert (scale.to_five(worst), scale.to_five(best)) == (1.0, 5.0)
    assert scale.to_five(worst + (best - worst) * part / 100) == pytest.approx(1 + 4 * part / 100)


@given(NUMBERS, NUMBERS)
def test_a_scale_is_written_as_it_is_parsed(worst: Decimal, best: Decimal) -> None:
    if worst != best:
        scale = RatingScale(worst, best)
        assert RatingScale.parse(str(scale)) == scale


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("4", "4"),
        (" 4,5 ", "4.5"),
        ("4.50", "4.5"),
        ("5. Totalmente de acuerdo", "5"),
        ("1 - Muy mal", "1"),
        ("+3", "3"),
    ],
)
def test_ratings(text: str, value: str) -> None:
    assert RatingScale.parse("1..5").read(text) == Decimal(value)


@pytest.mark.parametrize(
    "text", ["0", "5.01", "-1", "n/a", "nan", "inf", "1e0", "4/5", "cinco", "3 de 5", "٤", "1.000,5"]
)
def test_what_is_no_rating_on_this_scale(text: str) -> None:
    with pytest.raises(ValueError):
        RatingScale.parse("1..5").read(text)


def test_a_sentence_without_end_is_no_rating_and_takes_no_time() -> None:
    with pytest.raises(ValueError):
        RatingScale.parse("1..5").read("5." + " " * 90_000 + "1")
    assert guess_scale(["5." + " " * 90_000 + "1"]) is None


def test_number_takes_nothing_else() -> None:
    assert number(" -2,5 ") == Decimal("-2.5")
    with pytest.raises(ValueError):
        number("2..5")


@pytest.mark.parametrize(
    ("cells", "scale"),
    [
        (["1", "5", "4.9", ""], "1..5"),
        (["0", "5"], "0..10"),
        (["9", "10", "7"], "0..10"),
        (["55", "100"], "0..100"),
        (["-3", "4"], "-5..5"),
        (["5. Sí", "1. No"], "1..5"),
        (["1", "bien"], None),
        (["", " "], None),
        (["12345"], None),
    ],
)
def test_the_smallest_usual_scale(cells: list[str], scale: str | None) -> None:
    assert guess_scale(cells) == scale


def test_a_scale_of_words_is_read_by_its_words_whatever_their_gender() -> None:
    scale = WordScale.parse("Malo < Regular < Bueno = Muy bueno")
    assert [scale.read(word) for word in ("malo", "REGULAR", "Buena", "muy buenas")] == [1, 2, 3, 3]
    assert [scale.to_five(scale.read(word)) for word in ("Malo", "Regular", "Bueno")] == [1.0, 3.0, 5.0]
    assert (scale.worst, scale.best, str(scale)) == ("Malo", "Bueno", "Malo < Regular < Bueno = Muy bueno")
    with pytest.raises(ValueError, match="Pésimo"):
        scale.read("Pésimo")


def test_a_scale_turned_round_has_its_ends_exchanged() -> None:
    assert [str(parse_scale(text).turned()) for text in ("1..5", "a < b < c")] == ["5..1", "c < b < a"]
    assert parse_scale("c < b < a").read("c") == 1


@pytest.mark.parametrize("text", ["only", "a < ", "a < A", "a = b < b", " < ".join("abcdefghijkl")])
def test_what_is_no_scale_of_words(text: str) -> None:
    with pytest.raises(Invalid):
        WordScale.parse(text)


def test_a_scale_is_of_numbers_or_of_words() -> None:
    assert [type(parse_scale(text)) for text in ("1..5", "Bad < Good")] == [RatingScale, WordScale]
