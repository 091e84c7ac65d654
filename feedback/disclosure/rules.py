"""What a release holds: for every figure of a survey and every group, whether it may be shown. Pure.

The groups of one figure are a family under the whole survey (all groups together): none that is hidden
follows from the others. A decision is one word, so that it can be frozen and read again years later.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from feedback.analysis.disclosure import Band, Hidden, Measured, Reason, Shown, Thresholds, family

WHOLE = ""
"""Key of all groups together."""
SHOWN = "shown"
_BAND = "band:"
Cell = dict[str, str]
"""Group code -> decision, for one figure."""


def decide(groups: Mapping[str, Measured], thresholds: Thresholds) -> Cell:
    """The decision for the whole and for each group of one figure; a group nobody of which answered has n = 0.

    A band ("at least 90 % chose the same") is given only where one group answered: beside the whole it would tell what
    the other groups said.
    """
    whole = _together(groups.values())
    shown = family(whole.n, {WHOLE: whole}, thresholds)[WHOLE]
    parts = family(whole.n, groups, thresholds, parent_shown=whole.n >= thresholds.scores)
    alone = sum(part.n > 0 for part in groups.values()) == 1
    return {WHOLE: _word(shown), **{code: _word(part, band=alone) for code, part in parts.items()}}


def outcome(cell: Mapping[str, Any], group: str, k: int) -> Hidden | None:
    """Why the figure of a group may not be shown, as it was decided; None where it may. Unknown cells are hidden."""
    word = str(cell.get(group, "nobody"))
    if word == SHOWN:
        return None
    if word.startswith(_BAND):
        return Hidden("complement", band=cast(Band, word.removeprefix(_BAND)))
    return Hidden("too_few", k) if word == "too_few" else Hidden(cast(Reason, word))


def _together(groups: Any) -> Measured:
    parts = list(groups)
    counts = [part.counts for part in parts if part.counts is not None]
    summed = [sum(column) for column in zip(*counts, strict=True)] if counts else None
    return Measured(0.0, sum(part.n for part in parts), counts=summed)


def _word(decision: Shown[float] | Hidden, *, band: bool = True) -> str:
    if isinstance(decision, Shown):
        return SHOWN
    return f"{_BAND}{decision.band}" if decision.band and band else decision.reason
