"""Words that say nothing about what a comment is about."""

from __future__ import annotations

from functools import lru_cache

from feedback.analysis.text.folding import fold


@lru_cache(maxsize=8)
def stop_words(lang: str) -> frozenset[str]:
    """Folded stop words of `lang`, without negations and words that carry meaning in feedback."""
    import stopwordsiso

    return frozenset(fold(word) for word in stopwordsiso.stopwords(lang))
