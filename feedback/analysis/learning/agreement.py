"""How well answers agree with what people said."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


def macro_f1(gold: Ints, found: Ints, classes: Sequence[int] = (0, 1, 2)) -> float:
    """Mean over the classes that occur in `gold` of the harmonic mean of precision and recall; 0..1, 1 best.

    0 for an empty `gold`.
    """
    present = [one for one in classes if np.any(gold == one)]
    return float(np.mean([_f1(gold == one, found == one) for one in present])) if present else 0.0


def accuracy(gold: Ints, found: Ints) -> float:
    """Share of equal answers, 0..1; 0 for none at all."""
    return float(np.mean(gold == found)) if len(gold) else 0.0


def _f1(gold: NDArray[np.bool_], found: NDArray[np.bool_]) -> float:
    said = int(gold.sum() + found.sum())
    return 2 * int((gold & found).sum()) / said if said else 0.0
