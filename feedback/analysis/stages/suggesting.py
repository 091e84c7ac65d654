"""Which stage the words of a comment point to, and how clearly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from feedback.analysis.codebook.matching import matcher
from feedback.analysis.records import StageGuess
from feedback.analysis.stages.generic import as_codebook
from feedback.analysis.stages.naming import StageWords, generic_of, own_words
from feedback.analysis.text import Word, lemma
from feedback.analysis.themes import in_clauses

THRESHOLD = 0.5  # From here on more speaks for the stage than against it and for nothing together.
_DOUBT = 0.5  # Evidence that nothing would have to weigh: one weak word alone reaches exactly THRESHOLD.


class Suggester:
    """The stages of one journey, made ready: whose own words, and whose generic words, each stage has."""

    def __init__(self, stages: Sequence[StageWords]) -> None:
        self._codes = [stage.code for stage in stages]
        self._generic = generic_of(stages)
        self._own: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for stage, own in enumerate(own_words(stages)):
            for word, weight in own.items():
                self._own[word].append((stage, weight))

    def suggest(self, spoken: Sequence[Word], text: str, lang: str) -> StageGuess | None:
        """The stage that most of the words point to; None where none of them points anywhere.

        `spoken` are the words of the whole `text`. Certainty is the share of the evidence that speaks for that
        stage, with half an anchor word of doubt added: 0..1, below THRESHOLD better left alone.
        """
        evidence: list[dict[str, float]] = [{} for _ in self._codes]
        for stage, said, weight in self._evidence(spoken, text, lang):
            evidence[stage][said] = max(weight, evidence[stage].get(said, 0.0))
        weights = [sum(said.values()) for said in evidence]
        if not any(weights):
            return None
        best = max(range(len(weights)), key=weights.__getitem__)
        certainty = round(weights[best] / (sum(weights) + _DOUBT), 4)
        return StageGuess(self._codes[best], certainty, tuple(evidence[best]))

    def _evidence(self, spoken: Sequence[Word], text: str, lang: str) -> Iterator[tuple[int, str, float]]:
        """Stage, what was said and its weight: generic words first, then the stages' own."""
        tokens, sources = in_clauses(spoken, text)
        for match in matcher(as_codebook(), lang).matches(tokens):
            if match.theme in self._generic:
                said = " ".join(word.folded for word in sources[match.start : match.end] if word)
                yield self._generic[match.theme], said, match.weight
        for word in spoken:
            own = self._own.get(word.folded) or self._own.get(lemma(word.folded, lang))
            for stage, weight in own or ():
                yield stage, word.folded, weight
