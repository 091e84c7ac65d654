"""Which examples a model does not see while it is judged on them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from feedback.analysis.text import fold

FOLDS = 5
Ints = NDArray[np.int64]


def folds_of(texts: Sequence[str], seed: int, folds: int = FOLDS) -> Ints:
    """The fold of each text, 0 up to `folds`: the same for equal texts, in whatever order they come."""
    return np.array([_number(f"{seed}:{' '.join(fold(text).split())}") % folds for text in texts], dtype=np.int64)


def splits(fold_of: Ints) -> Iterator[tuple[Ints, Ints]]:
    """(those to learn from, those to judge on), for every fold that leaves some of both."""
    for held in np.unique(fold_of):
        learn, judge = np.flatnonzero(fold_of != held), np.flatnonzero(fold_of == held)
        if len(learn) and len(judge):
            yield learn, judge


def _number(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:8], "big")
