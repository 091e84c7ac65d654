from __future__ import annotations

import gc

import pytest

from feedback.analysis.cycles import no_cycle_search


def test_cycles_are_searched_again_afterwards_and_after_an_error() -> None:
    with no_cycle_search():
        assert not gc.isenabled()
        with no_cycle_search():
            assert not gc.isenabled()
        assert not gc.isenabled()
    with pytest.raises(ValueError, match="wrong"), no_cycle_search():
        raise ValueError("wrong")
    assert gc.isenabled()


def test_who_does_not_search_at_all_is_left_alone() -> None:
    gc.disable()
    try:
        with no_cycle_search():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
