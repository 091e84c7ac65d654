"""Linking what people said, answered and noted to what the map states."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid5

from feedback.accounts.actions import record
from feedback.db import db, find
from feedback.errors import Conflict, Invalid, NotFound, message
from feedback.evidence.models import Evidence
from feedback.insights.models import ClaimSupport, Theme
from feedback.insights.queries import linking as queries
from feedback.journeys.models import Claim
from feedback.journeys.queries import claims as claim_queries
from feedback.permissions import Access
from feedback.surveys.models import Question
from feedback.workshops.models import NoteCluster, WorkshopNote

_MODELS: Mapping[str, Any] = {
    "evidence": Evidence,
    "theme": Theme,
    "question": Question,
    "note": WorkshopNote,
    "cluster": NoteCluster,
}
SAYS = ("for", "against")


def link(claim: Claim, *, kind: str, target: UUID, says: str, by: Access | None = None) -> ClaimSupport:
    """Say that a row of evidence, a theme at the claim's stage, the answers to a question, a note of a workshop or a
    cluster of them speaks for or against a claim. Linking the same again changes which way it speaks.

    Raises:
        Invalid: no such way to speak, or a question whose answers say neither yes nor no.
        NotFound: there is no such thing. Conflict: the claim was taken back.
    """
    if says not in SAYS:
        raise Invalid(message("Choose whether it speaks for it or against it."))
    if kind not in _MODELS:
        raise NotFound()
    if claim.withdrawn_at is not None:
        raise Conflict(message("This was taken back. Claim it again instead."))
    row = find(_MODELS[kind], target)
    if kind == "question" and not queries.has_two_sides(row):
        raise Invalid(message("Only a question that people answer with yes or no can say whether something is so."))
    support = queries.support(claim.id, kind, target) or ClaimSupport(claim_id=claim.id, **{f"{kind}_id": target})
    support.says, support.linked_by = says, by.user_id if by else None
    db.session.add(support)
    db.session.flush()
    record(by, "claim.linked", f"{claim.id}:{kind}")
    return support


def unlink(claim: Claim, *, support_id: UUID, by: Access | None = None) -> None:
    """Take a link away; NotFound where it is none of this claim's."""
    row = find(ClaimSupport, support_id)
    if row.claim_id != claim.id:
        raise NotFound()
    db.session.delete(row)
    record(by, "claim.unlinked", str(claim.id))


def answers_to(questionnaire_id: UUID, version_id: UUID) -> int:
    """Link the questions of a version that were made to check claims to these claims; how many are linked by it.

    Called when a survey of it opens. Answers to such a question say both how many confirm and how many refute.
    """
    asked = queries.questions_by_identity(version_id)
    linked = 0
    for claim in claim_queries.claims():
        question_id = asked.get(uuid5(questionnaire_id, queries.question_name(claim.id)))
        if question_id and queries.support(claim.id, "question", question_id) is None:
            db.session.add(ClaimSupport(claim_id=claim.id, question_id=question_id, says="for"))
            linked += 1
    db.session.flush()
    return linked
