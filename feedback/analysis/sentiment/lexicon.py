"""All entries of one language, ready to be asked about words and phrases."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from feedback.analysis.sentiment.english import vader_entries
from feedback.analysis.sentiment.entries import Effect, Entry, read_entries
from feedback.analysis.text.folding import fold, shorten
from feedback.analysis.text.words import lemma

_KNOWN_WORDS = 200_000
_LONG = re.compile(r"([^\W\d_])\1{2,}")
_SUPERLATIVE = re.compile(r"is?sim(?:[oa]s?|amente)$")
# What a superlative loses or changes before its ending: rápido, amable, fácil; rico, largo, feliz.
_ENDINGS = ("", "o", "a", "e")
_SPELLINGS = (("", ""), ("qu", "c"), ("gu", "g"), ("c", "z"), ("bil", "ble"), ("bil", "vel"))
MORE = 1.3

# A node of the phrase tree: parts of phrases to nodes, and under _HERE the effect of the phrase ending there.
Node = dict[str, Any]
_HERE = ""


class Known(NamedTuple):
    """What the lexicon knows of a word: its own effect, if any, and the parts of phrases it can stand for."""

    effect: Effect | None
    parts: tuple[str, ...]
    opens: bool


class Lexicon:
    """The words, stems and phrases of one language."""

    def __init__(self, entries: Iterable[Entry], lemma_of: Callable[[str], str]) -> None:
        self._words: dict[str, Effect] = {}
        self._stems: dict[str, Effect] = {}
        self._phrases: Node = {}
        self._parts: set[str] = set()
        self._known: dict[str, Known] = {}
        self._lemma_of = lemma_of
        for entry in entries:
            self._add(entry)
        self._longest_stem = max(map(len, (*self._stems, *(part for part in self._parts if part[-1] == "*"))), default=0)

    def _add(self, entry: Entry) -> None:
        """Later entries win: our own additions come after the published list."""
        if len(entry.parts) == 1 and entry.parts[0][0] != "<":
            word = entry.parts[0]
            (self._stems if word[-1] == "*" else self._words)[word.rstrip("*")] = entry.effect
            return
        node = self._phrases
        for part in entry.parts:
            node = node.setdefault(part, {})
            self._parts.add(part)
        node[_HERE] = entry.effect

    def know(self, word: str) -> Known:
        """What is known of a word as it was written; remembered, for a text repeats its words."""
        known = self._known.get(word)
        if known is None:
            if len(self._known) >= _KNOWN_WORDS:
                self._known.clear()
            known = self._known[word] = self._look_up(word.lower().replace("’", "'"))
        return known

    def _look_up(self, word: str) -> Known:
        folded = fold(word)
        root = self._lemma_of(word)
        parts = tuple(part for part in (folded, f"<{root}>", *self._stem_parts(folded)) if part in self._parts)
        effect = self._elongated(word) or self._effect(folded, root)
        return Known(effect, parts, any(part in self._phrases for part in parts))

    def _stem_parts(self, folded: str) -> list[str]:
        return [folded[:size] + "*" for size in range(min(len(folded), self._longest_stem), 1, -1)]

    def _effect(self, folded: str, root: str) -> Effect | None:
        """The word itself, then a superlative of a known word, then the longest stem, then its lemma."""
        return (
            self._words.get(folded)
            or self._superlative(folded)
            or self._by_stem(folded)
            or self._words.get(root)
        )

    def _by_stem(self, folded: str) -> Effect | None:
        for size in range(min(len(folded), self._longest_stem), 1, -1):
            if effect := self._stems.get(folded[:size]):
                return effect
        return None

    def _superlative(self, folded: str) -> Effect | None:
        match = _SUPERLATIVE.search(folded)
        if not match:
            return None
        for base in _bases(folded[: match.start()]):
            effect = self._words.get(base) or self._by_stem(base)
            if effect and effect.kind == "weight":
                return Effect("weight", effect.amount * MORE)
        return None

    def _elongated(self, word: str) -> Effect | None:
        """English keeps double letters, so that "goood" is "good" where folding makes it "god"."""
        if not _LONG.search(word):
            return None
        doubled = fold(_LONG.sub(r"\1\1", word))
        return self._words.get(doubled)

    def phrase_at(self, known: list[Known], start: int, stop: int) -> tuple[int, Effect] | None:
        """The longest phrase that begins at word `start` and ends by word `stop`: its end and its effect."""
        best: tuple[int, Effect] | None = None
        ahead: list[tuple[Node, int]] = [(self._phrases, start)]
        while ahead:
            node, at = ahead.pop()
            effect = node.get(_HERE)
            if effect is not None and (best is None or at > best[0]):
                best = (at, effect)
            ahead.extend(_steps(node, known, at, stop))
        return best


def _steps(node: Node, known: list[Known], at: int, stop: int) -> list[tuple[Node, int]]:
    """Where a phrase can go on from `node`: through the word at `at`, any one word, or a gap of up to two."""
    steps = []
    if gap := node.get(".."):
        steps += [(gap, at + skipped) for skipped in range(3) if at + skipped < stop]
    if at < stop:
        steps += [(node[part], at + 1) for part in known[at].parts if part in node]
        if "_" in node:
            steps.append((node["_"], at + 1))
    return steps


def _bases(stem: str) -> Iterable[str]:
    for old, new in _SPELLINGS:
        if stem.endswith(old):
            changed = stem.removesuffix(old) + new if old else stem
            yield from (changed + ending for ending in _ENDINGS)


@lru_cache(maxsize=8)
def lexicon(lang: str) -> Lexicon:
    """The lexicon of `lang`, read once per process. KeyError for a language that has none."""
    return Lexicon(_ENTRIES[lang](), lambda word: lemma(shorten(word), lang))


_ENTRIES: dict[str, Callable[[], list[Entry]]] = {
    "es": lambda: [*read_entries("emoji"), *read_entries("es")],
    "pt": lambda: [*read_entries("emoji"), *read_entries("pt")],
    "en": lambda: [*vader_entries(), *read_entries("emoji"), *read_entries("en")],
}
