"""From a proposal of a vote to an improvement."""

from __future__ import annotations

from uuid import UUID

from feedback.accounts.queries import organisation
from feedback.backlog.actions.improvements import add_improvement
from feedback.backlog.models import Improvement
from feedback.backlog.queries import improvements as queries
from feedback.backlog.rules.titles import cut
from feedback.names import one_line
from feedback.permissions import Access
from feedback.workshops.actions import votes
from feedback.workshops.queries import votes as proposals


def improve(workshop_id: UUID, proposal_id: UUID, *, by: Access | None = None) -> Improvement:
    """An improvement in the words of the proposal, to be made one's own; once is enough. NotFound."""
    proposal = proposals.proposal(workshop_id, proposal_id)
    if proposal.improvement_id is not None:
        return queries.improvement_with_id(proposal.improvement_id)
    title = {organisation().languages[0]: cut(one_line(proposal.text))}
    row = add_improvement(direction="reduce", title=title, hypothesis=proposal.text, by=by)
    votes.became(proposal, row.id)
    return row
