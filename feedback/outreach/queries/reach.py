"""How many of a group were invited and answered, and how many one may write to. Never who."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select

from feedback.analysis.disclosure import response_rate
from feedback.db import db
from feedback.journeys.queries.lineage import standing
from feedback.outreach.models import Invitation
from feedback.outreach.rules.proposals import Rate
from feedback.stakeholders.models import Contact
from feedback.stakeholders.rules.contacts import why_not
from feedback.surveys.models import Survey
from feedback.surveys.queries import stage_rows as stored
from feedback.surveys.queries.outcomes import Cell, Launched, NotYet, strictest
from feedback.surveys.rules import IDENTIFIED


@dataclass(frozen=True, slots=True)
class Invited:
    """The personal links of a survey to a group: how many were made, and how many were used. Not for showing."""

    survey: Launched
    group_id: UUID
    stage_id: UUID | None
    invited: int
    used: int
    over: bool
    """The survey is closed: none of them is used from now on."""

    @property
    def is_told(self) -> bool:
        """Whether a rate may be made of it: of a protected survey not before it closes, as each look at it would tell
        that somebody has just answered.
        """
        return self.over or self.survey.mode == IDENTIFIED


def rate(found: Iterable[Invited]) -> Rate | None:
    """Share of the invited who answered, through the disclosure rule; None where nobody was invited."""
    links = list(found)
    if not links:
        return None
    told = [one for one in links if one.is_told]
    if not told:
        return NotYet()
    invited, used = sum(one.invited for one in told), sum(one.used for one in told)
    return response_rate(used, invited, strictest([one.survey for one in told]))


def rates(parts: Mapping[UUID, Sequence[UUID]]) -> tuple[dict[Cell, Rate], dict[UUID, Rate]]:
    """The response rates of cells, and of whole groups over everything they were invited to: two reads.

    `parts` are the groups of the plan, each with the groups that count as it. Without an entry nobody was invited.
    """
    whole = {part: group_id for group_id, found in parts.items() for part in found}
    by_group: dict[UUID, list[Invited]] = defaultdict(list)
    by_cell: dict[Cell, list[Invited]] = defaultdict(list)
    stages = _stages_asked()
    for one in _invited():
        if (group_id := whole.get(one.group_id)) is None:
            continue
        by_group[group_id].append(one)
        for stage_id in [one.stage_id] if one.stage_id else stages.get(one.survey.id, ()):
            by_cell[(stage_id, group_id)].append(one)
    return _rates(by_cell), _rates(by_group)


def _rates(found: Mapping[Any, Sequence[Invited]]) -> dict[Any, Rate]:
    return {key: known for key, links in found.items() if (known := rate(links)) is not None}


def _stages_asked() -> dict[UUID, list[UUID]]:
    """Survey -> the stages it asks anybody about."""
    found: dict[UUID, dict[UUID, None]] = defaultdict(dict)
    for one in stored.asked():
        found[one.survey.id][one.cell[0]] = None
    return {survey_id: list(stages) for survey_id, stages in found.items()}


def _invited() -> list[Invited]:
    """What was withdrawn before it was used never reached anybody."""
    stage = standing(Invitation.stage_id).label("stands_at")
    rows: Any = db.session.execute(
        select(
            Invitation.group_id,
            stage,
            func.count(),
            func.count().filter(Invitation.used),
            Survey.closed_at.is_not(None),
            *stored.LAUNCH,
        )
        .join(Survey, Survey.id == Invitation.survey_id)
        .where(or_(Invitation.used, Invitation.revoked.is_(False)))
        .group_by(Invitation.group_id, stage, Survey.closed_at, *stored.LAUNCH)
    )
    return [Invited(stored.launched(*launch), *counts) for *counts, launch in ((*row[:5], row[5:]) for row in rows)]


# --- contacts ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Alike:
    """What people of one group have in common, as far as writing to them goes."""

    email: str | None
    consent: bool | None
    opted_out_at: datetime | None
    bounce: str
    phone: str | None = None


def reachable(parts: Mapping[UUID, Sequence[UUID]]) -> dict[UUID, int]:
    """Group of the plan -> how many of its contacts one may write to by e-mail: one read, whatever their number."""
    counted: dict[UUID, int] = defaultdict(int)
    for group_id, people, alike in _contacts():
        counted[group_id] += people if why_not(alike, "email") is None else 0
    return {group_id: sum(counted[part] for part in found) for group_id, found in parts.items()}


def _contacts() -> Iterable[tuple[UUID, int, _Alike]]:
    cut = (Contact.email.is_not(None), Contact.opted_out_at.is_not(None), Contact.consent, Contact.bounce)
    rows: Any = db.session.execute(select(Contact.group_id, func.count(), *cut).group_by(Contact.group_id, *cut))
    for group_id, people, has_email, opted_out, consent, bounce in rows:
        yield group_id, people, _Alike("@" if has_email else None, consent, datetime.min if opted_out else None, bounce)
