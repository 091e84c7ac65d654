"""What a file teaches about its own comments: how they feel, from the ratings beside them."""

from __future__ import annotations

import hashlib
from concurrent.futures import Executor
from heapq import nsmallest

from feedback.analysis.learning import LEAST, NOTHING, Learned, Rated, learn
from feedback.cli.analysed.reading import OpenFile

MOST = 10_000
"""Rated comments that are learned from; of more, the same ones are drawn every time."""
SEED = 0


def learned_from(opened: OpenFile, executor: Executor | None = None) -> Learned:
    """The models of a file with ratings; nothing where it has none, or too few."""
    if opened.columns.rating is None:
        return NOTHING
    rated = (one for one in opened.comments() if one.rating is not None and one.text)
    drawn = nsmallest(MOST, rated, key=lambda one: hashlib.sha256(one.key.encode()).digest())
    examples = [Rated(one.text, rating=one.rating, lang=one.lang) for one in drawn]
    if len(examples) < LEAST:
        return NOTHING
    if executor is None:
        return learn(examples, [], stages=(), seed=SEED)
    return executor.submit(learn, examples, [], stages=(), seed=SEED).result()
