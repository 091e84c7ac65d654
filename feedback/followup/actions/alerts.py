"""Alert rules: made, changed, paused, removed; and the cases they open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from feedback.accounts import queries as accounts
from feedback.accounts.actions import record
from feedback.db import db, now
from feedback.errors import message
from feedback.followup.actions.cases import open_case
from feedback.followup.models import AlertMark, AlertRule
from feedback.followup.queries import alerts as queries
from feedback.followup.queries import cases
from feedback.followup.rules import alerts as rules
from feedback.followup.rules.alerts import Said
from feedback.insights.queries import themes
from feedback.journeys import queries as journeys
from feedback.names import line_of, refusal
from feedback.permissions import Access


def make_rule(
    *,
    name: str,
    kind: str,
    wanted: Mapping[str, Any],
    stage_code: str = "",
    owner_id: UUID | None = None,
    due_days: int = 2,
    by: Access | None = None,
) -> AlertRule:
    """From now on open a case from every identified answer that fits; Invalid."""
    row = AlertRule(id=uuid4(), kind=rules.check_kind(kind))
    _fill(row, name, wanted, stage_code, owner_id, due_days)
    db.session.add(row)
    db.session.flush()
    record(by, "alert.made", row.name)
    return row


def change_rule(
    rule_id: UUID,
    *,
    name: str,
    wanted: Mapping[str, Any],
    stage_code: str = "",
    owner_id: UUID | None = None,
    due_days: int = 2,
    by: Access | None = None,
) -> AlertRule:
    """The rule as it is now looks at answers from now on; Invalid, NotFound."""
    row = queries.rule(rule_id)
    _fill(row, name, wanted, stage_code, owner_id, due_days)
    row.since = now()
    record(by, "alert.changed", row.name)
    return row


def _fill(
    row: AlertRule, name: str, wanted: Mapping[str, Any], stage_code: str, owner_id: UUID | None, due_days: int
) -> None:
    row.name = line_of("name", name)
    row.wanted = checked(row.kind, wanted)
    if stage_code and journeys.stage_with_code(stage_code) is None:
        raise refusal("stage", message("Choose a stage."))
    row.stage_code = stage_code
    if owner_id is not None and owner_id not in accounts.people():
        raise refusal("owner", message("Choose a member of the organisation."))
    row.owner_id, row.due_days = owner_id, rules.days_of(due_days)


def checked(kind: str, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """What a rule of this kind wants, cleaned; Invalid."""
    if kind == rules.SCORE:
        return rules.score_of(wanted.get("kind", ""), wanted.get("at_most"))
    if kind == rules.WORDS:
        return rules.words_of("\n".join(wanted.get("words", ())))
    theme = themes.with_code(str(wanted.get("theme", "")))
    if theme is None:
        raise refusal("theme", message("Choose a theme."))
    return {"theme": theme.code, "negative": bool(wanted.get("negative"))}


def pause(rule_id: UUID, *, by: Access | None = None) -> AlertRule:
    """Let the rule rest; what is answered meanwhile it never looks at."""
    row = queries.rule(rule_id)
    row.active = False
    record(by, "alert.paused", row.name)
    return row


def resume(rule_id: UUID, *, by: Access | None = None) -> AlertRule:
    """Look at what is answered from now on."""
    row = queries.rule(rule_id)
    if not row.active:
        row.active, row.since = True, now()
        record(by, "alert.resumed", row.name)
    return row


def remove(rule_id: UUID, *, by: Access | None = None) -> AlertRule:
    """Take the rule away; the cases it opened stay."""
    row = queries.rule(rule_id)
    row.active, row.retired_at = False, now()
    record(by, "alert.removed", row.name)
    return row


def open_cases(found: Iterable[tuple[AlertRule, Said]]) -> int:
    """A case for each answer whose author may be asked back, once per answer; how many were opened."""
    due = [(rule, said) for rule, said in found if said.may_ask_back]
    known, people = cases.cases_of([said.response_id for _, said in due]), accounts.people()
    opened = 0
    for rule, said in due:
        if said.response_id in known:
            continue
        owner_id = rule.owner_id if rule.owner_id in people else None
        until = now().date() + timedelta(days=rule.due_days)
        known[said.response_id] = open_case(
            said.response_id, reason=rule.name, owner_id=owner_id, due_on=until, rule=rule
        ).id
        opened += 1
    return opened


def fitting(active: Sequence[AlertRule], given: Iterable[tuple[datetime, Said]]) -> list[tuple[AlertRule, Said]]:
    """Each answer with the first rule that it fits, of those that were there when it was given."""
    found = []
    for moment, said in given:
        first = next((rule for rule in active if rule.since <= moment and rules.fits(rule, said)), None)
        if first is not None:
            found.append((first, said))
    return found


def keep_mark(survey_id: UUID, moment: datetime) -> None:
    """The answers of this survey were looked at until then."""
    row = queries.mark(survey_id)
    if row is None:
        db.session.add(AlertMark(survey_id=survey_id, looked_until=moment))
    elif row.looked_until < moment:
        row.looked_until = moment
