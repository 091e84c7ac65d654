"""Everything there is to learn, in one go: comments are sorted by language, and a model fitted for each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeVar

from feedback.analysis.learning.examples import Placed, Rated
from feedback.analysis.learning.models import Learned
from feedback.analysis.learning.sentiment import fit_sentiment
from feedback.analysis.learning.stages import fit_stages
from feedback.analysis.records import Comment
from feedback.analysis.stages import StageWords
from feedback.analysis.text import detect_language, is_non_answer

Example = TypeVar("Example", Rated, Placed)


def learn(rated: Sequence[Rated], placed: Sequence[Placed], *, stages: Sequence[StageWords], seed: int) -> Learned:
    """A pure function of its arguments, for a process of its own. What answers nothing ("nada") teaches nothing, nor
    does a place at a stage that is not among `stages` any more.
    """
    codes = {stage.code for stage in stages}
    feeling = _by_language(rated)
    standing = _by_language([one for one in placed if one.stage in codes])
    sentiment = {lang: fit_sentiment(feeling[lang], lang=lang, seed=seed) for lang in sorted(feeling)}
    places = {lang: fit_stages(standing[lang], lang=lang, seed=seed, stages=stages) for lang in sorted(standing)}
    return Learned(
        {lang: model for lang, model in sentiment.items() if model},
        {lang: model for lang, model in places.items() if model},
    )


def examples_of(comments: Iterable[Comment]) -> tuple[list[Rated], list[Placed]]:
    """What comments teach that carry a rating (1..5) or a stage."""
    kept = list(comments)
    rated = [Rated(one.text, rating=one.rating, lang=one.lang) for one in kept if one.rating is not None]
    placed = [Placed(one.text, one.stage, lang=one.lang) for one in kept if one.stage is not None]
    return rated, placed


def _by_language(examples: Iterable[Example]) -> dict[str, list[Example]]:
    sorted_: dict[str, list[Example]] = defaultdict(list)
    for one in examples:
        lang = detect_language(one.text, one.lang)
        if not is_non_answer(one.text, lang):
            sorted_[lang].append(one)
    return sorted_
