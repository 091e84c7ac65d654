"""`/api/v1/issues`: what was sent to trackers about the work, and how it stood there when it was last looked at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields

from feedback.accounts.trackers.rules import KINDS
from feedback.accounts.trackers.rules.answers import reason_label
from feedback.backlog.queries import improvements
from feedback.programme.issues import queries
from feedback.programme.issues.rules import CLOSED, FAILED, OPEN, OPENED, WAITING
from feedback.programme.models import TrackedIssue
from feedback.web.api import PageArgs, api_blueprint, from_all, page, page_of, token
from feedback.web.api.fields import OneOf
from feedback.web.templating import say

blueprint = api_blueprint("issues", "Issues opened in GitHub, GitLab and Jira about the work on improvements.")
STATES = (WAITING, OPENED, FAILED)


class TrackedIssueSchema(Schema):
    """An issue about an improvement."""

    id = fields.UUID(required=True)
    improvement = fields.Integer(required=True, metadata={"description": "Number of what it is about."})
    tracker = fields.String(required=True, metadata={"enum": list(KINDS)})
    project = fields.String(required=True)
    title = fields.String(required=True)
    state = fields.String(required=True, metadata={"enum": list(STATES)})
    why = fields.String(
        required=True, allow_none=True, metadata={"description": "Why the last try did not open it, in a sentence."}
    )
    key = fields.String(
        required=True, allow_none=True, metadata={"description": "What the tracker calls it, such as #12 or KEY-12."}
    )
    url = fields.URL(required=True, allow_none=True)
    created_at = fields.AwareDateTime(required=True)
    opened_at = fields.AwareDateTime(required=True, allow_none=True)
    there = fields.String(
        required=True,
        allow_none=True,
        metadata={"enum": [OPEN, CLOSED, None], "description": "How it stood there when it was last looked at."},
    )
    there_at = fields.AwareDateTime(required=True, allow_none=True)


class IssueArgs(PageArgs):
    """Which issues."""

    state = OneOf(STATES)


@blueprint.get("/issues")
@token("read")
@blueprint.asks(IssueArgs)
@blueprint.gives(200, page_of(TrackedIssueSchema))
def issues(asked: dict[str, Any]) -> Any:
    """List the issues, the oldest first."""
    wanted = [one for one in queries.all_issues() if asked.get("state") in {None, one.state}]
    found = page(asked, from_all(wanted, key=_place), key=_place)
    numbers = {row.id: row.number for row in improvements.all_improvements()}
    return {**found, "items": [_shown(one, numbers) for one in found["items"]]}


def _place(row: TrackedIssue) -> str:
    return f"{row.created_at.isoformat(timespec='microseconds')} {row.id}"


def _shown(row: TrackedIssue, numbers: Mapping[UUID, int]) -> dict[str, Any]:
    return {
        "id": row.id,
        "improvement": numbers[row.improvement_id],
        "tracker": row.tracker.kind,
        "project": row.tracker.project,
        "title": row.title,
        "state": row.state,
        "why": say(reason_label(row.reason)) if row.reason and row.state != OPENED else None,
        "key": row.key or None,
        "url": row.url or None,
        "created_at": row.created_at,
        "opened_at": row.opened_at,
        "there": row.there or None,
        "there_at": row.there_at,
    }
