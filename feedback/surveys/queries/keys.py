"""What the figures of a survey are called in its releases."""

from __future__ import annotations

from uuid import UUID

RESPONSES, QUESTIONS, COMMENTS, STAGES, CUTS = "responses", "questions", "comments", "stages", "cuts"
"""Kinds of figures in a release of a survey."""
ALL = "all"
"""Key of the one figure of its kind: how many answered."""


def stage_key(stage_id: UUID, measure: str) -> str:
    return f"{stage_id}/{measure}"


def question_key(question_id: str, part: str = "") -> str:
    """A question, or one row of a matrix or half of a pair."""
    return f"{question_id}/{part}" if part else question_id


def cut_key(question_id: str, by: str) -> str:
    """A question among those who gave each answer to the question `by`."""
    return f"{question_id}/{by}"


def figure_key(kind: str, key: str) -> str:
    """One figure in the history of a release."""
    return f"{kind}:{key}"
