"""What on the map is older than its half-life: elements and claims nobody and nothing confirmed since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from feedback.db import now
from feedback.insights.queries import claims
from feedback.insights.queries.claims import ClaimRow, ClaimStanding, Standing
from feedback.journeys.queries.claims import Element
from feedback.journeys.rules.revision import asks_for_revision, last_confirmed


@dataclass(frozen=True, slots=True)
class Revised:
    """An element as it is drawn, or a claim about it, with the last day that anything said that it is so."""

    element: Element
    last: date | None
    due: bool
    claim: ClaimRow | None = None

    @property
    def thing(self) -> str:
        """What the form of the page calls it."""
        kind, identity = ("claim", self.claim.claim.id) if self.claim else self.element.about
        return f"{kind}:{identity}"


def revision(known: Standing | None = None, *, today: date | None = None) -> list[Revised]:
    """Everything on the map with its age, in the order of the map: as many reads as `claims.standing` takes."""
    found = claims.standing(today=today) if known is None else known
    day, half_life = today or now().date(), claims.half_life_days()
    return [one for standing in found.values() for one in _of(standing, day, half_life)]


def due(known: Standing | None = None, *, today: date | None = None) -> list[Revised]:
    """What asks to be looked at again."""
    return [one for one in revision(known, today=today) if one.due]


def by_stage(rows: Iterable[Revised]) -> Mapping[UUID | None, list[Revised]]:
    """Stage -> its rows; None for lines of personas."""
    found: dict[UUID | None, list[Revised]] = {}
    for one in rows:
        found.setdefault(one.element.stage_id, []).append(one)
    return found


def _of(standing: ClaimStanding, today: date, half_life: int) -> list[Revised]:
    element = standing.element
    drawn = [row for row in standing.claims if row.as_drawn]
    confirmed = [at for at in (element.confirmed_at, *(row.claim.confirmed_at for row in drawn)) if at]
    last = last_confirmed(element.drawn_at, max(confirmed, default=None), _newest(drawn))
    return [
        Revised(element, last, asks_for_revision(last, today, half_life)),
        *(_claimed(row, today, half_life) for row in standing.worded),
    ]


def _claimed(row: ClaimRow, today: date, half_life: int) -> Revised:
    last = last_confirmed(row.claim.claimed_at, row.claim.confirmed_at, _newest([row]))
    return Revised(row.element, last, asks_for_revision(last, today, half_life), row)


def _newest(rows: Iterable[ClaimRow]) -> date | None:
    """The newest day of what speaks for these claims."""
    said = [one for row in rows for link in row.links for one in link.supports if one.says == "for" and one.people]
    return max((one.newest for one in said if one.newest), default=None)
