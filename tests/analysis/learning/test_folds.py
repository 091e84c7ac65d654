"""Folds."""

from __future__ import annotations

import numpy as np

from feedback.analysis.learning.folds import folds_of, splits


def test_equal_texts_are_never_on_both_sides() -> None:
    texts = ["Todo  bien", "todo bien", "otra cosa", "TODO BIEN"]
    found = folds_of(texts, seed=0)
    assert found[0] == found[1] == found[3]
    assert list(folds_of(texts[::-1], seed=0)) == list(found[::-1])


def test_every_example_is_judged_once() -> None:
    found = folds_of([str(number) for number in range(200)], seed=0)
    parts = list(splits(found))
    assert len(parts) == 5
    assert sorted(np.concatenate([judge for _, judge in parts])) == list(range(200))
    assert all(not set(learn) & set(judge) for learn, judge in parts)


def test_one_fold_alone_judges_nothing() -> None:
    assert list(splits(np.zeros(4, dtype=np.int64))) == []
