"""Answers of the example that somebody looks after: a rule that opens cases, an open case and an answered one."""

from __future__ import annotations

from feedback.cocreation.loading.asking import Round
from feedback.cocreation.loading.content import Content, Record
from feedback.cocreation.loading.people import members, owner
from feedback.cocreation.queries import reaching as queries
from feedback.db import db
from feedback.followup.actions import alerts, cases
from feedback.followup.models import AlertRule, Case, CaseNote
from feedback.followup.rules.cases import NOTE, REPLY
from feedback.surveys.queries import surveys


def follow_up(content: Content, asked: Round) -> None:
    """Only answers to an identified survey, by people who are known."""
    rule = _rule(content)
    code = asked.surveys[content.reaching["invitation"]["questionnaire"]]
    for one in content.reaching["cases"]:
        response_id = queries.answer_like(surveys.survey(code), one["answered"])
        case = cases.open_case(response_id, reason=content.own(one["reason"]), rule=rule)
        _work_on(content, case, one)


def _rule(content: Content) -> AlertRule:
    planned = content.reaching["rule"]
    return alerts.make_rule(
        name=content.own(planned["name"]),
        kind=planned["kind"],
        wanted=planned["wanted"],
        owner_id=members()[planned["owner"]],
        due_days=planned["due_days"],
        by=owner(),
    )


def _work_on(content: Content, case: Case, one: Record) -> None:
    case.opened_at = content.ago(one["days_ago"])
    case.owner_id, case.due_on = members()[one["owner"]], content.day(one["due_on"])
    for note in one["notes"]:
        _note(content, case, note)
    if one["state"] == "closed":
        case.state, case.outcome = "closed", content.own(one["outcome"])
        case.closed_at = content.ago(one["closed_days_ago"])
    db.session.flush()


def _note(content: Content, case: Case, note: Record) -> None:
    """What was noted, or a reply that left on its day: none leaves now."""
    replied, when = note.get("reply", False), content.ago(note["days_ago"])
    row = CaseNote(case_id=case.id, kind=REPLY if replied else NOTE, text=content.own(note["text"]), written_at=when)
    row.author_id, row.sent = case.owner_id, True if replied else None
    db.session.add(row)
    if replied:
        case.answered_at = when
