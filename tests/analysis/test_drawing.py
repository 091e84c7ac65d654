from __future__ import annotations

import random

from feedback.analysis.discovery import Leftover
from feedback.analysis.drawing import Drawn, Left, draw_of


def left(number: int, drawn: int | None = None, lang: str = "es", key: str | None = None) -> Left:
    mention = Leftover(key or f"c{number:03}", 0, lang, ("raqueta", f"t{number}"))
    return Left(draw_of(number, 0) if drawn is None else drawn, number, 1, 4, mention)


def filled(most: int, given: list[Left]) -> Drawn:
    drawn = Drawn(most)
    for one in given:
        drawn.add(one, f"-{one.place:03}-")
    return drawn


def test_all_there_is_where_it_is_little() -> None:
    drawn = filled(10, [left(1), left(2), left(3, lang="en")])
    sample = drawn.sample()
    assert {lang: [one.key for one in mentions] for lang, mentions in sample.items()} == {
        "es": ["c001", "c002"],
        "en": ["c003"],
    }
    assert drawn.texts() == {("c001", 0): "001", ("c002", 0): "002", ("c003", 0): "003"}
    assert drawn.shares(sample) == {"es": 1.0, "en": 1.0}


def test_of_many_the_same_are_drawn_in_any_order() -> None:
    given = [left(number) for number in range(500)]
    shuffled = random.Random(1).sample(given, len(given))
    one, other = filled(20, given), filled(20, shuffled)
    assert len(one.sample()["es"]) == 20
    assert sorted(one.sample()["es"]) == sorted(other.sample()["es"])
    assert one.shares(one.sample()) == {"es": 20 / 500}
    assert one.seen == {"es": 500}


def test_each_text_counts_once_and_copies_are_left_out() -> None:
    drawn = filled(10, [left(1, drawn=7, key="b"), left(2, drawn=7, key="a"), left(3, drawn=8)])
    assert [one.key for one in drawn.sample()["es"]] == ["a", "c003"]
    assert [one.key for one in drawn.sample(copies=[3])["es"]] == ["a"]
