"""What the names of a journey's stages say about which words belong to which stage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from feedback.analysis.stages.generic import GenericStage, generic_stages
from feedback.analysis.text import fold, lemma, stop_words, words

Texts = Mapping[str, str]
_IN_NAME, _IN_TOUCHPOINT, _IN_GOAL = 1.0, 0.6, 0.3
_SHORTEST = 3


@dataclass(frozen=True)
class StageWords:
    """A stage as its journey writes it; texts are by language code, any of which may be missing."""

    code: str
    names: Texts
    goal: Texts = field(default_factory=dict)
    touchpoints: Sequence[Texts] = ()

    def said(self) -> dict[str, float]:
        """Every content word of the stage's texts, folded and as lemma, and what it weighs by where it stands."""
        weights: dict[str, float] = {}
        for texts, weight in self._weighed():
            for word in _content_words(texts):
                weights[word] = max(weights.get(word, 0.0), weight)
        return weights

    def _weighed(self) -> Iterable[tuple[Texts, float]]:
        yield self.names, _IN_NAME
        yield {"en": self.code.replace("_", " ").replace("-", " ")}, _IN_TOUCHPOINT
        yield from ((touchpoint, _IN_TOUCHPOINT) for touchpoint in self.touchpoints)
        yield self.goal, _IN_GOAL


def own_words(stages: Sequence[StageWords]) -> list[dict[str, float]]:
    """Per stage the words that it alone, or it and few others, is written with; shared by all: worth nothing."""
    said = [stage.said() for stage in stages]
    return [
        {
            word: weight / spread
            for word, weight in weights.items()
            if (spread := sum(word in others for others in said)) * 2 <= max(len(said), 2)
        }
        for weights in said
    ]


def generic_of(stages: Sequence[StageWords]) -> dict[int, tuple[int, ...]]:
    """Generic stage to the stages of this journey that take its words (places in their lists).

    The stage whose own texts name it most, or those that name it equally, as breakfast and dinner do; where none does,
    the one that stands in for it.
    """
    said = [stage.said() for stage in stages]
    named = {place: best for place, generic in enumerate(generic_stages()) if (best := _best(generic, said))}
    codes = {generic.code: place for place, generic in enumerate(generic_stages())}
    taken = dict(named)
    for place, generic in enumerate(generic_stages()):
        stand_in = next((named[codes[code]] for code in generic.within if codes[code] in named), None)
        if place not in named and stand_in is not None:
            taken[place] = stand_in
    return taken


def _best(generic: GenericStage, said: Sequence[Mapping[str, float]]) -> tuple[int, ...]:
    weights = [
        max((weight for word, weight in words_of.items() if generic.called.accepts(word, word)), default=0.0)
        for words_of in said
    ]
    most = max(weights, default=0.0)
    return tuple(place for place, weight in enumerate(weights) if weight == most) if most >= _IN_TOUCHPOINT else ()


def _content_words(texts: Texts) -> Iterable[str]:
    for lang, text in texts.items():
        ignored = stop_words(lang[:2]) if lang[:2] in ("es", "en", "pt") else frozenset[str]()
        for word in words(text):
            if len(word.folded) >= _SHORTEST and word.folded not in ignored:
                yield word.folded
                if lang[:2] in ("es", "en", "pt"):
                    yield fold(lemma(word.folded, lang[:2]))
