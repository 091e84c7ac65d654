"""What a learned model looks at in a mention: its words and pairs of neighbouring words."""

from __future__ import annotations

from feedback.analysis.sentiment.lexicon import Lexicon
from feedback.analysis.sentiment.tokens import Tokens


def features_of(found: Tokens, words: Lexicon) -> list[str]:
    """Folded words, faces and emoji of a mention, as usually spelt, and behind them the pairs that no mark parts.

    Words that only hold a sentence together say nothing alone, nor do two of them: a weight on them would be chance,
    and nobody would believe it.
    """
    known = [words.know(text) for text in found.texts]
    breaks = found.breaks
    alone = [one.folded for one in known if not one.silent]
    pairs = [
        f"{known[at - 1].folded} {known[at].folded}"
        for at in range(1, len(known))
        if not breaks[at] and not (known[at - 1].silent and known[at].silent)
    ]
    return alone + pairs
