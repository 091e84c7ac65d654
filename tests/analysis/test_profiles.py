"""Distance between what two groups speak about, and what chance alone would make of it."""

from __future__ import annotations

from math import log2

import numpy as np
import pytest

from feedback.analysis.profiles import distance


def people(n: int, **themes: float) -> list[dict[str, float]]:
    """Exactly these shares, one theme a person."""
    made: list[dict[str, float]] = []
    for theme, share in themes.items():
        made += [{theme: 1.0}] * round(share * n)
    return made


def drawn(n: int, seed: int, **themes: float) -> list[dict[str, float]]:
    random = np.random.default_rng(seed)
    return [{str(theme): 1.0} for theme in random.choice(list(themes), n, p=list(themes.values()))]


def test_by_hand() -> None:
    """Half and half against one theme only: H(3/4, 1/4) - (1 + 0) / 2 bits."""
    found = distance(people(20, waiting=0.5, price=0.5), people(30, waiting=1.0))
    assert found is not None
    assert found.value == pytest.approx(-(0.75 * log2(0.75) + 0.25 * log2(0.25)) - 0.5)
    assert found.n == (20, 30)
    assert dict(found.apart) == {"price": 0.5, "waiting": -0.5}


def test_the_same_talk_is_no_distance_and_nothing_in_common_is_one_bit() -> None:
    same = distance(people(20, a=0.5, b=0.5), people(40, a=0.5, b=0.5))
    apart = distance(people(20, a=1.0), people(20, b=1.0))
    assert same is not None and apart is not None
    assert (same.value, same.p) == (0.0, 1.0)
    assert (apart.value, apart.p) == (1.0, 0.001)


def test_who_talks_much_counts_once() -> None:
    chatty = [{"waiting": 50.0, "price": 50.0}] * 10
    found = distance(chatty, people(20, waiting=0.5, price=0.5))
    assert found is not None
    assert found.value == 0.0


def test_too_few_who_raised_anything() -> None:
    silent: list[dict[str, float]] = [{}] * 50
    assert distance(people(9, a=1.0) + silent, people(20, a=1.0)) is None


def test_chance_is_called_chance() -> None:
    """Two samples of the same people: p below 0.05 in about 5 of 100, not more."""
    low = 0
    for seed in range(60):
        found = distance(drawn(40, seed, a=0.5, b=0.3, c=0.2), drawn(60, 1_000 + seed, a=0.5, b=0.3, c=0.2), seed=seed)
        assert found is not None
        low += found.p <= 0.05
    assert low <= 8


def test_a_real_difference_is_found() -> None:
    found = distance(drawn(80, 1, a=0.7, b=0.2, c=0.1), drawn(80, 2, a=0.2, b=0.2, c=0.6))
    assert found is not None
    assert found.p <= 0.01 and found.value > 3 * found.chance


def test_large_groups_are_drawn_from() -> None:
    found = distance(people(10_000, a=0.5, b=0.5), people(10_000, a=0.5, b=0.5))
    assert found is not None
    assert found.n == (3_000, 3_000) and found.value < 0.001
