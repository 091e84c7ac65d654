"""Comments that say nearly the same words: copies, campaigns, the same person twice.

Two steps, both linear but for sorting numbers. `plain` writes away case, accents, punctuation, stretched letters and
articles: equal plain texts are the same. Longer texts are also compared by their pairs of neighbouring words:
one-permutation MinHash (Li, Owen and Zhang 2012) in bands proposes pairs, and only those whose Jaccard index reaches
ALIKE, with the same numbers and negations, are taken. Another order of words, another number or a "not" is another
comment. `marks` needs one text only and runs anywhere; `folds` brings them together in 40 bytes a comment.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from feedback.analysis.text.folding import fold as fold_spelling

ALIKE = 0.8
SHORTEST = 12
"""Words from which texts that are not equal may still be the same: below, one word makes the difference."""
_BINS, _BAND = 16, 4
_WORD = re.compile(r"[^\W_]+")
_ARTICLES = frozenset(re.findall(r"\w+", "el la los las un una unos unas lo the a an o os as um uma uns umas"))
_NEGATIONS = frozenset(re.findall(r"\w+", "no not never nor without nunca jamas sin tampoco nada nothing nao nem sem"))

Marks = tuple[int, ...]
NOTHING: Marks = (0,) * (1 + _BINS // _BAND)


def plain(text: str) -> list[str]:
    """The folded words of `text` in reading order, without articles; of nothing but articles all words."""
    words = _WORD.findall(fold_spelling(text).replace("'", "").replace("’", ""))
    return [word for word in words if word not in _ARTICLES] or words


def marks(text: str) -> Marks:
    """What `folds` knows a text by: five numbers of 64 bits, all 0 without a word.

    The first is equal for equal plain texts, the others are bands of the signature, 0 for texts under SHORTEST words.
    """
    words = plain(text)
    if not words:
        return NOTHING
    return _number(" ".join(words)), *(_bands(words) if len(words) >= SHORTEST else NOTHING[1:])


def folds(marked: Sequence[Marks], text_at: Callable[[int], str]) -> dict[int, str]:
    """Place of a comment to its fold, 16 hexadecimal digits: only comments that share theirs with another one.

    `marked` are the `marks` of all comments, `text_at` gives the text at a place. The fold of those that belong
    together is the smallest mark among them, so the order of the comments changes nothing.
    """
    table = np.array(marked, dtype=np.uint64).reshape(-1, len(NOTHING))
    same = _Same()
    for one, other in _met(table[:, 0]):
        same.join(one, other)
    for band in range(1, len(NOTHING)):
        for one, other in _met(table[:, band]):
            if same.of(one) != same.of(other) and alike(plain(text_at(one)), plain(text_at(other))):
                same.join(one, other)
    return {
        place: f"{min(int(table[member, 0]) for member in group):016x}" for group in same.groups() for place in group
    }


def alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two plain texts share at least ALIKE of their pairs of words, and all numbers and negations."""
    if _telling(one) != _telling(other):
        return False
    pairs, others = set(pairwise(one)), set(pairwise(other))
    shared = len(pairs & others)
    return shared >= ALIKE * (len(pairs) + len(others) - shared)


def _telling(words: Sequence[str]) -> list[str]:
    return [word for word in words if word in _NEGATIONS or not word.isalpha()]


def _number(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest()) or 1


def _bands(words: Sequence[str]) -> Iterator[int]:
    signature = _signature(words)
    for start in range(0, _BINS, _BAND):
        yield hash(signature[start : start + _BAND]) & 0xFFFFFFFFFFFFFFFF or 1


def _signature(words: Sequence[str]) -> tuple[int, ...]:
    """The smallest hash of the text's pairs of words in each of _BINS bins; an empty bin takes from the one before."""
    bins = [0] * _BINS
    for one, other in pairwise(words):
        hashed = zlib.crc32(f"{one} {other}".encode())
        place = hashed % _BINS
        if not bins[place] or hashed < bins[place]:
            bins[place] = hashed
    for place in range(2 * _BINS):
        if not bins[place % _BINS]:
            bins[place % _BINS] = bins[(place - 1) % _BINS]
    return tuple(bins)


def _met(column: NDArray[np.uint64]) -> Iterator[tuple[int, int]]:
    """Places that carry the same number (not 0), each with the one before it."""
    order = np.argsort(column, kind="stable")
    ordered = column[order]
    for place in np.flatnonzero((ordered[1:] == ordered[:-1]) & (ordered[1:] != 0)):
        yield int(order[place]), int(order[place + 1])


class _Same:
    """Which places belong together (union-find with halving of paths)."""

    def __init__(self) -> None:
        self._above: dict[int, int] = {}

    def of(self, place: int) -> int:
        while (above := self._above.get(place, place)) != place:
            self._above[place] = self._above.get(above, above)
            place = above
        return place

    def join(self, one: int, other: int) -> None:
        low, high = sorted((self.of(one), self.of(other)))
        self._above.setdefault(low, low)
        self._above[high] = low

    def groups(self) -> list[list[int]]:
        found: dict[int, list[int]] = {}
        for place in sorted(self._above):
            found.setdefault(self.of(place), []).append(place)
        return list(found.values())
