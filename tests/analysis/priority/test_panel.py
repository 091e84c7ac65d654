from __future__ import annotations

import numpy as np
import pytest

from feedback.analysis.priority import GroupEvidence, LineEvidence, Raised
from feedback.analysis.priority import panel as panel_module
from feedback.analysis.priority.panel import Panel
from tests.analysis.priority.backlogs import heard

LINES = [
    LineEvidence(
        "a",
        groups={
            "g": GroupEvidence(
                heard=[10, 20, 30, 40],
                wrote=[20, 30],
                raised=Raised.of({20: (0.9, 2), 30: (0.1, 1)}),
                elsewhere=Raised.of({50: (-0.4, 1)}),
            )
        },
    ),
    LineEvidence("b", groups={"g": GroupEvidence([60], [60], Raised.of({60: (0.3, 1)}))}),
    LineEvidence("c", groups={"other": heard(3, 1)}),
]


def test_the_sample_counts_by_hand() -> None:
    panel = Panel("g", LINES)
    tallies = panel.sample()
    assert panel.people.tolist() == [10, 20, 30, 40, 50, 60]
    assert tallies.raised[:, 0].tolist() == [2, 1, 0]
    assert tallies.heard[:, 0].tolist() == [4, 1, 0]
    assert tallies.wrote[:, 0].tolist() == [2, 1, 0]
    assert tallies.tone[:, 0].tolist() == pytest.approx([1.0, 0.3, 0])
    assert tallies.mentions[:, 0].tolist() == [3, 1, 0]
    assert (tallies.tone_elsewhere[0, 0], tallies.mentions_elsewhere[0, 0]) == (-0.4, 1)


def test_resamples_draw_as_many_people_as_there_are() -> None:
    everyone = np.arange(40)
    lines = [
        LineEvidence(
            "all", groups={"g": GroupEvidence(everyone, everyone, Raised.of({p: (1.0, 1) for p in range(40)}))}
        )
    ]
    [(columns, tallies)] = list(Panel("g", lines).resamples(np.random.default_rng(1), 25))
    assert (columns, tallies.raised.tolist()) == (slice(0, 25), [[40.0] * 25])


def test_one_resample_of_the_people_serves_all_lines() -> None:
    lines = [LineEvidence(key, groups={"g": heard(30, 10)}) for key in ("a", "b")]
    [(_, tallies)] = list(Panel("g", lines).resamples(np.random.default_rng(1), 50))
    assert np.array_equal(tallies.raised[0], tallies.raised[1])
    assert len(set(tallies.raised[0])) > 3


def test_blocks_do_not_change_the_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    panel = Panel("g", [LineEvidence("a", groups={"g": heard(30, 10)})])
    whole = [tallies.raised for _, tallies in panel.resamples(np.random.default_rng(1), 50)]
    monkeypatch.setattr(panel_module, "BLOCK_CELLS", 7 * 30)
    blocks = list(panel.resamples(np.random.default_rng(1), 50))
    assert [columns for columns, _ in blocks][-1] == slice(49, 50)
    assert np.array_equal(np.hstack([tallies.raised for _, tallies in blocks]), whole[0])


def test_many_people_give_the_same_spread_as_few(monkeypatch: pytest.MonkeyPatch) -> None:
    panel = Panel("g", [LineEvidence("a", groups={"g": heard(400, 100)})])
    [(_, exactly)] = list(panel.resamples(np.random.default_rng(1), 4000))
    monkeypatch.setattr("feedback.analysis.priority.resampling.EXACT_UP_TO", 10)
    [(_, many)] = list(panel.resamples(np.random.default_rng(1), 4000))
    shares = [np.log(tallies.raised[0] / tallies.heard[0]) for tallies in (exactly, many)]
    assert shares[0].std() == pytest.approx(shares[1].std(), rel=0.05)
    assert shares[0].mean() == pytest.approx(shares[1].mean(), abs=0.01)
