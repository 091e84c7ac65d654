from __future__ import annotations

from dataclasses import replace

from feedback.analysis.pipeline import analyse
from feedback.insights.rules.scope import ADDED, ALL, learns_anew, remaining, scope
from tests.analysis.test_pipeline import comments


def test_only_what_was_added_is_read_where_nothing_else_changed() -> None:
    state = analyse(comments()).state
    assert scope(state, state.reading, 0) == ADDED
    assert scope(None, state.reading, 0) == ALL
    assert scope(state, "another", 0) == ALL
    assert scope(state, state.reading, 10_000) == ALL
    assert scope(replace(state, left={"es": 1_000}), state.reading, 0) == ALL


def test_a_tenth_more_ratings_are_learned_from() -> None:
    assert [learns_anew(ratings, 100) for ratings in (0, 100, 110, 111)] == [False, False, False, True]
    assert (learns_anew(0, 0), learns_anew(1, 0)) == (False, True)


def test_how_long_it_takes_is_told_when_enough_has_passed() -> None:
    assert remaining(10.0, 25, 100) == 30.0
    assert remaining(60.0, 100, 100) == 0.0
    assert [remaining(4.0, 50, 100), remaining(60.0, 1, 100), remaining(60.0, 0, 0)] == [None, None, None]
