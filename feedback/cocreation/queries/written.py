"""Every text that members wrote about people and that can still be changed, with when it was changed last.

Nothing of a respondent, of a workshop's participants or of a file is read, and nobody's name.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from feedback.accounts.models import AuditEntry
from feedback.analysis.tone import Kind
from feedback.backlog.models import Improvement, Strategy
from feedback.backlog.rules import status
from feedback.cocreation.models import Cycle
from feedback.db import Texts, db
from feedback.errors import Message, message
from feedback.evidence.models import Evidence
from feedback.evidence.rules import OWN_WORDS
from feedback.followup.models import Case
from feedback.journeys import queries as journeys
from feedback.permissions import Permission
from feedback.programme.models import Notice
from feedback.stakeholders.models import StakeholderGroup
from feedback.surveys import document
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


@dataclass(frozen=True, slots=True)
class Written:
    """One text in one language ("": not known), for whoever has the permission `readers`.

    `about` is what it belongs to; `page` and `values` lead to where those with `permission` change it; `changed` is
    None where nobody kept it.
    """

    place: str
    text: str
    lang: str
    kind: Kind
    about: Texts | Message
    changed: datetime | None
    page: str
    values: Mapping[str, Any]
    permission: Permission
    readers: Permission = Permission.VIEW


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


@dataclass(frozen=True, slots=True)
class _Thing:
    """What several texts have in common."""

    place: str
    about: Texts | Message
    changed: datetime | None
    page: str
    values: Mapping[str, Any]
    permission: Permission
    readers: Permission = Permission.VIEW

    def texts(self, texts: Texts, kind: Kind = "text") -> Iterator[Written]:
        """One text per language."""
        for lang, text in texts.items():
            if text.strip():
                yield self.text(text, lang, kind)

    def text(self, text: str, lang: str = "", kind: Kind = "text") -> Written:
        where = (self.page, self.values, self.permission, self.readers)
        return Written(self.place, text, lang, kind, self.about, self.changed, *where)


def _questionnaires() -> Iterator[Written]:
    columns = (Questionnaire.code, Questionnaire.draft, Questionnaire.changed_at)
    rows = db.session.execute(
        select(*columns).where(Questionnaire.archived_at.is_(None)).order_by(Questionnaire.changed_at.desc())
    )
    for code, draft, changed in rows:
        read = loads(draft)
        about = dict(read.title.by_language)
        thing = _Thing(
            "questionnaires", about, changed, "questionnaires.design", {"code": code}, Permission.EDIT_SURVEYS
        )
        for texts, kind in _texts_of(read):
            yield from thing.texts(dict(texts.by_language), kind)


def _texts_of(part: object) -> Iterator[tuple[document.Texts, Kind]]:
    """Every text of a document: what is asked is a question, the rest is text."""
    if isinstance(part, tuple):
        for one in part:
            yield from _texts_of(one)
    elif dataclasses.is_dataclass(part):
        for field in dataclasses.fields(part):
            value = getattr(part, field.name)
            if isinstance(value, document.Texts):
                yield value, "question" if isinstance(part, document.Question) and field.name == "text" else "text"
            elif isinstance(value, tuple):
                yield from _texts_of(value)


def _map() -> Iterator[Written]:
    if (journey := journeys.journey()) is None:
        return
    edit = Permission.EDIT_JOURNEY
    yield from _Thing("map", journey.name, None, "journeys.name", {}, edit).texts(journey.name)
    for stage in journeys.stages():
        drawn = _Thing("map", stage.name, None, "stages.edit", {"stage_id": stage.id}, edit)
        yield from drawn.texts(stage.name)
        yield from drawn.texts(stage.goal)
        for touchpoint in stage.touchpoints:
            values = {"stage_id": stage.id, "touchpoint_id": touchpoint.id}
            contact = _Thing("map", stage.name, None, "touchpoints.edit", values, edit)
            yield from contact.texts(touchpoint.name)


def _groups(times: Times) -> Iterator[Written]:
    rows = db.session.scalars(
        select(StakeholderGroup)
        .where(StakeholderGroup.archived_at.is_(None))
        .order_by(StakeholderGroup.position, StakeholderGroup.code)
    )
    for row in rows:
        changed, values = times.get(("group", row.code)), {"group_id": row.id}
        yield from _Thing("groups", row.name, changed, "stakeholders.edit", values, Permission.EDIT_GROUPS).texts(
            row.name
        )


def _notes() -> Iterator[Written]:
    """Notes typed here about what was seen: what people outside said is never looked at, and no file."""
    wanted = select(Evidence).where(Evidence.import_id.is_(None), Evidence.kind.in_(OWN_WORDS))
    for row in db.session.scalars(wanted.order_by(Evidence.created_at.desc(), Evidence.id).limit(MOST_NOTES)):
        about = message("Note")
        thing = _Thing("notes", about, row.created_at, "evidence.item", {"evidence_id": row.id}, Permission.VIEW)
        yield thing.text(row.text, row.lang or "", "note")


def _workshops() -> Iterator[Written]:
    """What the organisation asks there; the notes are the participants' own."""
    for row in db.session.scalars(select(Workshop).order_by(Workshop.created_at.desc(), Workshop.id)):
        values, lead = {"workshop_id": row.id}, Permission.FACILITATE
        thing = _Thing("workshops", row.title, row.created_at, "workshops.workshop", values, lead, lead)
        yield from thing.texts(row.title)
        yield from thing.texts(row.question, "question")


def _improvements(times: Times) -> Iterator[Written]:
    """Without those the analysis proposed and nobody has worded since."""
    for row in db.session.scalars(select(Improvement).order_by(Improvement.number)):
        changed = times.get(("improvement", f"#{row.number}"))
        if row.proposal_key and row.status == status.PROPOSED and changed is None:
            continue
        thing = _Thing(
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
        thing = _Thing("strategies", row.name, changed, "strategies.edit", values, Permission.EDIT_BACKLOG)
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
        thing = _Thing("notices", title, changed, "notices.edit", values, Permission.DECIDE)
        yield from thing.texts(row.heard)
        yield from thing.texts(row.answer)


def _cases() -> Iterator[Written]:
    """What was noted about answers that somebody looks after; the answers themselves stay where they are."""
    work = Permission.FOLLOW_UP
    for row in db.session.scalars(select(Case).order_by(Case.opened_at.desc(), Case.id).limit(MOST_NOTES)):
        changed, values = row.closed_at or row.opened_at, {"case_id": row.id}
        thing = _Thing("cases", message("Case"), changed, "followup.case", values, work, work)
        yield from (thing.text(text, kind="note") for text in (row.reason, row.note, row.outcome))


def _cycles(times: Times) -> Iterator[Written]:
    for row in db.session.scalars(select(Cycle).where(Cycle.closed_at.is_(None)).order_by(Cycle.created_at)):
        changed = times.get(("cycle", str(row.id)), row.created_at)
        thing = _Thing("cycle", row.name, changed, "cycle.cycle", {}, Permission.DECIDE)
        yield from thing.texts(row.name)
        yield from thing.texts(row.goal)
