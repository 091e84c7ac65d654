from __future__ import annotations

import numpy as np

from feedback.analysis.priority import EQUAL, Effort, LineEvidence
from feedback.analysis.priority.doubt import unheard_tone
from feedback.analysis.priority.simulation import simulate
from tests.analysis.priority.backlogs import heard

FIXED = Effort(2, 2, 2)


def spread(people: int, raised: int) -> float:
    line = LineEvidence("a", effort=FIXED, groups={"g": heard(people, raised)})
    return float(simulate([line], EQUAL, 1, 1000).draws[0].std())


def test_three_of_three_leaves_doubt_and_three_hundred_hardly_any() -> None:
    assert spread(3, 3) > 0.15
    assert 0 < spread(300, 300) < 0.01


def test_one_voice_among_many_is_less_sure_than_ten() -> None:
    assert spread(1000, 1) > 2 * spread(1000, 10)


def test_the_half_person_speaks_anywhere_on_the_scale_of_the_line() -> None:
    reduce, amplify = (LineEvidence("a", direction, groups={"g": heard(5, 1)}) for direction in ("reduce", "amplify"))
    tones = unheard_tone([reduce, amplify, LineEvidence("b")], "g", seed=1, draws=4000)
    assert 0.1 <= tones[0].min() < 0.11 < 0.99 < tones[0].max() <= 1
    assert -1 <= tones[1].min() < -0.98 < 0.98 < tones[1].max() <= 1
    assert not tones[2].any()


def test_doubt_belongs_to_the_evidence_and_not_to_the_line() -> None:
    def draws(*lines: LineEvidence) -> np.ndarray:
        return simulate(lines, EQUAL, 1, 100).by_group[0]

    first, second, other = (
        LineEvidence(key, groups={"g": heard(5, raised)}) for key, raised in [("a", 5), ("b", 5), ("c", 2)]
    )
    together = draws(first, second, other)
    assert np.array_equal(together[0], together[1])
    assert np.array_equal(together[0], draws(first)[0])
    assert not np.array_equal(together[0], together[2])
