"""The whole backlog at once: every improvement with its place in the order and the names of what it names."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from feedback.accounts import queries as accounts
from feedback.analysis.priority import top_places
from feedback.backlog.models import Improvement, Ranking, Score
from feedback.backlog.queries import improvements, rankings
from feedback.backlog.queries.evidence import line_key
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
class Board:
    """Lines in order, and names by id or code."""

    lines: Sequence[Line]
    ranking: Ranking | None
    analysed: bool
    stages: Mapping[UUID, Stage]
    groups: Mapping[str, StakeholderGroup]
    people: Mapping[UUID, str]
    themes: Mapping[UUID, Theme]
    lineage: Lineage = field(default_factory=Lineage)

    @property
    def total(self) -> int:
        """J: how many lines are ranked."""
        return rankings.lines_ranked([line.score for line in self.lines if line.score])

    @property
    def top(self) -> int:
        """m: how many places are the top."""
        return top_places(self.total)

    @property
    def first(self) -> Line | None:
        """The line to look at first; None while nothing is ranked."""
        return next((line for line in self.lines if line.score and line.score.rank_low), None)

    def in_tier(self, tier: str) -> list[Line]:
        return [line for line in self.lines if line.tier == tier]

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
        above = next((one for one in self.lines if line_key(one.improvement.number) == kept["from"]), None)
        group = self.group_name(kept["group"]) if kept["group"] else None
        return sentences.apart(kept, above.rank if above else None, group)

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
    lines = [Line(row, scores.get(row.id)) for row in improvements.improvements()]
    return Board(
        lines=sorted(lines, key=_order),
        ranking=ranking,
        analysed=ranking is not None or runs.newest_done() is not None,
        stages={stage.id: stage for stage in journeys.all_stages()},
        groups={group.code: group for group in stakeholders.groups(include_archived=True)},
        people=accounts.people(),
        themes=theme_queries.by_id(),
        lineage=lineage(),
    )


def _order(line: Line) -> tuple[int, int, int]:
    """Ranked lines by rank; then those without rank: to decide, then done, then declined."""
    if line.rank is not None:
        return 0, line.rank, line.improvement.number
    return 1, status.STATUSES.index(line.improvement.status), line.improvement.number
