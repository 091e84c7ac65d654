"""Improvements: adding, changing, moving on, deciding."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any, TypedDict, Unpack
from uuid import UUID

from feedback import events, jobs
from feedback.accounts import queries as accounts
from feedback.accounts.actions import record
from feedback.backlog.models import Decision, Improvement, ImprovementTheme
from feedback.backlog.queries import improvements as queries
from feedback.backlog.queries import rankings, strategies
from feedback.backlog.rules import status
from feedback.db import Texts, db, here, iso
from feedback.errors import NotFound, message
from feedback.insights.queries import themes as theme_queries
from feedback.journeys import queries as journeys
from feedback.names import lines, refusal, texts_of
from feedback.permissions import Access

LONGEST_TEXT = 2000
DIRECTIONS = ("reduce", "amplify")


def rank_again() -> None:
    """Have the order computed anew after this transaction; many changes at once make one job."""
    jobs.add("backlog.rank", organisation_id=here(), key=f"rank:{here()}")


class Fields(TypedDict, total=False):
    """What a person may write about an improvement; `effort` is person-days at best, most likely, at worst."""

    title: Texts
    hypothesis: str
    stage_id: UUID | None
    theme_ids: Collection[UUID]
    strategy_id: UUID | None
    owner_id: UUID | None
    due_on: date | None
    effort: tuple[float, float, float] | None


def add_improvement(
    *, direction: str, proposal_key: str | None = None, by: Access | None = None, **fields: Unpack[Fields]
) -> Improvement:
    """A new improvement with the next number: open where somebody adds it, proposed where the analysis does."""
    row = Improvement(
        number=queries.next_number(),
        status=status.PROPOSED if proposal_key else status.OPEN,
        direction=_direction(direction),
        proposal_key=proposal_key,
        title={},
    )
    _fill(row, {"title": {}, **fields})
    db.session.add(row)
    db.session.flush()
    if proposal_key is None:
        record(by, "improvement.added", f"#{row.number}")
        rank_again()
    return row


def change_improvement(improvement_id: UUID, *, by: Access | None = None, **fields: Unpack[Fields]) -> Improvement:
    """Change what is given. The direction stays: the opposite is another improvement."""
    row = queries.locked(improvement_id)
    _fill(row, fields)
    record(by, "improvement.changed", f"#{row.number}")
    rank_again()
    return row


def _fill(row: Improvement, fields: Fields) -> None:
    if "title" in fields:
        row.title = texts_of("title", fields["title"])
    if "hypothesis" in fields:
        row.hypothesis = lines(fields["hypothesis"])[:LONGEST_TEXT]
    if "stage_id" in fields:
        row.stage_id = journeys.stage(fields["stage_id"]).id if fields["stage_id"] else None
    if "strategy_id" in fields:
        row.strategy_id = strategies.strategy(fields["strategy_id"]).id if fields["strategy_id"] else None
    if "theme_ids" in fields:
        _set_themes(row, fields["theme_ids"])
    _fill_plan(row, fields)


def _fill_plan(row: Improvement, fields: Fields) -> None:
    if "owner_id" in fields:
        row.owner_id = _member(fields["owner_id"])
    if "due_on" in fields:
        row.due_on = fields["due_on"]
    if "effort" in fields:
        effort = fields["effort"] or (None, None, None)
        status.check_effort(*effort)
        row.effort_low, row.effort_likely, row.effort_high = effort


def _direction(given: str) -> str:
    if given not in DIRECTIONS:
        raise refusal("direction", message("Choose whether it reduces a pain or amplifies what delights."))
    return given


def _member(user_id: UUID | None) -> UUID | None:
    if user_id is not None and user_id not in accounts.people():
        raise refusal("owner", message("Choose a member of the organisation."))
    return user_id


def _set_themes(row: Improvement, theme_ids: Collection[UUID]) -> None:
    wanted = set(theme_ids)
    if len(theme_queries.by_id(wanted)) < len(wanted):
        raise NotFound()
    kept = {link.holder_id: link for link in row.themes}
    row.themes = [kept.get(theme_id) or ImprovementTheme(theme_id=theme_id) for theme_id in sorted(wanted, key=str)]


def move(improvement_id: UUID, after: str, *, by: Access | None = None) -> Improvement:
    """Let the improvement stand elsewhere, as the rules allow without a decision; Conflict."""
    row = queries.locked(improvement_id)
    before = row.status
    status.check_move(before, after)
    row.status = after
    record(by, "improvement.moved", f"#{row.number}", {"before": before, "after": after})
    rank_again()
    return row


def decide(improvement_id: UUID, *, verdict: str, reason: str, by: Access | None = None) -> Decision:
    """Record yes, no or not now, with everything it was decided on; announces it. Invalid, Conflict."""
    row = queries.locked(improvement_id)
    after = status.after_verdict(row.status, verdict)
    status.check_reason(verdict, reason)
    decision = Decision(
        improvement_id=row.id,
        verdict=verdict,
        reason=lines(reason)[:LONGEST_TEXT],
        decided_by=by.user_id if by else None,
        frozen=_frozen(row),
    )
    db.session.add(decision)
    row.status = after
    db.session.flush()
    record(by, "improvement.decided", f"#{row.number}", {"verdict": verdict})
    events.announce(events.ImprovementDecided(here(), row.id, verdict))
    rank_again()
    return decision


def _frozen(row: Improvement) -> dict[str, Any]:
    """Score, inputs and weights as they stood: what explains the decision years later."""
    inputs = {
        "title": dict(row.title),
        "direction": row.direction,
        "stage": row.stage_id.hex if row.stage_id else None,
        "themes": sorted(link.theme_id.hex for link in row.themes),
        "effort": [row.effort_low, row.effort_likely, row.effort_high] if row.effort_low else None,
        "status": row.status,
    }
    return {"inputs": inputs, **_frozen_order(row)}


def _frozen_order(row: Improvement) -> dict[str, Any]:
    ranking, score = rankings.newest(), rankings.score(row.id)
    if ranking is None:
        return {"ranking": None, "score": None}
    order = {
        "made_at": iso(ranking.made_at),
        "run": ranking.run_id.hex if ranking.run_id else None,
        "weights_name": ranking.weights_name,
        "weights": dict(ranking.weights),
        "seed": ranking.seed,
        "draws": ranking.draws,
    }
    if score is None:
        return {"ranking": order, "score": None}
    names = ("value", "rank", "rank_low", "rank_high", "tier", "people", "parts", "groups")
    return {"ranking": order, "score": {name: getattr(score, name) for name in names}}
