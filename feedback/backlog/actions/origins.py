"""Drafting an improvement from a moment, a gap, or what a workshop wrote."""

from __future__ import annotations

from feedback.backlog.actions import improvements
from feedback.backlog.models import Improvement, ImprovementOrigin
from feedback.backlog.queries import origins as queries
from feedback.backlog.rules.origins import Draft
from feedback.db import Texts, db
from feedback.permissions import Access


def came_from(row: Improvement, *, kind: str, key: str, words: Texts) -> ImprovementOrigin:
    """Note what an improvement comes from; `words` is what that was called."""
    origin = ImprovementOrigin(improvement_id=row.id, kind=kind, key=key, words=words)
    db.session.add(origin)
    db.session.flush()
    return origin


def draft(wish: Draft, *, by: Access | None = None) -> Improvement:
    """The improvement drafted from a thing; once is enough."""
    if (there := queries.of_key(wish.key)) is not None:
        return there
    made = improvements.add_improvement(
        direction=wish.direction,
        title=dict(wish.title),
        hypothesis=wish.hypothesis,
        stage_id=wish.stage,
        how=wish.how,
        by=by,
    )
    came_from(made, kind=wish.kind, key=wish.key, words=dict(wish.title))
    return made
