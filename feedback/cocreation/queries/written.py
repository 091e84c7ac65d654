"""Every text that members wrote about people and that can still be changed, with when it was changed last.

Nothing of a respondent, of a workshop's participants or of a file is read, and nobody's name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from sqlalchemy import func, select

from feedback.accounts.models import AuditEntry
from feedback.backlog.models import Improvement, Strategy
from feedback.backlog.rules import status
from feedback.cocreation.models import Cycle
from feedback.cocreation.texts import Thing, Written, texts_of
from feedback.db import db
from feedback.errors import message
from feedback.evidence.models import Evidence
from feedback.evidence.rules import OWN_WORDS
from feedback.followup.models import Case, CaseNote
from feedback.journeys import queries as journeys
from feedback.permissions import Permission
from feedback.programme.models import Notice
from feedback.stakeholders.models import StakeholderGroup
from feedback.surveys.models import Questionnaire
from feedback.surveys.reading import loads
from feedback.workshops.models import Workshop

MOST_NOTES = 2000
"""The newest notes that are looked at."""
_CHANGING = (
    "group.created",
    "group.changed",
    "improvement.added",
    "improvement.changed",
    "strategy.changed",
    "notice.changed",
    "cycle.changed",
)
Times = Mapping[tuple[str, str], datetime]


def written() -> list[Written]:
    """Every text, place by place. A fixed number of reads, however many there are."""
    times = _times()
    return [
        *_questionnaires(),
        *_map(),
        *_groups(times),
        *_notes(),
        *_workshops(),
        *_improvements(times),
        *_strategies(times),
        *_cases(),
        *_notices(times),
        *_cycles(times),
    ]


def _times() -> Times:
    """(kind of thing, its subject in the log) -> when it was last changed."""
    newest = (
        select(AuditEntry.act, AuditEntry.subject, func.max(AuditEntry.at))
        .where(AuditEntry.act.in_(_CHANGING))
        .group_by(AuditEntry.act, AuditEntry.subject)
    )
    found: dict[tuple[str, str], datetime] = {}
    for act, subject, at in db.session.execute(newest):
        key = (act.partition(".")[0], subject)
        found[key] = max(at, found.get(key, at))
    return found


def _questionnaires() -> Iterator[Written]:
    columns = (Questionnaire.code, Questionnaire.draft, Questionnaire.changed_at)
    rows = db.session.execute(
        select(*columns).where(Questionnaire.archived_at.is_(None)).order_by(Questionnaire.changed_at.desc())
    )
    for code, draft, changed in rows:
        read = loads(draft)
        about = dict(read.title.by_language)
        thing = Thing(
            "questionnaires", about, changed, "questionnaires.design", {"code": code}, Permission.EDIT_SURVEYS
        )
        for texts, kind in texts_of(read):
            yield from thing.texts(dict(texts.by_language), kind)


def _map() -> Iterator[Written]:
    if (journey := journeys.journey()) is None:
        return
    edit = Permission.EDIT_JOURNEY
    yield from Thing("map", journey.name, None, "journeys.name", {}, edit).texts(journey.name)
    for stage in journeys.stages():
        drawn = Thing("map", stage.name, None, "stages.edit", {"stage_id": stage.id}, edit)
        yield from drawn.texts(stage.name)
        yield from drawn.texts(stage.goal)
        for touchpoint in stage.touchpoints:
            values = {"stage_id": stage.id, "touchpoint_id": touchpoint.id}
            contact = Thing("map", stage.name, None, "touchpoints.edit", values, edit)
            yield from contact.texts(touchpoint.name)


def _groups(times: Times) -> Iterator[Written]:
    rows = db.session.scalars(
        select(StakeholderGroup)
        .where(StakeholderGroup.archived_at.is_(None))
        .order_by(StakeholderGroup.position, StakeholderGroup.code)
    )
    for row in rows:
        changed, values = times.get(("group", row.code)), {"group_id": row.id}
        yield from Thing("groups", row.name, changed, "stakeholders.edit", values, Permission.EDIT_GROUPS).texts(
            row.name
        )


def _notes() -> Iterator[Written]:
    """Notes typed here about what was seen: what people outside said is never looked at, and no file."""
    wanted = select(Evidence).where(Evidence.import_id.is_(None), Evidence.kind.in_(OWN_WORDS))
    for row in db.session.scalars(wanted.order_by(Evidence.created_at.desc(), Evidence.id).limit(MOST_NOTES)):
        about = message("Note")
        thing = Thing("notes", about, row.created_at, "evidence.item", {"evidence_id": row.id}, Permission.VIEW)
        yield thing.text(row.text, row.lang or "", "note")


def _workshops() -> Iterator[Written]:
    """What the organisation asks there; the notes are the participants' own."""
    for row in db.session.scalars(select(Workshop).order_by(Workshop.created_at.desc(), Workshop.id)):
        values, lead = {"workshop_id": row.id}, Permission.FACILITATE
        thing = Thing("workshops", row.title, row.created_at, "workshops.workshop", values, lead, lead)
        yield from thing.texts(row.title)
        yield from thing.texts(row.question, "question")


def _improvements(times: Times) -> Iterator[Written]:
    """Without those the analysis proposed and nobody has worded since."""
    for row in db.session.scalars(select(Improvement).order_by(Improvement.number)):
        changed = times.get(("improvement", f"#{row.number}"))
        if row.proposal_key and row.status == status.PROPOSED and changed is None:
            continue
        thing = Thing(
            "improvements",
            row.title,
            changed or row.created_at,
            "improvements.edit",
            {"number": row.number},
            Permission.EDIT_BACKLOG,
        )
        yield from thing.texts(row.title)
        yield thing.text(row.hypothesis)


def _strategies(times: Times) -> Iterator[Written]:
    for row in db.session.scalars(select(Strategy).order_by(Strategy.created_at, Strategy.id)):
        changed, values = times.get(("strategy", str(row.id)), row.created_at), {"strategy_id": row.id}
        thing = Thing("strategies", row.name, changed, "strategies.edit", values, Permission.EDIT_BACKLOG)
        yield from thing.texts(row.name)
        yield thing.text(row.what)


def _notices(times: Times) -> Iterator[Written]:
    rows = db.session.execute(
        select(Notice, Improvement.title)
        .join(Improvement, Improvement.id == Notice.improvement_id)
        .order_by(Notice.created_at.desc(), Notice.id)
    )
    for row, title in rows:
        changed, values = times.get(("notice", str(row.id)), row.created_at), {"notice_id": row.id}
        thing = Thing("notices", title, changed, "notices.edit", values, Permission.DECIDE)
        yield from thing.texts(row.heard)
        yield from thing.texts(row.answer)


def _cases() -> Iterator[Written]:
    """What was noted about answers that somebody looks after; the answers themselves stay where they are."""
    work = Permission.FOLLOW_UP
    for row in db.session.scalars(select(Case).order_by(Case.opened_at.desc(), Case.id).limit(MOST_NOTES)):
        changed, values = row.closed_at or row.opened_at, {"case_id": row.id}
        thing = Thing("cases", message("Case"), changed, "followup.case", values, work, work)
        yield from (thing.text(text, kind="note") for text in (row.reason, row.outcome))
    for note in db.session.scalars(
        select(CaseNote).order_by(CaseNote.written_at.desc(), CaseNote.id).limit(MOST_NOTES)
    ):
        values = {"case_id": note.case_id}
        thing = Thing("cases", message("Case"), note.written_at, "followup.case", values, work, work)
        yield thing.text(note.text, kind="note")


def _cycles(times: Times) -> Iterator[Written]:
    for row in db.session.scalars(select(Cycle).where(Cycle.closed_at.is_(None)).order_by(Cycle.created_at)):
        changed = times.get(("cycle", str(row.id)), row.created_at)
        thing = Thing("cycle", row.name, changed, "cycle.cycle", {}, Permission.DECIDE)
        yield from thing.texts(row.name)
        yield from thing.texts(row.goal)
