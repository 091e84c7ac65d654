from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.analysis.statistics import rescale, score_kind, stage_score


@pytest.mark.parametrize(
    ("value", "worst", "best", "rescaled"),
    [(0, 0, 10, 1), (10, 0, 10, 5), (5, 0, 10, 3), (6, 6, 1, 1), (1, 6, 1, 5), (2, 6, 1, 4.2), (4.5, 0, 5, 4.6)],
)
def test_rescale(value: float, worst: float, best: float, rescaled: float) -> None:
    assert rescale(value, worst, best) == pytest.approx(rescaled)


def test_rescale_refuses() -> None:
    with pytest.raises(ValueError, match="ends"):
        rescale(1, 1, 1)
    with pytest.raises(ValueError, match="between"):
        rescale(7, 6, 1)


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.floats(0, 1))
def test_rescale_stays_on_the_scale_with_exact_ends(worst: float, best: float, share: float) -> None:
    if abs(best - worst) < 1e-3:
        return
    assert (rescale(worst, worst, best), rescale(best, worst, best)) == (1, 5)
    inside = min(max(worst + share * (best - worst), min(worst, best)), max(worst, best))
    assert 1 <= rescale(inside, worst, best) <= 5


def test_kinds_in_their_order() -> None:
    assert score_kind({"nps", "ces", "rating"}) == "rating"
    assert score_kind({"nps", "ces", "csat"}) == "csat"
    assert score_kind({"nps"}) == "nps"
    assert score_kind({"text"}) is None


def test_people_count_once_however_much_they_answer() -> None:
    # means 1, 4 and 4, not the mean of six answers; the last person answered nothing
    score = stage_score({"a": [1, 1, 1, 1], "b": [4], "c": [4], "d": []})
    assert score is not None
    assert (score.value, score.n) == (3, 3)
    assert (score.low, score.high) == (1, 5)


def test_nobody_has_no_score() -> None:
    assert stage_score({}) is None
    assert stage_score({"a": []}) is None
