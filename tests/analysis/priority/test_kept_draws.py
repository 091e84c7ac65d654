"""The draws behind a ranking: kept where they are few, and read again as they were."""

from __future__ import annotations

import io

import numpy as np
import pytest

from feedback.analysis.priority import EQUAL, kept_draws, rank
from feedback.analysis.priority.kept_draws import NOTHING_DRAWN, Drawn
from tests.analysis.priority.test_sheets import ranking


def test_kept_and_read_again_they_are_the_same() -> None:
    made = ranking().sheet().drawn
    held = io.BytesIO()
    np.savez(held, **made.packed())
    held.seek(0)
    with np.load(held) as read:
        again = Drawn.unpacked(read)
    assert made and again
    np.testing.assert_array_equal(made.by_group, again.by_group)
    np.testing.assert_array_equal(made.rest, again.rest)


@pytest.mark.parametrize(("limit", "most"), [("MOST_CELLS", 2 * 11 * 2000 - 1), ("MOST_LINES", 10)])
def test_too_many_are_not_kept(monkeypatch: pytest.MonkeyPatch, limit: str, most: int) -> None:
    monkeypatch.setattr(kept_draws, limit, most)
    assert not ranking().sheet().drawn


def test_an_older_file_has_none() -> None:
    assert NOTHING_DRAWN.packed() == {}
    assert not Drawn.unpacked({"keys": np.array([])})


def test_an_empty_backlog_has_an_empty_order() -> None:
    assert rank([]).sheet().under(EQUAL).lines == ()
