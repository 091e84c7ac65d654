"""What a learned model looks at in a comment to say where it stands: its words and pairs of neighbouring words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from feedback.analysis.text import Word

_SIDE_BY_SIDE = 1


def features_of(spoken: Sequence[Word]) -> list[str]:
    """Folded words in reading order, and behind them the pairs with nothing but a blank between."""
    pairs = [
        f"{first.folded} {second.folded}"
        for first, second in pairwise(spoken)
        if second.start - first.end <= _SIDE_BY_SIDE
    ]
    return [word.folded for word in spoken] + pairs
