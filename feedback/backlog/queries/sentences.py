"""Sentences behind an improvement, as far as they may be read."""

from __future__ import annotations

from uuid import UUID

from feedback.backlog.models import Improvement
from feedback.backlog.queries.improvements import theme_ids
from feedback.insights.queries import mentions
from feedback.insights.queries.mentions import Sentences

NOTHING = Sentences((), 0)
_FEELING = {"reduce": "neg", "amplify": "pos"}


def behind(row: Improvement, limit: int, *, group_id: UUID | None = None) -> Sentences:
    """The clearest sentences that carry a theme of the improvement at its stage, with the feeling it works on."""
    themes = theme_ids(row)
    if not themes:
        return NOTHING
    feeling = _FEELING[row.direction]
    return mentions.mentions_of(
        themes, place=row.stage_id, group_id=group_id, sentiment=feeling, order="strongest", limit=limit
    )
