"""What follows from the answers: strategies, improvements and decisions on them, work, and what people were told."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from feedback import jobs
from feedback.backlog.actions import improvements as backlog
from feedback.backlog.actions import strategies
from feedback.cocreation.loading import carrying, checking, dating, planning, voting
from feedback.cocreation.loading.content import Content, Record
from feedback.cocreation.loading.people import members, owner
from feedback.cocreation.queries import loading as queries
from feedback.db import here
from feedback.insights.queries import themes
from feedback.journeys import queries as journeys
from feedback.programme import actions as programme
from feedback.programme.actions import calendars
from feedback.programme.queries import publishing
from feedback.programme.rules.calendars import EVERYTHING
from feedback.stakeholders.queries import groups as stakeholders

STARTED = ("in_progress", "done")
Numbers = dict[str, UUID]
"""Code of the files -> id of the improvement here."""


def plan(content: Content) -> Numbers:
    """Strategies with their shared points, and the improvements with what they lean on; nothing is decided yet.

    The list of the story is what its team kept of what was proposed to it: the proposals of the run just done are not
    asked for. Whoever looks at the example gets them with the next run.
    """
    for job_id in queries.proposing():
        jobs.cancel(job_id, here())
    known = {theme.code: theme.id for theme in themes.themes()}
    held = {one["code"]: _strategy(content, one, known) for one in content.backlog["strategies"]}
    numbers = {one["code"]: _improvement(content, one, known, held) for one in content.backlog["improvements"]}
    carrying.carry(content, numbers)
    return numbers


def _strategy(content: Content, one: Record, known: dict[str, UUID]) -> UUID:
    found = [known[code] for code in one["themes"] if code in known]
    return strategies.add_strategy(name=one["name"], what=content.own(one["what"]), theme_ids=found, by=owner()).id


def _improvement(content: Content, one: Record, known: dict[str, UUID], held: dict[str, UUID]) -> UUID:
    found = [known[code] for code in one["themes"] if code in known]
    stage = journeys.stage_named(one["stage"])
    made = backlog.add_improvement(
        direction=one["direction"],
        proposal_key=_proposal_key(one, stage.id, found),
        title=one["title"],
        hypothesis=content.own(one["hypothesis"]),
        stage_id=stage.id,
        theme_ids=found,
        strategy_id=held[one["strategy"]] if one["strategy"] else None,
        owner_id=_member(one["owner"]),
        due_on=content.day(one["due_on"]),
        effort=tuple(one["effort"]) if one["effort"] else None,
        by=owner(),
    )
    return made.id


def _proposal_key(one: Record, stage_id: UUID, found: list[UUID]) -> str | None:
    """What the story calls proposed stands as if the analysis had proposed it."""
    if one["status"] != "proposed" or not found:
        return None
    return f"{one['direction']}:{stage_id.hex}:{found[0].hex}"


def _member(email: str | None) -> Any:
    return members()[email] if email else None


def carry_on(content: Content, numbers: Numbers) -> None:
    """Decide, start, report, finish and tell, as far as the story goes."""
    checking.register(content, numbers)
    for one in content.backlog["improvements"]:
        _decide(content, numbers[one["code"]], one)
        if one["status"] in STARTED:
            _work(content, numbers[one["code"]], one)
    for notice in content.backlog["notices"]:
        _tell(content, numbers[notice["improvement"]], notice)
    planning.plan_work(content, numbers)
    calendars.make_address(owner().user_id, reach=EVERYTHING)
    checking.judge(content, numbers)
    voting.hold(content, numbers)


def _decide(content: Content, improvement_id: UUID, one: Record) -> None:
    for decision in one["decisions"]:
        reason = content.own(decision["reason"])
        made = backlog.decide(improvement_id, verdict=decision["verdict"], reason=reason, by=owner())
        dating.decision(made, content.moment(decision["decided_on"]))


def _work(content: Content, improvement_id: UUID, one: Record) -> None:
    work = one["implementation"]
    begun = programme.start(improvement_id, by=owner())
    begun.starts_on = content.day(work["starts_on"])
    for part in work["milestones"]:
        due_on = content.day(part["due_on"])
        made = programme.add_milestone(improvement_id, title=content.own(part["title"]), due_on=due_on, by=owner())
        made.done_on = content.day(part["done_on"])
    if work["done_on"]:
        programme.finish(improvement_id, on=content.day(work["done_on"]), by=owner())
    else:
        blocker = content.own(work["blocker"])
        programme.report(improvement_id, percent=work["percent"], blocker=blocker, by=owner())


def _tell(content: Content, improvement_id: UUID, notice: Record) -> None:
    texts = {"heard": notice["heard"], "answer": notice["answer"]}
    groups = [stakeholders.group_named(code).id for code in notice["groups"]]
    made = programme.draft_notice(improvement_id, kind=notice["kind"], groups=groups, **texts, by=owner())
    checked = publishing.checked(made.id)
    programme.publish(made.id, checked=checked, by=owner()).published_at = content.moment(notice["published_on"])
