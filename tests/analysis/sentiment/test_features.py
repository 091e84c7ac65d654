"""What a learned model looks at."""

from __future__ import annotations

from feedback.analysis.sentiment.features import features_of
from feedback.analysis.sentiment.lexicon import lexicon
from feedback.analysis.sentiment.tokens import tokens


def test_words_as_usually_spelt_and_pairs_that_no_mark_parts() -> None:
    text = "Exelente BAÑO, muy limpio 👍"
    assert features_of(tokens(text, 0, len(text)), lexicon("es")) == [
        *("excelente", "bano", "muy", "limpio", "👍"),
        *("excelente bano", "muy limpio"),
    ]
