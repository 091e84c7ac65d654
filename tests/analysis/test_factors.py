from __future__ import annotations

import numpy as np

from feedback.analysis.factors import fit_factors

MENTIONS = [("cancha", "tenis", "red")] * 10 + [("pavo", "pluma")] * 10 + [("raro", "cancha")]


def test_factors_part_what_is_said_apart() -> None:
    factors = fit_factors(MENTIONS, 2, least=3, seed=0)
    assert factors is not None
    assert {frozenset(factors.leading([n], 5)) for n in (0, 1)} == {
        frozenset({"cancha", "red", "tenis"}),
        frozenset({"pavo", "pluma"}),
    }
    assert len(factors.leading([0, 1], 5)) == 5


def test_shares_sum_to_one_and_to_nothing_where_no_term_is_known() -> None:
    factors = fit_factors(MENTIONS, 2, least=3, seed=0)
    assert factors is not None
    known, unknown = factors.shares([("pavo",), ("desconocido",)])
    assert np.isclose(known.sum(), 1)
    assert unknown.sum() == 0
    assert list(factors.shares([])) == []


def test_rare_terms_are_left_out_and_too_few_make_no_factors() -> None:
    factors = fit_factors(MENTIONS, 2, least=3, seed=0)
    assert factors is not None
    assert factors.names == ("cancha", "pavo", "pluma", "red", "tenis")
    assert fit_factors(MENTIONS, 5, least=3, seed=0) is None
