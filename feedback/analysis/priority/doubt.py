"""What resampling cannot doubt: the few who all said the same.

Drawing again from one voice gives that voice each time, and three of three stay three of three. So each draw adds what
half a person more might have said, the weight that Jeffreys (1946) gives to not having asked. Among many it is nothing.
The draws belong to the evidence, not to the line: lines on the same evidence doubt alike, and no line changes another.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np

from feedback.analysis.priority.evidence import GroupEvidence, LineEvidence
from feedback.analysis.priority.panel import Floats, Tallies
from feedback.analysis.priority.parts import HALF_PERSON, HARSHEST, MILDEST
from feedback.analysis.priority.resampling import Singles
from feedback.analysis.priority.seeds import begun, generator


def unheard_tone(lines: Sequence[LineEvidence], group: str, seed: int, draws: int) -> Singles:
    """Intensity (or tone, amplifying) of the half person, anywhere on its scale; lines by draws."""
    tones, streams = np.zeros((len(lines), draws), dtype=np.float32), _Streams(seed, "unheard tone", group)
    for row, line in enumerate(lines):
        if (evidence := line.groups.get(group)) is not None and len(evidence.raised.mentions):
            low = -HARSHEST if line.direction == "amplify" else MILDEST
            streams.of(evidence).random(out=tones[row], dtype=np.float32)
            tones[row] *= HARSHEST - low
            tones[row] += low
    return tones


def unanimity(lines: Sequence[LineEvidence], group: str, sample: Tallies, seed: int, draws: int) -> dict[int, Floats]:
    """Row -> draws of a share from Beta(n + 1/2, 1/2), what is left to believe after n of n raised its line."""
    raised, heard = sample.raised[:, 0], sample.heard[:, 0]
    streams = _Streams(seed, "unanimity", group)
    return {
        row: streams.of(lines[row].groups[group]).beta(raised[row] + HALF_PERSON, HALF_PERSON, draws)
        for row in map(int, np.flatnonzero((raised > 0) & (raised == heard)))
    }


class _Streams:
    """The stream of each evidence. The people heard are many, and the same for all lines of a stage: named once."""

    def __init__(self, seed: int, name: str, group: str) -> None:
        self._seed, self._names = seed, (name, group)
        self._begun: dict[bytes, blake2b] = {}

    def of(self, evidence: GroupEvidence) -> np.random.Generator:
        heard, raised = np.asarray(evidence.heard).tobytes(), evidence.raised
        if heard not in self._begun:
            self._begun[heard] = begun(*self._names, heard.hex())
        parts = (raised.people, raised.intensity, raised.mentions)
        return generator(self._seed, *(part.tobytes().hex() for part in parts), after=self._begun[heard])
