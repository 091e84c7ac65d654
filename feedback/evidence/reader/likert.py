"""Scales that are written in words: where all words of a column are of one family, they are its levels in order.

Which end is better is a guess of these tables and a person's to change.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from feedback.tables.folding import lookup_key, word_key

from .likert_words import LADDERS, LANGUAGES, NEUTRAL, NO_ANSWER, PAIRS, STEPS
from .scale import WordScale

STANDARD, SOMEWHAT = frozenset({-3, -2, 0, 2, 3}), frozenset({-3, -1, 0, 1, 3})
ENDS = frozenset({-3, 3})
MOST_SPELLINGS = 30
LONGEST_NO_ANSWER = 80
_NO_ANSWER_BEGINS = re.compile(
    r"(?:n/?s\W*n/?[rc]\b|no sabe\b|no aplica\b|not applicable\b|don'?t know\b|prefer not\b|prefiero no\b|"
    r"prefiro nao\b|nao se aplica\b|nao sei\b|no contesta\b|no responde\b|n/a\b)"
)
ENOUGH_WITHOUT_NEUTRAL = 30
"""Answers after which a middle that nobody chose is taken not to have been offered."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way of saying a level."""

    text: str
    strength: int
    lang: str
    pair: str = ""
    """The adjective and its opposite, where it is made of them."""


@dataclass(frozen=True, slots=True)
class Likert:
    """A scale found in the words of a column; `family` names the kind of words."""

    family: str
    scale: WordScale


def is_no_answer(text: str) -> bool:
    """Whether a cell where a choice is expected says that there is none: "N/A", "N/S N/R: No sabe / No responde"."""
    if len(text) > LONGEST_NO_ANSWER:
        return False
    key = lookup_key(text)
    return key in _no_answer() or bool(_NO_ANSWER_BEGINS.match(key))


def strength(text: str, family: str) -> int | None:
    """How strong one phrase is in a family, -3 to 3; None where it is no phrase of it."""
    found = _families()[family].get(word_key(text))
    return found[0].strength if found else None


def find_likert(cells: Mapping[str, int]) -> Likert | None:
    """The scale that the words of a column are, from word → how often; None where they are none.

    Every word must be of one family, but for those that say there is no answer.
    """
    words = {word: count for word, count in cells.items() if not is_no_answer(word)}
    if not 1 <= len(words) <= MOST_SPELLINGS:
        return None
    for family in _families():
        strengths = {word: strength(word, family) for word in words}
        known = {word: level for word, level in strengths.items() if level is not None}
        if len(known) == len(words) and _says_something(set(known.values())):
            return Likert(family, WordScale(tuple(_levels(family, known, words))))
    return None


def _says_something(levels: set[int]) -> bool:
    """One word alone is a scale only where it is an end of one: `Siempre` everywhere, but not `Regular`."""
    return len(levels) > 1 or bool(levels & ENDS)


def _levels(family: str, known: Mapping[str, int], counts: Mapping[str, int]) -> Iterator[tuple[str, ...]]:
    seen = set(known.values())
    wanted = seen | (SOMEWHAT if seen & {-1, 1} and not seen & {-2, 2} else STANDARD)
    if 0 not in seen and sum(counts.values()) >= ENOUGH_WITHOUT_NEUTRAL:
        wanted.discard(0)
    for level in sorted(wanted):
        used = Counter({word: counts[word] for word, found in known.items() if found == level})
        yield tuple(_one_spelling_each(used)) or (_usual(family, level, list(known)),)


def _one_spelling_each(used: Counter[str]) -> Iterator[str]:
    """The most frequent spelling of each word; others are read as the same."""
    seen: set[str] = set()
    for word, _ in used.most_common():
        if lookup_key(word) not in seen:
            seen.add(lookup_key(word))
            yield " ".join(word.split())


def _usual(family: str, level: int, seen: Iterable[str]) -> str:
    """How a level nobody chose is usually called, in the language of the others and of the same adjective."""
    said = [phrase for text in seen for phrase in _families()[family].get(word_key(text), ())]
    langs, pairs = Counter(one.lang for one in said), Counter(one.pair for one in said)
    offered = [phrase for found in _families()[family].values() for phrase in found if phrase.strength == level]
    best = max(offered, key=lambda phrase: (langs[phrase.lang], pairs[phrase.pair]))
    return best.text[0].upper() + best.text[1:]


@cache
def _no_answer() -> frozenset[str]:
    return frozenset(lookup_key(phrase) for phrase in NO_ANSWER.split("|"))


@cache
def _families() -> Mapping[str, Mapping[str, tuple[Phrase, ...]]]:
    """Family → key → the phrases of that key, which may be in several languages."""
    neutral = tuple(_phrases(NEUTRAL, 0))
    ladders = {name: [*_of_ladder(ladder), *neutral] for name, ladder in LADDERS.items()}
    pairs = {name: [*_of_pairs(text), *neutral] for name, text in PAIRS.items()}
    return {name: _byword_key(phrases) for name, phrases in (ladders | pairs).items()}


def _byword_key(phrases: Iterable[Phrase]) -> Mapping[str, tuple[Phrase, ...]]:
    """The first meaning of a key stands: what the family itself says before what is neutral anywhere."""
    found: dict[str, tuple[Phrase, ...]] = {}
    for phrase in phrases:
        same = found.get(word_key(phrase.text), ())
        if not same or same[0].strength == phrase.strength:
            found[word_key(phrase.text)] = (*same, phrase)
    return found


def _of_ladder(ladder: Mapping[int, str]) -> Iterator[Phrase]:
    for level, text in ladder.items():
        yield from _phrases(text, level)


def _of_pairs(text: str) -> Iterator[Phrase]:
    for lang, pairs in zip(LANGUAGES, text.split("//"), strict=True):
        for good, bad in (pair.strip().split("/") for pair in pairs.split("|")):
            yield from _steps(good, bad, lang)


def _steps(good: str, bad: str, lang: str) -> Iterator[Phrase]:
    for level, patterns in STEPS.items():
        for phrase in _phrases(patterns, level):
            if phrase.lang == lang:
                yield Phrase(phrase.text.format(good=good, bad=bad), level, lang, f"{good}/{bad}")


def _phrases(text: str, level: int) -> Iterator[Phrase]:
    for lang, phrases in zip(LANGUAGES, text.split("//"), strict=True):
        yield from (Phrase(phrase.strip(), level, lang) for phrase in phrases.split("|"))
