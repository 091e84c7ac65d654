"""Points that the groups of a file share: each row is a person, and everybody who is in it was asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from feedback.analysis.convergence import GroupVoice, converge
from feedback.cli.analysed.said import Said
from feedback.insights.listing import ALL_STAGES, shared_entry

SMALL = 5
"""People under which a group is marked as small: on a file of one's own nothing is hidden."""
_ORDER = ("shared", "contested", "specific", "unknown", "not_asked")
Place = str | None


def shared_points(said: Said, names: Mapping[str, Mapping[str, str]], *, staged: bool) -> list[dict[str, Any]]:
    """How the groups stand to each theme, at each stage and, where there are stages, over all of them."""
    counted = _Counted(said, staged)
    points = [
        (theme, place, converge(counted.voices(theme, place))) for theme, place in sorted(counted.raised, key=str)
    ]
    points.sort(key=lambda one: (_ORDER.index(one[2].kind), -one[2].strength, one[0], str(one[1])))
    return [_marked(shared_entry(theme, names[theme], place, point)) for theme, place, point in points]


def _marked(entry: dict[str, Any]) -> dict[str, Any]:
    for group in entry["groups"].values():
        if group["n"] is not None and group["n"] < SMALL:
            group["small"] = True
    return entry


class _Counted:
    """Rows that wrote at each place, and those that raised each theme there, by group. A row has one stage at most."""

    def __init__(self, said: Said, staged: bool) -> None:
        self.wrote: dict[tuple[Place, str], int] = defaultdict(int)
        self.raised: dict[tuple[str, Place], dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0, 0]))
        self._groups = list(said.groups)
        for (stage, group), rows in said.wrote.items():
            for place in {stage, ALL_STAGES} if staged else {stage}:
                self.wrote[place, group] += len(rows)
        for (theme, stage, group), cell in said.cells.items():
            for place in {stage, ALL_STAGES} if staged else {stage}:
                held = self.raised[theme, place][group]
                held[0], held[1], held[2] = held[0] + cell.people, held[1] + cell.said, held[2] + cell.negative

    def voices(self, theme: str, place: Place) -> dict[str, GroupVoice]:
        return {group: self._voice(theme, place, group) for group in self._groups}

    def _voice(self, theme: str, place: Place, group: str) -> GroupVoice:
        people, mentions, negative = self.raised[theme, place].get(group, (0, 0, 0))
        wrote = self.wrote.get((place, group), 0)
        return GroupVoice(wrote > 0, wrote, people, mentions, negative)
