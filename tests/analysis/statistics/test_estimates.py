from __future__ import annotations

import pytest

from feedback.analysis.statistics import z_score


@pytest.mark.parametrize(("level", "z"), [(0.8, 1.2816), (0.9, 1.6449), (0.95, 1.96), (0.99, 2.5758)])
def test_two_sided_quantiles(level: float, z: float) -> None:
    assert z_score(level) == pytest.approx(z, abs=1e-4)


@pytest.mark.parametrize("level", [0, 1, -0.5, 95])
def test_a_level_is_a_probability(level: float) -> None:
    with pytest.raises(ValueError, match="level"):
        z_score(level)
