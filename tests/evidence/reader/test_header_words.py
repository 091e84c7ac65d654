from __future__ import annotations

from collections import Counter

from feedback.evidence.reader.header_words import HEADER_WORDS
from feedback.evidence.reader.mapping import lookup_key


def test_words_are_written_as_headers_are_compared() -> None:
    words = [word for group in HEADER_WORDS.values() for word in group]
    assert words == [lookup_key(word) for word in words]
    assert all(words)


def test_no_word_means_two_things() -> None:
    counts = Counter(word for group in HEADER_WORDS.values() for word in group)
    assert [word for word, count in counts.items() if count > 1] == []
