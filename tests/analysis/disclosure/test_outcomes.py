from __future__ import annotations

from typing import get_args

import pytest

from feedback.analysis.disclosure import Hidden, Reason


def test_every_reason_has_its_own_sentence() -> None:
    sentences = {str(Hidden(reason, 5 if reason == "too_few" else None).message) for reason in get_args(Reason)}
    assert len(sentences) == 5


def test_too_few_says_how_many_are_needed() -> None:
    assert str(Hidden("too_few", 5).message) == "Not shown: fewer than 5 answers."
    with pytest.raises(ValueError, match="too_few"):
        Hidden("too_few")
    with pytest.raises(ValueError, match="too_few"):
        Hidden("nobody", 5)


def test_a_band_is_a_sentence() -> None:
    assert str(Hidden("complement", band="low").message) == "At least 90% chose the low end."
    assert str(Hidden("complement", band="high").message) == "At least 90% chose the high end."
    assert str(Hidden("complement", band="same").message) == "At least 90% chose the same answer."
