"""Texts as rows."""

from __future__ import annotations

import numpy as np
import pytest

from feedback.analysis.learning.matrix import vocabulary


def test_what_one_text_alone_says_is_no_word_of_the_vocabulary() -> None:
    known = vocabulary([["a", "b", "b"], ["a", "c"], ["c", "d"]])
    assert known.words == ("a", "c")
    assert known.rarity == pytest.approx(1 + np.log(4 / 3))


def test_rows_have_length_one_or_nothing() -> None:
    known = vocabulary([["a", "c"], ["a", "c"], ["a"]])
    rows = known.matrix([["a", "c", "a"], ["x"], []]).toarray()
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1, 0, 0])
    assert rows[0, 1] > rows[0, 0] > 0
