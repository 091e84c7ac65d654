"""The vote of the story: held in one evening on what comes first, anonymous and closed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from uuid import UUID, uuid4

from feedback.backlog.queries import improvements
from feedback.cocreation.loading.content import FOLDER, Content, Record
from feedback.cocreation.loading.people import owner
from feedback.stakeholders.queries import groups as stakeholders
from feedback.workshops.actions import votes
from feedback.workshops.models import Workshop
from feedback.workshops.queries import votes as queries
from feedback.workshops.rules import votes as rules

FILE = "vote.json"


def hold(content: Content, numbers: Mapping[str, UUID]) -> None:
    """Open it, let everybody hand in their paper, close it; `numbers`: code of the files -> improvement."""
    told = json.loads((FOLDER / FILE).read_text("utf-8"))
    workshop = _opened(told, numbers)
    fields = dict(zip(_codes(told), (item.id.hex for item in queries.items(workshop.id)), strict=True))
    for paper in told["papers"]:
        votes.cast(workshop.id, _paper(paper, fields, content.language))
    votes.close_vote(workshop, by=owner())
    workshop.created_at, workshop.closed_at = content.moment(told["opened_on"]), content.moment(told["closed_on"])


def _opened(told: Record, numbers: Mapping[str, UUID]) -> Workshop:
    return votes.open_vote(
        title=told["title"],
        question=told["question"],
        by_rules=rules.Rules(rules.DOTS, told["dots"], told["most"]),
        things=[_thing(one, numbers) for one in told["things"]],
        groups=[_group(code, wanted) for code, wanted in told["wanted"].items()],
        by=owner(),
    )


def _codes(told: Record) -> list[str]:
    return [one if isinstance(one, str) else one["code"] for one in told["things"]]


def _thing(one: str | Record, numbers: Mapping[str, UUID]) -> rules.Thing:
    """An improvement of the story by its code, or what was only typed."""
    if isinstance(one, str):
        return rules.Thing(dict(improvements.improvement_with_id(numbers[one]).title), 0, numbers[one])
    return rules.Thing(one["title"])


def _group(code: str, wanted: int) -> Record:
    group = stakeholders.group_named(code)
    return {"code": code, "kind": group.kind, "name": dict(group.name), "wanted": wanted}


def _paper(paper: Record, fields: Mapping[str, str], lang: str) -> votes.Paper:
    chosen = {fields[code]: dots for code, dots in paper["dots"].items()}
    comments = {fields[code]: text for code, text in paper.get("comments", {}).items()}
    return votes.Paper(uuid4(), paper["group"], chosen, comments, paper.get("proposal", ""), lang)
