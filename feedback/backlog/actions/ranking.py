"""Keeping proposals and the order of the backlog as the analysis gives them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert

from feedback.accounts import queries as accounts
from feedback.accounts.actions import record
from feedback.backlog.actions.improvements import add_improvement, rank_again
from feedback.backlog.models import Improvement, Ranking, RankingSheet, Score
from feedback.backlog.queries import evidence, rankings
from feedback.backlog.queries import improvements as queries
from feedback.backlog.rules import ordering, proposing, scope, status, titles
from feedback.db import Texts, db, here
from feedback.insights.queries import themes as theme_queries
from feedback.journeys import queries as journeys

KEPT_RANKINGS = 20
"""Older rankings are dropped: decisions carry what they were decided on."""
EQUAL = "equal"
"""Name of the weights where nobody chose any."""


def propose(voices: Sequence[proposing.Voice]) -> list[Improvement]:
    """Add the improvements that these voices ask for and nothing covers yet; withdraw untouched ones nobody says.

    Doing it again with the same voices changes nothing.
    """
    rows = queries.all_improvements()
    standing = [row for row in rows if row.merged_into_id is None]
    waiting = [row for row in standing if row.status == status.PROPOSED and row.proposal_key]
    gone = _withdrawn(waiting, voices, keep={row.merged_into_id for row in rows})
    kept = [row for row in rows if row not in gone]
    chosen = proposing.fresh(proposing.proposals(voices), _covers(kept), _count(row for row in waiting if row in kept))
    made = _add_all(chosen)
    for row in gone:
        record(None, "improvement.withdrawn", f"#{row.number}")
        db.session.delete(row)
    rank_again()
    return made


def _covers(rows: Collection[Improvement]) -> list[proposing.Cover]:
    return [_cover(row) for row in rows]


def _cover(row: Improvement) -> proposing.Cover:
    return proposing.Cover(row.direction, row.stage_id, queries.theme_ids(row))


def _count(rows: Any) -> dict[str, int]:
    found: dict[str, int] = {}
    for row in rows:
        found[row.direction] = found.get(row.direction, 0) + 1
    return found


def _withdrawn(
    rows: Sequence[Improvement], voices: Sequence[proposing.Voice], keep: Collection[UUID | None]
) -> list[Improvement]:
    touched = set(keep) | queries.touched()
    quiet = [row for row in rows if row.id not in touched and _untouched(row)]
    return [row for row in quiet if not proposing.still_heard(voices, _cover(row))]


def _untouched(row: Improvement) -> bool:
    """Nobody wrote anything into it. A decision moves it on from proposed, so those are not asked."""
    plain = row.scope == scope.STEPS and row.cost is None
    written = (row.hypothesis, row.owner_id, row.due_on, row.effort_low, row.strategy_id, row.objective_id)
    return plain and not any((*written, row.function_id, row.tags, row.how))


def _add_all(chosen: Sequence[proposing.Proposal]) -> list[Improvement]:
    book, languages = theme_queries.codebook(), accounts.organisation().languages
    themes = theme_queries.by_id([proposal.theme for proposal in chosen])
    stages = {stage.id: stage.name for stage in journeys.all_stages()}
    made = []
    for proposal in chosen:
        theme, stage = themes[proposal.theme], stages[proposal.stage] if proposal.stage else None
        own = evidence.titles_of(theme, book).get(proposal.direction)
        made.append(_add(proposal, titles.title(proposal.direction, theme.names, own, stage, languages)))
    return made


def _add(proposal: proposing.Proposal, title: Texts) -> Improvement:
    return add_improvement(
        title=title,
        direction=proposal.direction,
        stage_id=proposal.stage,
        theme_ids=[proposal.theme],
        proposal_key=proposal.key,
    )


def keep_order(
    places: Sequence[ordering.Place],
    *,
    sheet: bytes,
    run_id: UUID | None,
    weights_name: str,
    weights: Mapping[str, float],
    seed: int,
    draws: int,
) -> Ranking:
    """Keep one computation of the order; lines that are gone meanwhile are left out.

    `sheet` are the figures that answer questions about it; those of earlier ones are not asked any more.
    """
    ranking = Ranking(run_id=run_id, weights_name=weights_name, weights=dict(weights), seed=seed, draws=draws)
    db.session.add(ranking)
    db.session.flush()
    known = {evidence.line_key(row.number): row.id for row in queries.improvements()}
    scores = [_score(ranking.id, known[place.key], place) for place in places if place.key in known]
    if scores:
        db.session.execute(insert(Score), scores)
    db.session.execute(delete(RankingSheet))
    db.session.add(RankingSheet(ranking_id=ranking.id, body=sheet))
    db.session.execute(delete(Ranking).where(Ranking.id.in_(rankings.old_rankings(KEPT_RANKINGS))))
    return ranking


def _score(ranking_id: UUID, improvement_id: UUID, place: ordering.Place) -> dict[str, Any]:
    return {
        "organisation_id": here(),
        "ranking_id": ranking_id,
        "improvement_id": improvement_id,
        "value": place.value,
        "rank": place.rank,
        "rank_low": place.rank_low,
        "rank_high": place.rank_high,
        "tier": place.tier,
        "people": place.people,
        "parts": place.parts,
        "groups": place.groups,
    }
