"""Improvements: adding, changing, moving on, deciding."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any, TypedDict, Unpack
from uuid import UUID

from feedback import events, jobs
from feedback.accounts import queries as accounts
from feedback.accounts.actions import record
from feedback.backlog.actions import carrying, linking
from feedback.backlog.models import Decision, Improvement, ImprovementTheme
from feedback.backlog.queries import improvements as queries
from feedback.backlog.queries import links as link_queries
from feedback.backlog.queries import snapshots, strategies
from feedback.backlog.rules import scope, status
from feedback.db import Texts, db, here
from feedback.errors import Conflict, NotFound, message
from feedback.insights.queries import themes as theme_queries
from feedback.journeys import queries as journeys
from feedback.names import lines, refusal, texts_of
from feedback.permissions import Access

LONGEST_TEXT = 2000
DIRECTIONS = scope.DIRECTIONS
LINKS = {"stages": "further_stage_ids", "touchpoints": "touchpoint_ids", "groups": "group_ids", "needs": "needs_ids"}
"""Kind of link -> what it is called among the fields."""
SAID = (
    *("hypothesis", "stage_id", "strategy_id", "owner_id", "due_on", "scope", "how", "strong_stage_id"),
    *("strong_group_id", "objective_id", "function_id", "cost"),
)


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
    scope: str
    how: str
    strong_stage_id: UUID | None
    strong_group_id: UUID | None
    objective_id: UUID | None
    function_id: UUID | None
    cost: int | None
    tags: Collection[str] | str
    further_stage_ids: Collection[UUID]
    touchpoint_ids: Collection[UUID]
    group_ids: Collection[UUID]
    needs_ids: Collection[UUID]


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
    _link(row, fields)
    if proposal_key is None:
        record(by, "improvement.added", f"#{row.number}")
        rank_again()
    return row


def change_improvement(improvement_id: UUID, *, by: Access | None = None, **fields: Unpack[Fields]) -> Improvement:
    """Change what is given. The direction stays: the opposite is another improvement."""
    row = queries.locked(improvement_id)
    check_standing(row)
    before = _said(row)
    _fill(row, fields)
    db.session.flush()
    _link(row, fields)
    changed = sorted(key for key, value in _said(row).items() if value != before[key])
    record(by, "improvement.changed", f"#{row.number}", {"fields": changed})
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
    carrying.fill(row, fields)


def _link(row: Improvement, fields: Fields) -> None:
    for kind, key in LINKS.items():
        if key in fields:
            linking.link(row, kind, fields[key])  # type: ignore[literal-required]


def _said(row: Improvement) -> dict[str, Any]:
    """What an improvement says of itself, for telling what a change changed."""
    links = link_queries.links(row.id)
    effort = (row.effort_low, row.effort_likely, row.effort_high)
    return {
        **{name: getattr(row, name) for name in SAID},
        **{key: getattr(links, kind) for kind, key in LINKS.items()},
        "title": dict(row.title),
        "theme_ids": queries.theme_ids(row),
        "effort": effort,
        "tags": list(row.tags),
    }


def check_standing(row: Improvement) -> None:
    """Conflict where the improvement was merged into another, which carries it on."""
    if row.merged_into_id:
        raise Conflict(message("It was merged into another improvement. Part the two first."))


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
    check_standing(row)
    before = row.status
    status.check_move(before, after)
    row.status = after
    record(by, "improvement.moved", f"#{row.number}", {"before": before, "after": after})
    rank_again()
    return row


def decide(improvement_id: UUID, *, verdict: str, reason: str, by: Access | None = None) -> Decision:
    """Record yes, no or not now, with everything it was decided on; announces it. Invalid, Conflict."""
    row = queries.locked(improvement_id)
    check_standing(row)
    after = status.after_verdict(row.status, verdict)
    status.check_reason(verdict, reason)
    decision = Decision(
        improvement_id=row.id,
        verdict=verdict,
        reason=lines(reason)[:LONGEST_TEXT],
        decided_by=by.user_id if by else None,
        frozen=snapshots.snapshot(row),
    )
    db.session.add(decision)
    row.status = after
    db.session.flush()
    record(by, "improvement.decided", f"#{row.number}", {"verdict": verdict})
    events.announce(events.ImprovementDecided(here(), row.id, verdict))
    rank_again()
    return decision
