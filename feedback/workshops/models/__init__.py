"""Workshops: who takes part, the notes they leave, and what they vote."""

from __future__ import annotations

from feedback.workshops.models.notes import NoteCluster, Workshop, WorkshopNote
from feedback.workshops.models.votes import Ballot, Proposal, Vote, VoteComment, VoteItem

__all__ = ["Ballot", "NoteCluster", "Proposal", "Vote", "VoteComment", "VoteItem", "Workshop", "WorkshopNote"]
