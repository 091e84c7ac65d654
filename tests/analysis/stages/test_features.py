"""What a learned model looks at."""

from __future__ import annotations

from feedback.analysis.stages.features import features_of
from feedback.analysis.text import words


def test_words_and_pairs_with_nothing_but_a_blank_between() -> None:
    assert features_of(words("La Recepción, muy lenta")) == [
        "la",
        "recepcion",
        "muy",
        "lenta",
        "la recepcion",
        "muy lenta",
    ]
