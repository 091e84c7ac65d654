"""What people wrote in a vote, as far as it may be read: comments beside the things, and proposals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from feedback.analysis.disclosure import Hidden, Thresholds, quotes
from feedback.db import Texts
from feedback.workshops.models import Ballot, Proposal, VoteComment, Workshop
from feedback.workshops.queries import votes as queries
from feedback.workshops.queries.counting import may_see


@dataclass(frozen=True, slots=True)
class Written:
    """Comments with the title of what they are about, or why they are kept back; and proposals."""

    comments: Sequence[tuple[Texts, VoteComment]] = ()
    kept_back: Hidden | None = None
    proposals: Sequence[Proposal] = ()


def written(workshop: Workshop, ballot: Ballot) -> Written:
    """Nothing before the count may be seen; comments from as many people on as the ballot promised."""
    if not may_see(workshop, ballot):
        return Written()
    proposals, rows = queries.proposals(workshop.id), queries.comments(workshop.id)
    if not rows:
        return Written(proposals=proposals)
    writers = len({row.participant for row in rows})
    held = quotes([row.text for row in rows], writers, Thresholds(ballot.k, ballot.k_comments))
    if isinstance(held, Hidden):
        return Written(kept_back=held, proposals=proposals)
    titles = {item.id: item.title for item in queries.items(workshop.id)}
    return Written([(titles[row.item_id], row) for row in rows], None, proposals)
