"""What is linked to claims, with the people and the age each link has today, as far as they may be shown.

A fixed number of reads, whatever the number of claims and links; kinds of evidence nothing is linked to are not read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import case, func, select

from feedback.analysis.disclosure import Hidden
from feedback.db import db
from feedback.evidence.models import Evidence
from feedback.evidence.rules import OWN_WORDS
from feedback.insights.models import ClaimSupport, Comment, Mention, MentionTheme
from feedback.insights.queries import figures, placing
from feedback.insights.rules import EVERYWHERE, Place, lived_by
from feedback.insights.voices import Voices
from feedback.journeys.models import Claim
from feedback.journeys.queries.claims import Element
from feedback.journeys.rules.claims import Says, Support
from feedback.stakeholders.models import StakeholderGroup
from feedback.surveys.models import Response, Survey, Wave
from feedback.surveys.queries.verdicts import verdicts
from feedback.surveys.rules import IDENTIFIED
from feedback.workshops.models import WorkshopNote

KINDS = ("evidence", "theme", "question", "note", "cluster")
"""What a claim can be linked to."""
AGAINST: Mapping[str, Says] = {"for": "against", "against": "for"}


@dataclass(frozen=True, slots=True)
class Linked:
    """One link: what it points at, what it is worth today, and why it may not be shown (then it counts as nothing)."""

    row: ClaimSupport
    supports: tuple[Support, ...] = ()
    hidden: Hidden | None = None

    @property
    def kind(self) -> str:
        return kind_of(self.row)

    @property
    def people(self) -> int:
        """People behind it who speak the way it was linked."""
        return sum(one.people for one in self.supports if one.says == self.row.says)

    @property
    def others(self) -> int:
        """Of a question: people who answered the other way."""
        return sum(one.people for one in self.supports if one.says != self.row.says)

    @property
    def newest(self) -> date | None:
        return max((one.newest for one in self.supports if one.newest), default=None)


def kind_of(row: ClaimSupport) -> str:
    """Which of the five a link points at."""
    return next(kind for kind in KINDS if getattr(row, f"{kind}_id") is not None)


def of_claims(
    claims: Collection[Claim], about: Mapping[UUID, Element], known: Voices | None = None
) -> dict[UUID, tuple[Linked, ...]]:
    """Claim -> its links, the oldest first. `about` is claim -> the element it is about; `known` saves a read."""
    rows = _links([one.id for one in claims])
    reading = _Reading(rows, about, _Groups.read() if rows else _Groups({}, {}), known)
    found: dict[UUID, list[Linked]] = defaultdict(list)
    for row in rows:
        found[row.claim_id].append(reading.linked(row))
    return {claim_id: tuple(links) for claim_id, links in found.items()}


def _links(claim_ids: Sequence[UUID]) -> list[ClaimSupport]:
    wanted = select(ClaimSupport).where(ClaimSupport.claim_id.in_(claim_ids))
    return list(db.session.scalars(wanted.order_by(ClaimSupport.linked_at, ClaimSupport.id)))


@dataclass(frozen=True, slots=True)
class _Groups:
    """Whose life the journey is, and the sub-groups of each group."""

    kinds: Mapping[UUID, str]
    parents: Mapping[UUID, UUID | None]

    @staticmethod
    def read() -> _Groups:
        rows = db.session.execute(select(StakeholderGroup.id, StakeholderGroup.kind, StakeholderGroup.parent_id)).all()
        return _Groups({row.id: row.kind for row in rows}, {row.id: row.parent_id for row in rows})

    def living(self, element: Element) -> frozenset[UUID]:
        """Of a persona its group with the sub-groups; of the journey those whose life it is."""
        if element.group_id is None:
            return lived_by(self.kinds)
        return frozenset(one for one in self.kinds if element.group_id in (one, self.parents[one]))


class _Reading:
    """Every link of some claims; each kind of evidence is read once, and only where something is linked to it."""

    def __init__(
        self, rows: Sequence[ClaimSupport], about: Mapping[UUID, Element], groups: _Groups, known: Voices | None
    ) -> None:
        self.about, self.groups = about, groups
        ids = {kind: [one for row in rows if (one := getattr(row, f"{kind}_id"))] for kind in KINDS}
        self.evidence = _evidence(ids["evidence"]) if ids["evidence"] else {}
        self.voices = (known or figures.voices()) if ids["theme"] else Voices(())
        self.newest = _newest_of_themes(ids["theme"]) if ids["theme"] else {}
        self.verdicts = verdicts(ids["question"])
        self.notes = _notes(ids["note"]) if ids["note"] else {}
        self.clusters = _clusters(ids["cluster"]) if ids["cluster"] else {}
        self.counted: set[tuple[UUID, str, UUID]] = set()

    def linked(self, row: ClaimSupport) -> Linked:
        read: Mapping[str, Callable[[ClaimSupport], Linked]] = {
            "evidence": self._evidence,
            "theme": self._theme,
            "question": self._question,
            "note": self._note,
            "cluster": self._cluster,
        }
        return read[kind_of(row)](row)

    def _living(self, row: ClaimSupport) -> frozenset[UUID]:
        return self.groups.living(self.about[row.claim_id])

    def _evidence(self, row: ClaimSupport) -> Linked:
        one = self.evidence[row.evidence_id]
        lived = one.group_id in self._living(row) and one.kind not in OWN_WORDS
        when = one.dated or (one.created_at.date() if one.import_id is None else None)
        people = self._once(row, one.person_id or one.id)
        return Linked(row, (Support("evidence" if lived else "observation", _says(row), people, when),))

    def _once(self, row: ClaimSupport, person: UUID) -> int:
        """1 for the first row of a person that speaks this way, 0 for every further one."""
        key = (row.claim_id, row.says, person)
        if key in self.counted:
            return 0
        self.counted.add(key)
        return 1

    def _theme(self, row: ClaimSupport) -> Linked:
        assert row.theme_id is not None
        place = self.about[row.claim_id].stage_id or EVERYWHERE
        parts, hidden = [], None
        for lived, groups in self._sides(row):
            said = {group: self.voices.said(row.theme_id, place, group) for group in groups}
            shown = {group: one for group, one in said.items() if not isinstance(one.people, Hidden)}
            hidden = hidden or _held(one.people for one in said.values())
            people, k = (
                sum(one.raised.people for one in shown.values()),
                max((one.k for one in shown.values()), default=1),
            )
            newest = self._newest(row.theme_id, place, [group for group, one in shown.items() if one.raised.people])
            parts.append(Support("theme" if lived else "insiders", _says(row), people, newest, k))
        return Linked(row, tuple(one for one in parts if one.people), hidden)

    def _sides(self, row: ClaimSupport) -> list[tuple[bool, frozenset[UUID]]]:
        """Those who live it, and everybody else."""
        living = self._living(row)
        return [(True, living), (False, frozenset(self.groups.kinds) - living)]

    def _newest(self, theme_id: UUID, place: Place, groups: Collection[UUID]) -> date | None:
        days = [
            day
            for (theme, where, group, survey), day in self.newest.items()
            if theme == theme_id
            and group in groups
            and place in (where, EVERYWHERE)
            and (survey is None or self.voices.counts(survey, theme_id, place, group))
        ]
        return max((day for day in days if day), default=None)

    def _question(self, row: ClaimSupport) -> Linked:
        assert row.question_id is not None
        found, living = self.verdicts.get(row.question_id, {}), self._living(row)
        supports: list[Support] = []
        for group, one in found.items():
            kind = "question" if group in living else "insiders"
            supports.append(Support(kind, _says(row), one.yes, one.newest, one.k))
            supports.append(Support(kind, AGAINST[row.says], one.no, one.newest, one.k))
        hidden = _held(one.hidden for one in found.values())
        return Linked(row, _joined(supports), hidden)

    def _note(self, row: ClaimSupport) -> Linked:
        assert row.note_id is not None
        participant, day = self.notes[row.note_id]
        return Linked(row, (Support("note", _says(row), self._once(row, participant), day),))

    def _cluster(self, row: ClaimSupport) -> Linked:
        assert row.cluster_id is not None
        people, day = self.clusters.get(row.cluster_id, (0, None))
        return Linked(row, (Support("cluster", _says(row), people, day),) if people else ())


def _says(row: ClaimSupport) -> Says:
    return "against" if row.says == "against" else "for"


def _held(reasons: Any) -> Hidden | None:
    """What protects people among these; that nobody spoke is no secret."""
    return next((one for one in reasons if isinstance(one, Hidden) and one.reason != "nobody"), None)


def _joined(supports: Sequence[Support]) -> tuple[Support, ...]:
    """The groups of each side added up: no person is in two groups."""
    sides: dict[tuple[str, Says], list[Support]] = defaultdict(list)
    for one in supports:
        if one.people:
            sides[(one.kind, one.says)].append(one)
    return tuple(_added(kind, says, parts) for (kind, says), parts in sides.items())


def _added(kind: str, says: Says, parts: Sequence[Support]) -> Support:
    newest = max((one.newest for one in parts if one.newest), default=None)
    return Support(kind, says, sum(one.people for one in parts), newest, max(one.k for one in parts))


def _evidence(ids: Collection[UUID]) -> dict[UUID | None, Any]:
    columns = (Evidence.id, Evidence.kind, Evidence.group_id, Evidence.person_id, Evidence.dated)
    rows = db.session.execute(select(*columns, Evidence.import_id, Evidence.created_at).where(Evidence.id.in_(ids)))
    return {row.id: row for row in rows}


def _newest_of_themes(ids: Collection[UUID]) -> dict[tuple[UUID, Place, UUID, UUID | None], date | None]:
    """(theme, stage, group, protected survey) -> its newest day; of a protected survey the day its wave began."""
    hushed = case((Survey.mode != IDENTIFIED, Survey.id))
    place = (MentionTheme.theme_id, placing.stage(), Comment.group_id, hushed)
    typed = case((Evidence.import_id.is_(None) & Evidence.dated.is_(None), Evidence.created_at))
    answered = func.max(func.coalesce(Response.answered_at, typed))
    rows = db.session.execute(
        select(*place, func.max(Evidence.dated), answered, func.max(Wave.starts_on))
        .select_from(MentionTheme)
        .join(Mention, Mention.id == MentionTheme.mention_id)
        .join(Comment, Comment.id == Mention.comment_id)
        .outerjoin(Evidence, Evidence.id == Comment.evidence_id)
        .outerjoin(Response, Response.id == Comment.response_id)
        .outerjoin(Survey, Survey.id == Comment.survey_id)
        .outerjoin(Wave, Wave.id == Comment.wave_id)
        .where(MentionTheme.theme_id.in_(ids))
        .group_by(*place)
    )
    return {
        (theme, stage, group, survey): wave if survey else _later(dated, answered)
        for theme, stage, group, survey, dated, answered, wave in rows
    }


def _later(dated: date | None, at: datetime | None) -> date | None:
    return max((day for day in (dated, at.date() if at else None) if day), default=None)


def _notes(ids: Collection[UUID]) -> dict[UUID, tuple[UUID, date]]:
    """Note -> (who wrote it, when)."""
    columns = (WorkshopNote.id, WorkshopNote.participant, WorkshopNote.written_at)
    rows = db.session.execute(select(*columns).where(WorkshopNote.id.in_(ids)))
    return {note_id: (participant, at.date()) for note_id, participant, at in rows}


def _clusters(ids: Collection[UUID]) -> dict[UUID, tuple[int, date]]:
    """Cluster -> (how many people wrote its notes, when the newest was written)."""
    people = func.count(WorkshopNote.participant.distinct())
    rows = db.session.execute(
        select(WorkshopNote.cluster_id, people, func.max(WorkshopNote.written_at))
        .where(WorkshopNote.cluster_id.in_(ids))
        .group_by(WorkshopNote.cluster_id)
    )
    return {cluster_id: (n, at.date()) for cluster_id, n, at in rows if cluster_id}
