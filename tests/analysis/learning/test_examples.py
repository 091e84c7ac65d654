"""What can be learned from."""

from __future__ import annotations

import pytest

from feedback.analysis.learning import Rated
from feedback.analysis.learning.examples import label_of


def test_ratings_as_feelings() -> None:
    assert [label_of(rating) for rating in (1, 2, 2.5, 3, 3.5, 3.6, 4, 5)] == [
        *("neg", "neg", "neu", "neu", "neu", "pos", "pos", "pos")
    ]
    assert Rated("x", label="neg").feels == "neg"


def test_an_example_has_a_rating_or_a_label() -> None:
    for given in ({}, {"rating": 5.0, "label": "pos"}):
        with pytest.raises(ValueError, match="rating or a label"):
            Rated("x", **given)  # type: ignore[arg-type]
