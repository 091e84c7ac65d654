"""Which stage the words of a comment point to, and how clearly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedback.analysis.codebook.matching import matcher
from feedback.analysis.records import StageGuess
from feedback.analysis.stages.features import features_of
from feedback.analysis.stages.generic import as_codebook
from feedback.analysis.stages.naming import StageWords, generic_of, own_words
from feedback.analysis.text import Word, lemma
from feedback.analysis.themes import in_clauses

if TYPE_CHECKING:
    from feedback.analysis.learning.models import StageModel

THRESHOLD = 0.5  # From here on more speaks for the stage than against it and for nothing together.
_DOUBT = 0.5  # Evidence that nothing would have to weigh: one weak word alone reaches exactly THRESHOLD.


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the words of a comment say: stage -> share of the evidence (0..1, with half a word of doubt added), and
    stage -> the words that say so. Stages nothing speaks for are missing."""

    shares: Mapping[str, float]
    words: Mapping[str, tuple[str, ...]]


class Suggester:
    """The stages of one journey, made ready: whose own words, and whose generic words, each stage has.

    `models` (language -> model) add what the organisation's own staged comments taught, as far as each earned it.
    """

    def __init__(self, stages: Sequence[StageWords], models: Mapping[str, StageModel] | None = None) -> None:
        self._codes = [stage.code for stage in stages]
        self._models = models or {}
        self._generic = generic_of(stages)
        self._own: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for stage, own in enumerate(own_words(stages)):
            for word, weight in own.items():
                self._own[word].append((stage, weight))

    def suggest(self, spoken: Sequence[Word], text: str, lang: str) -> StageGuess | None:
        """The stage that most of the words point to; None where none of them points anywhere.

        `spoken` are the words of the whole `text`. Certainty is the share of the evidence that speaks for that
        stage, 0..1, below THRESHOLD better left alone; where staged comments taught how often such a share was right,
        it is that. The words are those of the stages first, then those learned, strongest first.
        """
        evidence = self.evidence(spoken, text, lang)
        model = self._models.get(lang)
        if model is not None:
            return self._blended(evidence, model, spoken)
        best = _likeliest(evidence.shares, self._codes)
        return StageGuess(best, round(evidence.shares[best], 4), evidence.words[best]) if best else None

    def evidence(self, spoken: Sequence[Word], text: str, lang: str) -> Evidence:
        """What the words of the stages say, before anything learned."""
        found: list[dict[str, float]] = [{} for _ in self._codes]
        for stage, said, weight in self._evidence(spoken, text, lang):
            found[stage][said] = max(weight, found[stage].get(said, 0.0))
        weights = [sum(said.values()) for said in found]
        total = sum(weights) + _DOUBT
        there = [place for place, weight in enumerate(weights) if weight]
        return Evidence(
            {self._codes[place]: weights[place] / total for place in there},
            {self._codes[place]: tuple(found[place]) for place in there},
        )

    def _blended(self, evidence: Evidence, model: StageModel, spoken: Sequence[Word]) -> StageGuess | None:
        features = features_of(spoken) if model.share else []
        learned = model.chances(features) if features else {}
        share = model.share if learned else 0.0
        mixed = {
            code: share * learned.get(code, 0.0) + (1 - share) * evidence.shares.get(code, 0.0) for code in self._codes
        }
        best = _likeliest(mixed, self._codes)
        if best is None:
            return None
        said = (*evidence.words.get(best, ()), *(model.said(best, features) if learned else ()))
        return StageGuess(best, model.certainty(mixed[best]), tuple(dict.fromkeys(said)))

    def _evidence(self, spoken: Sequence[Word], text: str, lang: str) -> Iterator[tuple[int, str, float]]:
        """Stage, what was said and its weight: generic words first, then the stages' own."""
        tokens, sources = in_clauses(spoken, text)
        for match in matcher(as_codebook(), lang).matches(tokens):
            if match.theme in self._generic:
                said = " ".join(word.folded for word in sources[match.start : match.end] if word)
                takers = self._takers(match.theme, said)
                yield from ((stage, said, match.weight / len(takers)) for stage in takers)
        for word in spoken:
            own = self._own.get(word.folded) or self._own.get(lemma(word.folded, lang))
            for stage, weight in own or ():
                yield stage, word.folded, weight

    def _takers(self, generic: int, said: str) -> tuple[int, ...]:
        """The stages that share a generic word: of several that one alone which is called by it."""
        stages = self._generic[generic]
        own = {stage for stage, _ in self._own.get(said, ())} if len(stages) > 1 else set[int]()
        return tuple(stage for stage in stages if stage in own) or stages


def _likeliest(shares: Mapping[str, float], codes: Sequence[str]) -> str | None:
    """The stage with the largest share, the earliest of equal ones; None where nothing speaks for any."""
    best = max(codes, key=lambda code: shares.get(code, 0.0), default=None)
    return best if best is not None and shares.get(best, 0.0) > 0 else None
