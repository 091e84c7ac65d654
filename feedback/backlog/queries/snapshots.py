"""What a decision was made on, and the same as it stands now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from feedback.backlog.models import Decision, Improvement, Ranking, Score
from feedback.backlog.queries import links, objectives, rankings, sentences
from feedback.db import iso

SCORE = ("value", "rank", "rank_low", "rank_high", "tier", "people", "parts", "groups")


def snapshot(row: Improvement) -> dict[str, Any]:
    """Score, inputs, weights and evidence as they stand: what explains the decision years later.

    Of sentences only their number is kept: what somebody wrote stays in its answer, where it can still be erased.
    """
    return {
        "inputs": _inputs(row),
        "evidence": {"sentences": sentences.behind(row, 0).total},
        **order(rankings.newest(), rankings.score(row.id)),
    }


def _inputs(row: Improvement) -> dict[str, Any]:
    linked, objective = links.links(row.id), objectives.objective(row.objective_id) if row.objective_id else None
    return {
        "title": dict(row.title),
        "direction": row.direction,
        "stage": row.stage_id.hex if row.stage_id else None,
        "themes": sorted(link.theme_id.hex for link in row.themes),
        "effort": [row.effort_low, row.effort_likely, row.effort_high] if row.effort_low else None,
        "status": row.status,
        "scope": row.scope,
        "how": row.how,
        "cost": row.cost,
        "objective": dict(objective.name) if objective else None,
        "needs": sorted(one.hex for one in linked.needs),
        "groups": sorted(one.hex for one in linked.groups),
    }


def order(ranking: Ranking | None, score: Score | None) -> dict[str, Any]:
    """A ranking and a place in it, as a decision keeps them."""
    if ranking is None:
        return {"ranking": None, "score": None}
    kept = {
        "made_at": iso(ranking.made_at),
        "run": ranking.run_id.hex if ranking.run_id else None,
        "weights_name": ranking.weights_name,
        "weights": dict(ranking.weights),
        "seed": ranking.seed,
        "draws": ranking.draws,
    }
    return {"ranking": kept, "score": {name: getattr(score, name) for name in SCORE} if score else None}


@dataclass(frozen=True)
class Beside:
    """One group: how many people raised it of how many heard, then and now; None where it was or is not shown."""

    code: str
    then: tuple[int, int] | None
    now: tuple[int, int] | None


@dataclass(frozen=True)
class Comparison:
    """A decision's figures beside today's; ranks, people and sentences as (then, now), None where there is none."""

    decision: Decision
    rank: tuple[int | None, int | None]
    people: tuple[int | None, int | None]
    sentences: tuple[int | None, int | None]
    groups: list[Beside]


def compared(decision: Decision, score: Score | None, sentences_now: int) -> Comparison:
    """What a decision was made on beside what is known now. Both passed the disclosure rule when they were computed."""
    then: Mapping[str, Any] = decision.frozen.get("score") or {}
    read = (decision.frozen.get("evidence") or {}).get("sentences")
    return Comparison(
        decision,
        rank=(then.get("rank"), score.rank if score else None),
        people=(then.get("people"), score.people if score else None),
        sentences=(read, sentences_now),
        groups=_groups(then.get("groups") or {}, score.groups if score else {}),
    )


def _groups(then: Mapping[str, Any], now: Mapping[str, Any]) -> list[Beside]:
    return [Beside(code, _raised(then.get(code)), _raised(now.get(code))) for code in sorted({*then, *now})]


def _raised(parts: Mapping[str, Any] | None) -> tuple[int, int] | None:
    if not parts or "hidden" in parts:
        return None
    return parts["raised"], parts["n"]
