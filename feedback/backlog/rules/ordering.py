"""The order of the backlog as plain records: what a process of its own computes and the database keeps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from feedback.analysis.priority import GroupParts, LineEvidence, Moved, Ranked, Ranking, Weights, rank
from feedback.errors import Message

DRAWS = 2000
SEED = 20_260_101
"""One seed for every ranking: the same answers, weights and efforts give the same order on every machine."""
FEW_DRAWS = 20
TIER_AT_THE_END = "later"


@dataclass(frozen=True, slots=True)
class Place:
    """A line's score row: `key` is the line's; the rest as `backlog.models.Score` keeps it."""

    key: str
    value: float | None
    rank: int | None
    rank_low: int | None
    rank_high: int | None
    tier: str
    people: int
    parts: dict[str, Any]
    groups: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """A line to order: its evidence, as far as it may be shown, and whether it takes part in the order.

    `held`: groups of which something is kept back here, with the number of people it would need.
    """

    evidence: LineEvidence
    ranked: bool
    held: Mapping[str, int] = field(default_factory=dict)


def order(lines: Sequence[Line], weights: Weights, seed: int = SEED, draws: int = DRAWS) -> list[Place]:
    """Places of all lines. Those that do not take part have their score and parts, and neither rank nor tier above."""
    return computed(lines, weights, seed, draws)[0]


def computed(
    lines: Sequence[Line], weights: Weights, seed: int = SEED, draws: int = DRAWS
) -> tuple[list[Place], bytes]:
    """As `order`, and the figures that answer questions about it later (`analysis.priority.Sheet`)."""
    held = {line.evidence.line: line.held for line in lines}
    top = rank([line.evidence for line in lines if line.ranked], weights=weights, seed=seed, draws=draws)
    rest = rank([line.evidence for line in lines if not line.ranked], weights=weights, seed=seed, draws=FEW_DRAWS)
    moved, doubts = top.moved_most(), top.doubts()
    told = [_told(top, at, moved) | _doubt(doubts.get(one.line)) for at, one in enumerate(top.lines)]
    placed = [_place(one, held[one.line], more) for one, more in zip(top.lines, told, strict=True)]
    return placed + [replace(_place(one, held[one.line], {}), **_NO_RANK) for one in rest.lines], top.sheet().pack()


_NO_RANK: dict[str, Any] = {"rank": None, "rank_low": None, "rank_high": None, "tier": TIER_AT_THE_END}


def _place(one: Ranked, held: Mapping[str, int], told: dict[str, Any]) -> Place:
    groups = {group: _group(parts) for group, parts in one.groups.items()}
    groups |= {group: {"hidden": "too_few", "k": k} for group, k in held.items() if group not in groups}
    return Place(
        key=one.line,
        value=one.score,
        rank=one.rank,
        rank_low=one.rank_low,
        rank_high=one.rank_high,
        tier=one.tier,
        people=one.n,
        parts=_parts(one) | told,
        groups=groups,
    )


def _group(parts: GroupParts) -> dict[str, Any]:
    return {
        "reach": parts.reach,
        "severity": parts.severity,
        "breadth": parts.breadth,
        "n": parts.n,
        "raised": parts.raised,
    }


def _parts(one: Ranked) -> dict[str, Any]:
    if one.parts is None:
        return {"reason": stored(one.reason)} if one.reason else {}
    effort = one.parts.effort
    return {
        "reach": one.parts.reach,
        "severity": one.parts.severity,
        "breadth": one.parts.breadth,
        "moment": one.parts.moment,
        "effort": [effort.low, effort.likely, effort.high],
        "effort_set": one.parts.effort_set,
        "low": one.low,
        "high": one.high,
    }


def _told(ranking: Ranking, at: int, moved: Mapping[str, Moved]) -> dict[str, Any]:
    """What is said of a line besides its parts: what would tell it apart, and which input moves it most."""
    apart, most = _apart(ranking, at), moved.get(ranking.lines[at].line)
    moves = {"moves": {"input": most.input, "group": most.group, "share": most.share}} if most else {}
    return ({"apart": apart} if apart else {}) | moves


def _doubt(spreads: Mapping[str, float] | None) -> dict[str, Any]:
    """How far each part could be from its figure, for formulas other than the score."""
    return {"doubt": dict(spreads)} if spreads else {}


def _apart(ranking: Ranking, at: int) -> dict[str, Any] | None:
    """What would tell a line apart from the one above it."""
    if at == 0 or ranking.lines[at].parts is None:
        return None
    above = ranking.lines[at - 1]
    needed = ranking.answers_to_separate(ranking.lines[at].line, above.line)
    return {
        "from": above.line,
        "group": needed.group,
        "answers": needed.answers,
        "reason": stored(needed.reason) if needed.reason else None,
    }


def stored(sentence: Message) -> dict[str, Any]:
    """A message as JSON, to be said later in the reader's language."""
    return {"id": sentence.id, "params": dict(sentence.params)}


def said(kept: Mapping[str, Any] | None) -> Message | None:
    """The message of `stored`."""
    return Message(kept["id"], kept["params"]) if kept else None
