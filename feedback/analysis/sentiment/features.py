"""What a learned model looks at in a mention: its words and pairs of neighbouring words."""

from __future__ import annotations

from feedback.analysis.sentiment.lexicon import Lexicon
from feedback.analysis.sentiment.tokens import Tokens


def features_of(found: Tokens, words: Lexicon) -> list[str]:
    """Folded words, faces and emoji of a mention, as usually spelt, and behind them the pairs that no mark parts."""
    spelt = [words.know(text).folded for text in found.texts]
    breaks = found.breaks
    return spelt + [f"{spelt[at - 1]} {spelt[at]}" for at in range(1, len(spelt)) if not breaks[at]]
