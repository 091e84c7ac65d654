"""The whole backlog at once: every improvement with its place in the order and the names of what it names."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from feedback.accounts import queries as accounts
from feedback.analysis.priority import top_places
from feedback.backlog.models import Improvement, Ranking, Score
from feedback.backlog.queries import improvements, rankings
from feedback.backlog.rules import ordering, sentences, status
from feedback.db import Texts
from feedback.errors import Message
from feedback.insights.models import Theme
from feedback.insights.queries import runs
from feedback.insights.queries import themes as theme_queries
from feedback.journeys import queries as journeys
from feedback.journeys.models import Stage
from feedback.journeys.queries.lineage import lineage
from feedback.journeys.rules.lineage import Lineage
from feedback.stakeholders.models import StakeholderGroup
from feedback.stakeholders.queries import groups as stakeholders

TIERS = ("start", "probably", "unclear", "later")


@dataclass(frozen=True)
class Line:
    """An improvement and its place; `score` is None until the order was computed with it."""

    improvement: Improvement
    score: Score | None

    @property
    def tier(self) -> str:
        return self.score.tier if self.score else TIERS[-1]

    @property
    def rank(self) -> int | None:
        return self.score.rank if self.score else None

    @property
    def parts(self) -> Mapping[str, Any] | None:
        """Joined parts; None where nothing was scored."""
        return self.score.parts if self.score and "reach" in self.score.parts else None

    @property
    def shown_groups(self) -> dict[str, Mapping[str, Any]]:
        """Group code -> its parts, of the groups that may be shown, the largest reach first."""
        held = self.score.groups if self.score else {}
        shown = {code: parts for code, parts in held.items() if "hidden" not in parts}
        return dict(sorted(shown.items(), key=lambda item: (-item[1]["reach"], item[0])))

    @property
    def held_groups(self) -> dict[str, int]:
        """Group code -> how many people its figures would need."""
        held = self.score.groups if self.score else {}
        return {code: parts["k"] for code, parts in held.items() if "hidden" in parts}


@dataclass(frozen=True)
class Counted:
    """What is known of all lines where only some of them are held: how many, how many ranked, number -> rank."""

    lines: int
    ranked: int
    ranks: Mapping[int, int | None]


@dataclass(frozen=True)
class Board:
    """Lines in order, and names by id or code. `counted`: of all lines, where these are only some."""

    lines: Sequence[Line]
    ranking: Ranking | None
    analysed: bool
    stages: Mapping[UUID, Stage]
    groups: Mapping[str, StakeholderGroup]
    people: Mapping[UUID, str]
    themes: Mapping[UUID, Theme]
    lineage: Lineage = field(default_factory=Lineage)
    counted: Counted | None = None

    @property
    def total(self) -> int:
        """J: how many lines are ranked."""
        if self.counted is not None:
            return self.counted.ranked
        return rankings.lines_ranked([line.score for line in self.lines if line.score])

    @cached_property
    def by_number(self) -> Mapping[int, Line]:
        return {line.improvement.number: line for line in self.lines}

    @cached_property
    def ranks(self) -> Mapping[int, int | None]:
        """Number -> rank, of every line."""
        return self.counted.ranks if self.counted else {number: line.rank for number, line in self.by_number.items()}

    @property
    def top(self) -> int:
        """m: how many places are the top."""
        return top_places(self.total)

    @property
    def first(self) -> Line | None:
        """The line to look at first; None while nothing is ranked."""
        return next((line for line in self.lines if line.score and line.score.rank_low), None)

    def why(self, line: Line) -> Message | None:
        """The line's own numbers in one sentence, or why it has none."""
        parts = line.parts
        if parts is None:
            reason = ordering.said(line.score.parts.get("reason")) if line.score else None
            return reason or sentences.unranked(line.improvement.status, self.analysed)
        raised = [
            sentences.Raised(self.group_name(code), group["raised"], group["n"])
            for code, group in line.shown_groups.items()
        ]
        return sentences.why(line.improvement.direction, raised, parts["severity"], moment=parts["moment"] > 1)

    def apart(self, line: Line) -> Message | None:
        """What would tell the line apart from the one above it."""
        kept = (line.parts or {}).get("apart")
        if not kept:
            return None
        group = self.group_name(kept["group"]) if kept["group"] else None
        return sentences.apart(kept, self.ranks.get(int(kept["from"])), group)

    def moves(self, line: Line) -> Message | None:
        """The input whose doubt moves the line most."""
        kept = (line.parts or {}).get("moves")
        if not kept:
            return None
        group = self.group_name(kept["group"]) if kept["group"] else None
        return sentences.moves(kept, group, estimated=bool(line.parts and line.parts["effort_set"]))

    def stage(self, row: Improvement) -> Stage | None:
        """The stage of an improvement; None where it is unknown."""
        return self.stages.get(self.lineage.standing(row.stage_id)) if row.stage_id else None

    def stages_of(self, row: Improvement) -> Collection[UUID]:
        """Where it is pinned: at its stage as it counts today, or at every part that stage was split into."""
        return self.lineage.heirs(row.stage_id) if row.stage_id else ()

    def group_name(self, code: str) -> Texts:
        return self.groups[code].name if code in self.groups else {"en": code}


def board() -> Board:
    """The backlog as it stands; a fixed number of reads, whatever the number of lines."""
    ranking = rankings.newest()
    scores = rankings.scores(ranking.id if ranking else None)
    return _board(ranking, [Line(row, scores.get(row.id)) for row in improvements.improvements()])


def narrowed(ranking: Ranking | None, numbers: Collection[int], counted: Counted) -> Board:
    """The lines with these numbers alone; `counted` says what is known of all."""
    rows = improvements.numbered(numbers)
    scores = rankings.scores_of(ranking.id if ranking else None, [row.id for row in rows])
    return _board(ranking, [Line(row, scores.get(row.id)) for row in rows], counted)


def _board(ranking: Ranking | None, lines: Sequence[Line], counted: Counted | None = None) -> Board:
    return Board(
        lines=sorted(lines, key=_order),
        ranking=ranking,
        analysed=ranking is not None or runs.newest_done() is not None,
        stages={stage.id: stage for stage in journeys.all_stages()},
        groups={group.code: group for group in stakeholders.groups(include_archived=True)},
        people=accounts.people(),
        themes=theme_queries.by_id(),
        lineage=lineage(),
        counted=counted,
    )


def _order(line: Line) -> tuple[int, int, int]:
    return in_order(line.rank, line.improvement.status, line.improvement.number)


def in_order(rank: int | None, standing: str, number: int) -> tuple[int, int, int]:
    """Ranked lines by rank; then those without rank: to decide, then done, then declined."""
    if rank is not None:
        return 0, rank, number
    return 1, status.STATUSES.index(standing), number
