"""A bounded sample of what the codebook leaves over: all there is, or as many as clusters are learnt from."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from typing import NamedTuple

from feedback.analysis.discovery import Leftover, Member

MOST = 20_000
"""Mentions per language. From there on more of them change what is found less than another seed does."""


class Left(NamedTuple):
    """A leftover with where it stands: `place` of its comment in the chunk, later in the run; `start` and `end` in the
    comment's text. `drawn` is a hash of what the comment says and which mention it is: copies have the same.
    """

    drawn: int
    place: int
    start: int
    end: int
    mention: Leftover


def draw_of(mark: int, mention: int) -> int:
    """64 bits by which mentions are drawn; `mark` stands for the comment's words."""
    return int.from_bytes(hashlib.blake2b(b"%d %d" % (mark, mention), digest_size=8).digest())


class Drawn:
    """The MOST leftovers of a language with the smallest hashes, each text once, whatever order they come in."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._kept: dict[str, dict[int, tuple[Left, str]]] = defaultdict(dict)
        self._bar: dict[str, int] = {}
        self.seen: Counter[str] = Counter()

    def add(self, left: Left, text: str) -> None:
        """Offer a leftover and the words of its comment; of copies the one with the smallest key is kept."""
        lang = left.mention.lang
        self.seen[lang] += 1
        if left.drawn >= self._bar.get(lang, 1 << 64):
            return
        kept = self._kept[lang]
        known = kept.get(left.drawn)
        if known is None or left.mention.key < known[0].mention.key:
            kept[left.drawn] = left, text[left.start : left.end]
        if len(kept) >= 2 * self._most:
            self._cut(lang)

    def _cut(self, lang: str) -> None:
        kept = self._kept[lang]
        smallest = sorted(kept)[: self._most]
        self._kept[lang] = {drawn: kept[drawn] for drawn in smallest}
        self._bar[lang] = smallest[-1] + 1

    def sample(self, copies: Collection[int] = ()) -> dict[str, list[Leftover]]:
        """By language the mentions drawn; comments at the places of `copies` are left out."""
        for lang in list(self._kept):
            if len(self._kept[lang]) > self._most:
                self._cut(lang)
        without = frozenset(copies)
        return {
            lang: [left.mention for left, _ in kept.values() if left.place not in without]
            for lang, kept in self._kept.items()
        }

    def texts(self) -> dict[Member, str]:
        """The words of every mention drawn."""
        return {
            (left.mention.key, left.mention.mention): text
            for kept in self._kept.values()
            for left, text in kept.values()
        }

    def shares(self, sample: Mapping[str, list[Leftover]]) -> dict[str, float]:
        """By language how much of what was left over is in the sample, 0..1."""
        return {lang: len(mentions) / self.seen[lang] for lang, mentions in sample.items() if self.seen[lang]}
