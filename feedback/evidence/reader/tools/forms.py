"""Google Forms and Microsoft Forms: one row of questions, after columns of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..heading import Heading, Option, Record, cells, named
from .words import folded, words

TIMESTAMP = words("timestamp | marca temporal | marca de tiempo | carimbo de data/hora | marca de temps")
START = words("start time | hora de inicio | hora de inicio da resposta | hora inicio")
END = words(
    "completion time | hora de finalizacion | hora de conclusao | hora de termino | hora de finalizacao | "
    "hora de conclusion"
)
_GRID = re.compile(r"(.+?)\s*\[([^\[\]]+)\]")


def google(records: Sequence[Record]) -> Heading | None:
    """Google Forms: the first column is the moment of sending; lines of a grid stand in brackets."""
    names = cells(records[0], len(records[0]))
    if len(names) < 2 or folded(names)[0] not in TIMESTAMP:
        return None
    return Heading(named(names), tool="google_forms", options=tuple(map(_line, names)))


def _line(name: str) -> Option | None:
    found = _GRID.fullmatch(name)
    return Option(found[1], found[2]) if found else None


def microsoft(records: Sequence[Record]) -> Heading | None:
    """Microsoft Forms: number, two moments, and who it was."""
    names = cells(records[0], len(records[0]))
    found = set(folded(names)[:8])
    if not (found & START and found & END and "id" in found):
        return None
    return Heading(named(names), tool="microsoft_forms")
