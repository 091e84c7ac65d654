"""What was learned, as it is kept and used: weights by word, never a text, and what each model is worth."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import exp, log, sqrt
from typing import Any

from feedback.analysis.learning.bands import Band

MOST_SAID = 5
"""Learned words a mention or a suggestion names."""
LEAST_SAID = 0.1
"""Weight, 0..1, from which a learned word is named."""
_SURE = 0.9999
Known = dict[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Worth:
    """How good a model is: agreement with people on comments it had not seen, and the same without it, 0..1 each.

    `share` is how much of a score is taken from it: what it earned, 0 where it did no better.
    """

    examples: int
    agreement: float
    before: float
    share: float


@dataclass(frozen=True, slots=True)
class SentimentModel:
    """Weights of words (about -1..1, 1 most positive; how rare each is beside it) in one language.

    `one` and `several` say from where on a comment of one mention, and of several, counts as positive or negative.
    """

    worth: Worth
    words: Mapping[str, tuple[float, float]]
    one: Band
    several: Band

    @property
    def share(self) -> float:
        return self.worth.share

    def known(self, features: Iterable[str]) -> Known:
        """The features it knows, each once, with weight and rarity."""
        words = self.words
        return {word: words[word] for word in features if word in words}

    @staticmethod
    def value(known: Known) -> float | None:
        """-1..1, 1 most positive; None where no word is known."""
        if not known:
            return None
        total = length = 0.0
        for weight, rarity in known.values():
            total += weight
            length += rarity * rarity
        return max(-1.0, min(1.0, total / sqrt(length)))

    @staticmethod
    def said(known: Known) -> list[tuple[str, float]]:
        """The words that weigh most, with the weight they have alone, -1..1; strongest first."""
        strong = [
            (word, weight / rarity) for word, (weight, rarity) in known.items() if abs(weight) >= LEAST_SAID * rarity
        ]
        return sorted(strong, key=lambda one: (-abs(one[1]), one[0]))[:MOST_SAID]

    def to_json(self) -> dict[str, Any]:
        return {
            "worth": _worth(self.worth),
            "one": list(self.one),
            "several": list(self.several),
            "words": {word: list(pair) for word, pair in sorted(self.words.items())},
        }

    @staticmethod
    def from_json(body: Mapping[str, Any]) -> SentimentModel:
        words = {word: (pair[0], pair[1]) for word, pair in body["words"].items()}
        return SentimentModel(Worth(**body["worth"]), words, Band(*body["one"]), Band(*body["several"]))


@dataclass(frozen=True, slots=True)
class StageModel:
    """Weights of words per stage in one language, in the order of `stages`; `start` is what each stage begins with.

    `slope` and `offset` turn a raw share of the evidence into a certainty that holds: 0.8 is right four times of five.
    """

    worth: Worth
    stages: tuple[str, ...]
    start: tuple[float, ...]
    words: Mapping[str, tuple[float, ...]]
    slope: float
    offset: float

    @property
    def share(self) -> float:
        return self.worth.share

    def chances(self, features: Iterable[str]) -> dict[str, float]:
        """Stage -> how likely it is, summing to 1; empty where no word is known."""
        known = [weights for word in set(features) if (weights := self.words.get(word))]
        if not known:
            return {}
        length = sqrt(sum(weights[-1] ** 2 for weights in known))
        sums = [begin + sum(weights[place] for weights in known) / length for place, begin in enumerate(self.start)]
        highest = max(sums)
        raised = [exp(value - highest) for value in sums]
        return {stage: value / sum(raised) for stage, value in zip(self.stages, raised, strict=True)}

    def said(self, stage: str, features: Iterable[str]) -> list[str]:
        """The words that speak most for a stage, against the mean of all; strongest first."""
        if stage not in self.stages:
            return []
        place = self.stages.index(stage)
        known = {word: weights for word in features if (weights := self.words.get(word))}
        pull = {word: weights[place] / weights[-1] for word, weights in known.items()}
        strong = [word for word in pull if pull[word] >= LEAST_SAID]
        return sorted(strong, key=lambda word: (-pull[word], word))[:MOST_SAID]

    def certainty(self, raw: float) -> float:
        """How often such a suggestion was right, 0..1, from its raw share of the evidence."""
        odds = log(max(raw, 1 - _SURE) / max(1 - raw, 1 - _SURE))
        return round(1 / (1 + exp(-(self.slope * odds + self.offset))), 4)

    def to_json(self) -> dict[str, Any]:
        return {
            "worth": _worth(self.worth),
            "stages": list(self.stages),
            "start": list(self.start),
            "slope": self.slope,
            "offset": self.offset,
            "words": {word: list(weights) for word, weights in sorted(self.words.items())},
        }

    @staticmethod
    def from_json(body: Mapping[str, Any]) -> StageModel:
        words = {word: tuple(weights) for word, weights in body["words"].items()}
        return StageModel(
            Worth(**body["worth"]),
            tuple(body["stages"]),
            tuple(body["start"]),
            words,
            body["slope"],
            body["offset"],
        )


@dataclass(frozen=True, slots=True)
class Learned:
    """All that an organisation's own comments taught, by language; false where that is nothing. Picklable."""

    sentiment: Mapping[str, SentimentModel] = field(default_factory=dict)
    stages: Mapping[str, StageModel] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.sentiment or self.stages)

    @property
    def digest(self) -> str:
        """12 hexadecimal digits: the same for what reads the same."""
        return hashlib.sha256(json.dumps(self.to_json(), sort_keys=True).encode()).hexdigest()[:12]

    def to_json(self) -> dict[str, Any]:
        return {
            "sentiment": {lang: model.to_json() for lang, model in sorted(self.sentiment.items())},
            "stages": {lang: model.to_json() for lang, model in sorted(self.stages.items())},
        }

    @staticmethod
    def from_json(body: Mapping[str, Any]) -> Learned:
        return Learned(
            {lang: SentimentModel.from_json(model) for lang, model in body["sentiment"].items()},
            {lang: StageModel.from_json(model) for lang, model in body["stages"].items()},
        )


NOTHING = Learned()


def _worth(worth: Worth) -> dict[str, Any]:
    return {
        "examples": worth.examples,
        "agreement": worth.agreement,
        "before": worth.before,
        "share": worth.share,
    }
