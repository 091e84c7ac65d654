"""How the work of the example was planned: when it is meant to start, and its check-lists."""

from __future__ import annotations

import json
from uuid import UUID

from feedback.backlog.queries import improvements
from feedback.cocreation.loading.content import FOLDER, Content, Record
from feedback.cocreation.loading.people import owner
from feedback.programme import actions as programme


def plan_work(content: Content, numbers: dict[str, UUID]) -> None:
    """Everything of `work.json`, onto the work there is; `numbers`: code of an improvement -> its id."""
    told: Record = json.loads((FOLDER / "work.json").read_text("utf-8"))
    for one in told["plans"]:
        _plan(content, numbers[one["improvement"]], one)


def _plan(content: Content, improvement_id: UUID, one: Record) -> None:
    row = improvements.improvement_with_id(improvement_id)
    if one["planned_on"]:
        planned_on = content.day(one["planned_on"])
        programme.plan(row.id, planned_on=planned_on, due_on=row.due_on, owner_id=row.owner_id, by=owner())
    lines = programme.add_checks(row.id, texts=[content.own(line["text"]) for line in one["checks"]], by=owner())
    for made, line in zip(lines, one["checks"], strict=True):
        made.done_on = content.day(line["done_on"])
        made.done_by = row.owner_id if made.done_on else None
