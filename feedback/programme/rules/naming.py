"""Names of people that stand in a text, in whatever case and with or without their accents. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Literal

from feedback.programme.rules.tongues import Token, folded, tokens

Sort = Literal["name", "maybe_name"]
SHORTEST = 3
"""Letters of a first or last name that is looked for alone."""
_WORD = re.compile(r"[^\W\d_]+")


def near(names: Iterable[str], texts: Iterable[str]) -> frozenset[str]:
    """Of many names those of which a word stands in one of the texts: the only ones worth a look."""
    words = {token.text for text in texts for token in tokens(text)}
    return frozenset(name for name in names if not words.isdisjoint(_words(name)))


def named(text: str, names: Collection[str]) -> Iterator[tuple[Sort, str]]:
    """Whole names, and words with a capital that are a first or a last name of somebody."""
    found, held = tokens(text), [_words(name) for name in names]
    whole = {at: end for words in held if len(words) > 1 for at, end in _places(found, words)}
    for at, end in sorted(whole.items()):
        yield "name", text[found[at].start : found[end - 1].end]
    inside = {place for at, end in whole.items() for place in range(at, end)}
    single = {word for words in held for word in words if len(word) >= SHORTEST}
    for at, token in enumerate(found):
        if at not in inside and token.text in single and text[token.start].isupper():
            yield "maybe_name", text[token.start : token.end]


def _words(name: str) -> list[str]:
    return _WORD.findall(name.casefold() if name.isascii() else folded(name))


def _places(found: list[Token], words: list[str]) -> Iterator[tuple[int, int]]:
    for at in range(len(found) - len(words) + 1):
        if [token.text for token in found[at : at + len(words)]] == words:
            yield at, at + len(words)
