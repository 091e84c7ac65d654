"""Which themes of a codebook a mention is about, how strongly, and because of which words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from feedback.analysis.codebook.matching import BREAK, Match, matcher
from feedback.analysis.codebook.model import Codebook
from feedback.analysis.records import Mention, ThemeHit
from feedback.analysis.text import Word

ENOUGH = 1.0  # One anchor, one phrase, or two different weak words.
_CURLY_APOSTROPHE = "\u2019"
MOST_THEMES = 4  # A clause that seems to speak of more is an enumeration; the strongest stay.
_SEPARATORS = frozenset(",;:()[]{}/|\u2013\u2014\n")


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme that was found in comments. `size` is the number of comments that carry it.

    `terms` are the words that tell it apart, strongest first; `stability` is 0..1, or None where not measured.
    """

    id: str
    names: dict[str, str]
    source: Literal["codebook", "found"]
    terms: tuple[str, ...]
    size: int
    stability: float | None = None


def theme_hits(words: Sequence[Word], text: str, codebook: Codebook, lang: str) -> tuple[ThemeHit, ...]:
    """The themes of the mention that `words` (offsets into `text`) make up, strongest first, at most MOST_THEMES.

    Fallback themes count only where there is no other.
    """
    tokens, sources = in_clauses(words, text)
    by_theme: dict[int, list[Match]] = defaultdict(list)
    for match in matcher(codebook, lang).matches(tokens):
        by_theme[match.theme].append(match)
    hits = [(place, *_evidence(found, tokens)) for place, found in by_theme.items()]
    hits = [hit for hit in hits if hit[1] >= ENOUGH]
    ordinary = [hit for hit in hits if not codebook.themes[hit[0]].fallback]
    ranked = sorted(ordinary or hits, key=lambda hit: (-hit[1], hit[0]))[:MOST_THEMES]
    return tuple(
        ThemeHit(codebook.themes[place].id, strength(weight), tuple(_written(match, sources) for match in used))
        for place, weight, used in ranked
    )


def strength(weight: float) -> float:
    """A weight (1 per anchor, 1.5 per phrase, 0.5 per weak word) on 0..1: one anchor 0.5, two 0.67, three 0.75."""
    return round(weight / (weight + 1.0), 4)


def strongest(mentions: Iterable[Mention], fallback: frozenset[str] = frozenset()) -> str | None:
    """The theme with the largest summed strength; `fallback` themes only where no other is; ties by first mention."""
    sums: dict[str, float] = {}
    for mention in mentions:
        for hit in mention.themes:
            sums[hit.theme] = sums.get(hit.theme, 0.0) + hit.strength
    if not sums:
        return None
    candidates = [theme for theme in sums if theme not in fallback] or list(sums)
    return max(candidates, key=lambda theme: round(sums[theme], 6))


def in_clauses(words: Sequence[Word], text: str) -> tuple[list[str], list[Word | None]]:
    """Folded words with BREAK where punctuation keeps two apart, and the word behind each place."""
    tokens: list[str] = []
    sources: list[Word | None] = []
    before = words[0].start if words else 0
    for word in words:
        if word.start - before > 1 and not _SEPARATORS.isdisjoint(text[before : word.start]):
            tokens.append(BREAK)
            sources.append(None)
        tokens.append(word.folded.replace(_CURLY_APOSTROPHE, "'"))
        sources.append(word)
        before = word.end
    return tokens, sources


def _evidence(matches: list[Match], tokens: Sequence[str]) -> tuple[float, list[Match]]:
    """The summed weight of matches that share no word, and these in reading order. A word said twice counts once."""
    if len(matches) == 1:
        return matches[0].weight, matches
    taken: set[int] = set()
    said: set[tuple[str, ...]] = set()
    used: list[Match] = []
    for match in sorted(matches, key=lambda found: (-found.weight, found.start, found.end)):
        places = range(match.start, match.end)
        spoken = tuple(tokens[match.start : match.end])
        if taken.isdisjoint(places) and spoken not in said:
            taken.update(places)
            said.add(spoken)
            used.append(match)
    return sum(match.weight for match in used), sorted(used, key=lambda found: found.start)


def _written(match: Match, sources: Sequence[Word | None]) -> str:
    return " ".join(word.text for word in sources[match.start : match.end] if word)
