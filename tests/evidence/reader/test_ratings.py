from __future__ import annotations

import pytest

from feedback.evidence.reader.columns import ColumnProfile
from feedback.evidence.reader.ratings import fits, is_ranking, likely_scale, named, rating_of, scale_named
from feedback.evidence.reader.scale import parse_scale


def column(name: str, *cells: str) -> ColumnProfile:
    found = ColumnProfile(name)
    for cell in cells:
        found.add(cell)
    return found


def scale(name: str, *cells: str) -> str | None:
    found = rating_of(column(name, *cells))
    return str(found.scale) if found else None


@pytest.mark.parametrize(
    ("name", "cells", "said"),
    [
        ("Nota", "1 3 2", "1..5"),
        ("¿Cómo fue?", "1 3 5", "1..5"),
        ("¿Recomendaría el curso?", "3 5 4", "0..10"),
        ("NPS", "0 10 7", "0..10"),
        ("Q-ENPS-001", "1 8 11", "1..11"),
        ("Valoración", "1,5 2 4,5", "1..5"),
        ("Q7", "7 2 1 3 4", "1..7"),
        ("Q7", "7 2 1", "0..10"),
        ("Q7", "1 2 3 5 6 7 8 10", "1..10"),
        ("score", "80 95 20", "0..100"),
        ("Clear?", "5 4 N/A 3", "1..5"),
    ],
)
def test_numbers_on_a_usual_scale_are_a_rating(name: str, cells: str, said: str) -> None:
    assert scale(name, *cells.split()) == said


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("Edad", "5 4 3"),
        ("How many people?", "1 4 5"),
        ("Favourite fruit", "1 2 4"),
        ("Rank the films", "1 2 6"),
        ("Q1", "1 2 3"),
        ("Q1", "4 5"),
        ("Q1", "1 2 3 2 1 3"),
        ("Price", "80 95 20"),
        ("code", "10001 20002 30003"),
        ("Q1", ""),
        ("City", "Cali Lima Quito"),
    ],
)
def test_numbers_that_count_or_name_something_are_none(name: str, cells: str) -> None:
    assert scale(name, *cells.split()) is None


def test_numbers_with_labels_are_read_in_the_direction_of_their_words() -> None:
    up = ("5. Totalmente de acuerdo", "1. Totalmente en desacuerdo", "4. De acuerdo")
    down = ("1 - Very good", "5 - Very bad", "4 - Bad")
    assert (scale("Q", *up), scale("Q", *down)) == ("1..5", "5..1")


def test_words_of_a_scale_are_a_rating() -> None:
    assert scale("Q", "Buena", "Mala", "Muy buena") == "Muy malo < Mala < Regular < Buena < Muy buena"


def test_what_a_person_calls_a_rating_gets_the_smallest_scale_that_holds_it() -> None:
    assert [str(likely_scale(column("Edad", *cells))) for cells in (("2", "3"), ("Cali",))] == ["1..5", "None"]


def test_a_column_fits_a_scale_with_all_its_answers() -> None:
    one = parse_scale("1..5")
    assert [fits(column("Q", *cells), one) for cells in (("3",), ("3", "N/A"), ("3", "9"), ())] == [
        True,
        True,
        False,
        False,
    ]
    assert not fits(column("Edad", "3"), one)


def test_places_that_come_equally_often_are_a_ranking() -> None:
    ranked = [column("a", "1", "2", "3"), column("b", "2", "3", "1"), column("c", "3", "1", "2")]
    assert is_ranking(ranked)
    assert not is_ranking(ranked[:2])
    assert not is_ranking([*ranked[:2], column("c", "3", "3", "3")])


def test_a_header_may_call_its_column_a_rating() -> None:
    assert [named(name) for name in ("Valoración general", "NPS score", "Comentario")] == [True, True, False]


def test_a_recommendation_is_given_from_nought_to_ten() -> None:
    assert [scale_named(name, ["3", "5"]) for name in ("Would you recommend us?", "How was it?")] == ["0..10", "1..5"]
