"""Made-up comments whose words say how they feel, or where they stand, in no word the lexicons or stages know."""

from __future__ import annotations

import random

from feedback.analysis.learning import Placed, Rated

GOOD, BAD, MIXED = ("zorbido", "calunfo", "mirpana"), ("trelbuzo", "quembrilo", "fesquino"), ("oltrame", "birsuco")
_FILLING = ("mesa", "lunes", "tarde", "calle", "puerta", "coche", "libro", "papel", "silla", "agua")
_SAYS = {5.0: GOOD, 1.0: BAD, 3.0: MIXED}


def rated(count: int, seed: int = 1) -> list[Rated]:
    """Comments with ratings 1, 3 and 5, each saying a word of its own kind."""
    draw = random.Random(seed)
    return [Rated(_text(draw, _SAYS[rating]), rating=rating) for rating in _ratings(draw, count)]


def placed(count: int, seed: int = 1, wrong: float = 0.0) -> list[Placed]:
    """Comments of two stages with words of their own; a share of them stands at the other stage."""
    draw = random.Random(seed)
    found = []
    for number in range(count):
        stage = "arrival" if number % 2 else "departure"
        other = "departure" if stage == "arrival" else "arrival"
        text = _text(draw, GOOD if stage == "arrival" else BAD)
        found.append(Placed(text, other if draw.random() < wrong else stage))
    return found


def _ratings(draw: random.Random, count: int) -> list[float]:
    return [draw.choice((1.0, 3.0, 5.0)) for _ in range(count)]


def _text(draw: random.Random, words: tuple[str, ...]) -> str:
    said = [*draw.sample(_FILLING, 3), draw.choice(words)]
    draw.shuffle(said)
    return " ".join(said)
