"""Small backlogs to rank, with round numbers."""

from __future__ import annotations

import numpy as np

from feedback.analysis.priority import GroupEvidence, Raised


def raised_by(people: range, intensity: float = 0.5, mentions: int = 1) -> Raised:
    """Everyone in the range raised it with as many mentions of the same intensity."""
    return Raised.of({person: (intensity * mentions, mentions) for person in people})


def heard(people: int, raised: int, intensity: float = 0.5) -> GroupEvidence:
    """A stage where so many were heard and wrote, and the first of them raised the line."""
    everyone = np.arange(people)
    return GroupEvidence(everyone, everyone, raised_by(range(raised), intensity))
