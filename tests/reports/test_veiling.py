"""What leaves the sign-in shows nothing of a handful of people."""

from __future__ import annotations

from feedback.analysis.disclosure import Hidden, Shown
from feedback.reports.veiling import FEWEST, veiled
from tests.factories.documents import small


def test_figures_of_fewer_than_five_are_kept_back_and_the_others_stay() -> None:
    held = veiled(small())
    assert [(one.state, one.n) for one in held.coverage] == [("too_few", None), ("asked", 40)]
    assert [one.result for one in held.scores[:2]] == [Hidden("too_few", FEWEST), Shown(3.0, 40, 2.8, 3.2)]
    assert [one.newest is None for one in held.scores] == [True, False, True]
    assert held.shared[0].shares["staff"] == Hidden("too_few", FEWEST)
    assert held.shared[0].shares["customers"] == Shown(0.5, 40, 0.4, 0.6)
    assert [(one.people, one.why is None) for one in held.lines] == [(40, True), (None, True)]
    assert held.effects == small().effects


def test_the_sentence_that_would_tell_goes_with_the_number() -> None:
    assert small().lines[1].why is not None
    assert "3 of 4" in str(small().lines[1].why)
    assert veiled(small()).lines[1].why is None
    assert veiled(small()).lines[1].raised == {}
