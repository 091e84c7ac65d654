"""`/api/v1/work`: decided improvements being carried out, to be, or done, as the programme's list shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask import g
from marshmallow import Schema, fields

from feedback.accounts import queries as accounts
from feedback.backlog.models import Improvement
from feedback.backlog.queries import improvements
from feedback.db import now
from feedback.errors import NotFound
from feedback.programme import queries, rules
from feedback.programme.issues import queries as issues
from feedback.programme.models import Implementation, TrackedIssue
from feedback.programme.queries.effects import by_improvement
from feedback.programme.queries.standing import Area, areas_by_id
from feedback.web.addresses import absolute
from feedback.web.api import PageArgs, api_blueprint, from_all, page, page_of, token
from feedback.web.api.fields import OneOf
from feedback.web.templating import text

blueprint = api_blueprint("work", "Decided improvements being carried out: how far each is, its parts and its days.")
UNDATED = "9999-12-31"
"""Where work without a day stands in the list: behind all that has one."""


class MilestoneSchema(Schema):
    """A dated part of the work."""

    id = fields.UUID(required=True)
    title = fields.String(required=True)
    due_on = fields.Date(required=True, allow_none=True)
    done_on = fields.Date(required=True, allow_none=True)


class CheckLineSchema(Schema):
    """A line of the check-list."""

    text = fields.String(required=True)
    done_on = fields.Date(required=True, allow_none=True)


class WorkSchema(Schema):
    """The work on one improvement."""

    improvement = fields.Integer(required=True, metadata={"description": "Its number in the organisation."})
    url = fields.URL(required=True)
    title = fields.String(required=True)
    status = fields.String(required=True, metadata={"enum": list(rules.COLUMNS)})
    owner = fields.String(required=True, allow_none=True, metadata={"description": "Who is in charge, by name."})
    area = fields.String(required=True, allow_none=True, metadata={"description": "Code of the business function."})
    due_on = fields.Date(required=True, allow_none=True)
    late = fields.Boolean(required=True, metadata={"description": "Past its day, and not done."})
    planned_on = fields.Date(required=True, allow_none=True, metadata={"description": "The day it is meant to start."})
    starts_on = fields.Date(required=True, allow_none=True, metadata={"description": "The day it started."})
    done_on = fields.Date(required=True, allow_none=True)
    percent = fields.Integer(required=True, metadata={"description": "How much is done, 0 to 100."})
    blocker = fields.String(required=True, metadata={"description": "What stands in the way; empty: nothing."})
    blocked_on = fields.Date(required=True, allow_none=True)
    milestones = fields.List(fields.Nested(MilestoneSchema), required=True)
    checks = fields.List(fields.Nested(CheckLineSchema), required=True, metadata={"description": "The check-list."})
    verdict = fields.String(
        required=True, allow_none=True, metadata={"description": "Of its effect check; null: none yet."}
    )
    issues = fields.List(fields.URL(), required=True, metadata={"description": "What was opened about it in trackers."})


class WorkArgs(PageArgs):
    """Which work."""

    status = OneOf(rules.COLUMNS)


@dataclass(frozen=True, slots=True)
class _Around:
    """What any work names by id."""

    works: Mapping[UUID, Implementation]
    verdicts: Mapping[UUID, str | None]
    opened: Mapping[UUID, Sequence[TrackedIssue]]
    areas: Mapping[UUID, Area]
    people: Mapping[UUID, str]
    today: date


@blueprint.get("/work")
@token("read")
@blueprint.asks(WorkArgs)
@blueprint.gives(200, page_of(WorkSchema))
def work(asked: dict[str, Any]) -> Any:
    """List the work, the nearest day first."""
    wanted = [row for row in queries.all_work() if asked.get("status") in {None, row.status}]
    found, around = page(asked, from_all(wanted, key=_place), key=_place), _around()
    return {**found, "items": [_shown(row, around) for row in found["items"]]}


@blueprint.get("/work/<int:number>")
@token("read")
@blueprint.gives(200, WorkSchema)
def work_on(number: int) -> Any:
    """Get the work on one improvement; not found where nobody decided that it is done."""
    row = improvements.improvement(number)
    if row.status not in queries.LISTED:
        raise NotFound()
    return _shown(row, _around())


def _place(row: Improvement) -> str:
    return f"{row.due_on or UNDATED} {row.number:010d}"


def _around() -> _Around:
    """A fixed number of reads."""
    return _Around(
        works=queries.implementations(),
        verdicts={key: one.verdict for key, one in by_improvement().items()},
        opened=issues.by_improvement(),
        areas=areas_by_id(),
        people=accounts.people(),
        today=now().date(),
    )


def _shown(row: Improvement, around: _Around) -> dict[str, Any]:
    area = around.areas.get(row.function_id) if row.function_id else None
    return {
        "improvement": row.number,
        "url": absolute("programme.implementation", organisation=g.caller.organisation, number=row.number),
        "title": text(row.title),
        "status": row.status,
        "owner": around.people.get(row.owner_id) if row.owner_id else None,
        "area": area.code if area else None,
        "due_on": row.due_on,
        "late": rules.is_late(row, around.today),
        **_progress(around.works.get(row.id)),
        "verdict": around.verdicts.get(row.id),
        "issues": [one.url for one in around.opened.get(row.id, ())],
    }


def _progress(held: Implementation | None) -> dict[str, Any]:
    if held is None:
        days = dict.fromkeys(("planned_on", "starts_on", "done_on", "blocked_on"))
        return {**days, "percent": 0, "blocker": "", "milestones": [], "checks": []}
    return {
        "planned_on": held.planned_on,
        "starts_on": held.starts_on,
        "done_on": held.done_on,
        "blocked_on": held.blocked_on,
        "percent": held.percent,
        "blocker": held.blocker,
        "milestones": held.milestones,
        "checks": held.checks,
    }
