"""What a change of what is taught would do, before it is saved: worked out over sentences, nothing is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from feedback.analysis.codebook import Codebook
from feedback.analysis.teaching import Teaching
from feedback.analysis.terms import terms
from feedback.analysis.text import words
from feedback.analysis.themes import theme_hits

SAMPLES = 10


@dataclass(frozen=True, slots=True)
class Heard:
    """A sentence as it stands today: what is said, in which language, and the themes it carries (codes)."""

    id: str
    words: str
    lang: str
    themes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Effect:
    """What would happen to a theme. `taken`: theme -> sentences that leave it; `beside`: that stay in it as well.

    `none` had no theme that says what they are about. `lost` leave the theme itself. `samples` are ids of sentences
    that come, `going` of those that leave. `languages` counts those that come.
    """

    gained: int = 0
    none: int = 0
    lost: int = 0
    taken: Mapping[str, int] = field(default_factory=dict)
    beside: Mapping[str, int] = field(default_factory=dict)
    languages: Mapping[str, int] = field(default_factory=dict)
    samples: tuple[str, ...] = ()
    going: tuple[str, ...] = ()
    looked_at: int = 0


def expected(
    theme: str,
    sentences: Iterable[Heard],
    codebook: Codebook,
    *,
    before: Teaching,
    after: Teaching,
    passing: Collection[str] = (),
) -> Effect:
    """The effect on `theme` of teaching `after` instead of `before`. `passing`: themes that give way to any other."""
    taken, beside, languages = Counter[str](), Counter[str](), Counter[str]()
    coming, going, none, looked_at = [], [], 0, 0
    for one in sentences:
        looked_at += 1
        then, now = _themes(one, codebook, before, after)
        if theme in now - then and theme not in one.themes:
            others = one.themes - frozenset(passing)
            coming.append(one.id)
            languages[one.lang] += 1
            none += not others
            taken.update(others & (then - now))
            beside.update(others - (then - now))
        elif theme in then - now and theme in one.themes:
            going.append(one.id)
    return Effect(
        len(coming),
        none,
        len(going),
        dict(taken),
        dict(beside),
        dict(languages),
        tuple(coming[:SAMPLES]),
        tuple(going[:SAMPLES]),
        looked_at,
    )


def _themes(one: Heard, codebook: Codebook, before: Teaching, after: Teaching) -> tuple[frozenset[str], frozenset[str]]:
    """The themes a sentence has by its words under either teaching; nothing where neither knows any of its words."""
    spoken = words(one.words)
    said = terms(codebook, one.lang).of(spoken)
    if not (before.knows(said, one.lang) or after.knows(said, one.lang)):
        return frozenset(), frozenset()
    hits = theme_hits(spoken, one.words, codebook, one.lang)
    then, now = (teaching.hits(hits, said, one.lang) for teaching in (before, after))
    return frozenset(hit.theme for hit in then), frozenset(hit.theme for hit in now)
