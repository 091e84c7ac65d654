"""Points that the groups of a file share: each row is a person, and everybody who is in it was asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from feedback.analysis.convergence import GroupVoice, converge
from feedback.analysis.pipeline import Analysis
from feedback.analysis.records import AnalysedComment, Comment
from feedback.insights.listing import ALL_STAGES, shared_entry

Cell = tuple[str, str | None]
"""Theme and stage."""
_ORDER = ("shared", "contested", "specific", "unknown", "not_asked")


def shared_points(comments: Sequence[Comment], analysis: Analysis, *, staged: bool) -> list[dict[str, Any]]:
    """How the groups stand to each theme, at each stage and, where there are stages, over all of them."""
    counted = _Counted()
    for comment, read in zip(comments, analysis.comments, strict=True):
        for place in {comment.stage, ALL_STAGES} if staged else {comment.stage}:
            counted.add(comment, read, place)
    names = {theme.id: theme.names for theme in analysis.themes}
    points = [
        (theme, place, converge(counted.voices(theme, place))) for theme, place in sorted(counted.raised, key=str)
    ]
    points.sort(key=lambda one: (_ORDER.index(one[2].kind), -one[2].strength, one[0], str(one[1])))
    return [shared_entry(theme, names[theme], place, point) for theme, place, point in points]


class _Counted:
    """Rows that wrote at each place, and those that raised each theme there, by group."""

    def __init__(self) -> None:
        self.wrote: dict[tuple[str | None, str], int] = defaultdict(int)
        self.raised: dict[Cell, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0, 0]))
        self.groups: list[str] = []

    def add(self, comment: Comment, read: AnalysedComment, place: str | None) -> None:
        group = comment.group or ""
        if group not in self.groups:
            self.groups.append(group)
        if not comment.text:
            return
        self.wrote[(place, group)] += 1
        for theme, mentions, negative in _themes(read):
            held = self.raised[(theme, place)][group]
            held[0], held[1], held[2] = held[0] + 1, held[1] + mentions, held[2] + negative

    def voices(self, theme: str, place: str | None) -> dict[str, GroupVoice]:
        return {group: self._voice(theme, place, group) for group in self.groups}

    def _voice(self, theme: str, place: str | None, group: str) -> GroupVoice:
        people, mentions, negative = self.raised[(theme, place)].get(group, (0, 0, 0))
        wrote = self.wrote.get((place, group), 0)
        return GroupVoice(wrote > 0, wrote, people, mentions, negative)


def _themes(read: AnalysedComment) -> Iterator[tuple[str, int, int]]:
    """Theme, its mentions in the row, and how many of them are negative."""
    counts: dict[str, list[int]] = {}
    for mention in read.mentions:
        for hit in mention.themes:
            held = counts.setdefault(hit.theme, [0, 0])
            held[0] += 1
            held[1] += mention.sentiment.label == "neg"
    yield from ((theme, mentions, negative) for theme, (mentions, negative) in counts.items())
