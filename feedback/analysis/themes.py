"""Which themes of a codebook a mention is about, how strongly, and because of which words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from feedback.analysis.codebook.matching import BREAK, Match, matcher
from feedback.analysis.codebook.model import Codebook
from feedback.analysis.records import Mention, ThemeHit
from feedback.analysis.text import Word

ENOUGH = 1.0  # One anchor, one phrase, or two different weak words.
CERTAIN = 1.0  # The strength of a theme that a person gave a mention; words alone stay below.
_CURLY_APOSTROPHE = "\u2019"
MOST_CLUSTERS = 48  # With those who answer nothing and the overall impression a list of at most fifty.
MOST_THEMES = 4  # A clause that seems to speak of more is an enumeration; the strongest stay.
_SEPARATORS = frozenset(",;:()[]{}/|\u2013\u2014\n")


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme that was found in comments. `size` is the number of comments that carry it.

    `terms` are the words that tell it apart, strongest first; `stability` is 0..1, or None where not measured.
    """

    id: str
    names: dict[str, str]
    source: Literal["codebook", "found", "human"]
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


@dataclass(frozen=True, slots=True)
class Standing:
    """How themes stand beside each other: `prominence` as the codebook says it (1 where it says nothing), and in
    `sizes` how many comments of the run carry each. Too `small`: not among the MOST_CLUSTERS largest.
    """

    prominence: Mapping[str, float] = field(default_factory=dict)
    sizes: Mapping[str, int] = field(default_factory=dict)
    small: frozenset[str] = frozenset()

    @classmethod
    def of(cls, codebook: Codebook, sizes: Mapping[str, int]) -> Standing:
        unequal = {theme.id: theme.prominence for theme in codebook.themes if theme.prominence != 1.0}
        ranked = sorted(sizes, key=lambda theme: (-sizes[theme], theme))
        return cls(unequal, sizes, frozenset(ranked[MOST_CLUSTERS:]))


EVEN = Standing()


def strongest(
    mentions: Iterable[Mention], fallback: frozenset[str] = frozenset(), standing: Standing = EVEN
) -> str | None:
    """The theme that most mentions carry, each as prominent as it is; what a person said of one counts twice.

    Of equal ones the theme that more comments of the run carry, because that does not depend on how many words a
    language needs; then the larger summed strength, then the first mentioned. `fallback` themes only where no other is.
    """
    said: dict[str, float] = {}
    strengths: dict[str, float] = {}
    for mention in mentions:
        for hit in mention.themes:
            weight = standing.prominence.get(hit.theme, 1.0) * (2 if hit.strength >= CERTAIN else 1)
            said[hit.theme] = said.get(hit.theme, 0.0) + weight
            strengths[hit.theme] = strengths.get(hit.theme, 0.0) + hit.strength
    large = [theme for theme in said if theme not in standing.small]
    candidates = [theme for theme in large if theme not in fallback] or large
    return max(
        candidates,
        key=lambda theme: (round(said[theme], 6), standing.sizes.get(theme, 0), round(strengths[theme], 6)),
        default=None,
    )


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
