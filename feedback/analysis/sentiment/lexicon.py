"""All entries of one language, ready to be asked about words and phrases."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from feedback.analysis.sentiment.english import vader_entries
from feedback.analysis.sentiment.entries import Effect, Entry, read_entries
from feedback.analysis.sentiment.phrases import Phrases
from feedback.analysis.text.folding import fold, shorten
from feedback.analysis.text.shorthand import usual
from feedback.analysis.text.stopwords import stop_words
from feedback.analysis.text.words import lemma

# What a superlative adds to its word: rapidísimo, amabilíssima.
MORE = 1.3
_KNOWN_WORDS = 200_000
_LONG = re.compile(r"([^\W\d_])\1{2,}")
_SUPERLATIVE = re.compile(r"is?sim(?:[oa]s?|amente)$")
# What a word loses or changes before that ending: rápido, amable, fácil; rico, largo, feliz, amável.
_ENDINGS = ("", "o", "a", "e")
_SPELLINGS = (("", ""), ("qu", "c"), ("gu", "g"), ("c", "z"), ("bil", "ble"), ("bil", "vel"))


class Known(NamedTuple):
    """What the lexicon knows of a word: its own effect, if any, the parts of phrases it can stand for, whether
    a phrase may open with it, the word folded, as it is usually spelt, and whether it is one of those that only hold a
    sentence together ("the", "of")."""

    effect: Effect | None
    parts: tuple[str, ...]
    opens: bool
    folded: str
    silent: bool = False


class Lexicon:
    """The words, stems and phrases of one language. Later entries win: our additions follow the published list."""

    def __init__(
        self,
        entries: Iterable[Entry],
        lemma_of: Callable[[str], str],
        usual: Callable[[str], str] = str,
        silent: Collection[str] = (),
    ) -> None:
        self._words: dict[str, Effect] = {}
        self._stems: dict[str, Effect] = {}
        self.phrases = Phrases()
        self._known: dict[str, Known] = {}
        self._lemma_of = lemma_of
        self._usual = usual
        self._silent = silent
        for entry in entries:
            self._add(entry)
        stems = [*self._stems, *(part for part in self.phrases.parts if part[-1] == "*")]
        self._longest_stem = max(map(len, stems), default=0)

    def _add(self, entry: Entry) -> None:
        word = entry.parts[0]
        if len(entry.parts) > 1:
            self.phrases.add(entry)
        elif word[-1] == "*":
            self._stems[word[:-1]] = entry.effect
        else:
            self._words[word] = entry.effect

    def know(self, word: str) -> Known:
        """What is known of a word as it was written; remembered, for texts repeat their words."""
        known = self._known.get(word)
        if known is None:
            if len(self._known) >= _KNOWN_WORDS:
                self._known.clear()
            known = self._known[word] = self._look_up(word.lower().replace("’", "'"))
        return known

    def _look_up(self, word: str) -> Known:
        """A word that is no entry as it was typed is looked up as it is usually spelt."""
        folded = fold(word)
        if folded not in self._words and folded not in self.phrases.parts:
            spelt = self._usual(folded)
            word, folded = (spelt, fold(spelt)) if spelt != folded else (word, folded)
        root = self._lemma_of(word)
        forms = (folded, f"<{root}>", *(stem + "*" for stem in self._stems_of(folded)))
        parts = tuple(form for form in forms if form in self.phrases.parts)
        effect = self._doubled(word) or self._effect(folded, root)
        opens = any(part in self.phrases.openings for part in parts)
        return Known(effect, parts, opens, folded, effect is None and folded in self._silent)

    def _effect(self, folded: str, root: str) -> Effect | None:
        """Of the word itself, else of a superlative, else of the longest stem, else of its lemma."""
        return self._words.get(folded) or self._superlative(folded) or self._by_stem(folded) or self._words.get(root)

    def _by_stem(self, folded: str) -> Effect | None:
        return next((self._stems[stem] for stem in self._stems_of(folded) if stem in self._stems), None)

    def _stems_of(self, folded: str) -> Iterator[str]:
        """Beginnings of a word, longest first, as far as any entry is that long."""
        return (folded[:size] for size in range(min(len(folded), self._longest_stem), 1, -1))

    def _superlative(self, folded: str) -> Effect | None:
        match = _SUPERLATIVE.search(folded)
        for base in _bases(folded[: match.start()]) if match else ():
            effect = self._words.get(base) or self._by_stem(base)
            if effect and effect.kind == "weight":
                return Effect("weight", effect.amount * MORE)
        return None

    def _doubled(self, word: str) -> Effect | None:
        """English keeps double letters: "goood" is "good", where folding would make it "god"."""
        return self._words.get(fold(_LONG.sub(r"\1\1", word))) if _LONG.search(word) else None


def _bases(stem: str) -> Iterator[str]:
    for old, new in _SPELLINGS:
        if stem.endswith(old):
            yield from (stem[: len(stem) - len(old)] + new + ending for ending in _ENDINGS)


@lru_cache(maxsize=8)
def lexicon(lang: str) -> Lexicon:
    """The lexicon of `lang`, read once per process. KeyError for a language that has none."""
    return Lexicon(
        _ENTRIES[lang](),
        lambda word: lemma(shorten(word), lang),
        lambda folded: usual(folded, lang),
        stop_words(lang),
    )


_ENTRIES: dict[str, Callable[[], list[Entry]]] = {
    "es": lambda: [*read_entries("emoji"), *read_entries("es")],
    "pt": lambda: [*read_entries("emoji"), *read_entries("pt")],
    "en": lambda: [*vader_entries(), *read_entries("emoji"), *read_entries("en")],
}
