"""How sure everything on the map is: each element and claim with its state, and how much of the map is confirmed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from feedback.db import now
from feedback.errors import NotFound
from feedback.insights.models import JourneyMoment
from feedback.insights.queries import moments, supports
from feedback.insights.queries.supports import Linked
from feedback.insights.rules import COMPUTED
from feedback.insights.voices import Voices
from feedback.journeys import queries as journeys
from feedback.journeys.models import Claim, Stage
from feedback.journeys.queries import claims as drawn
from feedback.journeys.queries import walks
from feedback.journeys.queries.claims import Element
from feedback.journeys.rules.claims import State, Support, state
from feedback.journeys.rules.statements import About

HALF_LIFE_DAYS = 365
"""Where there is no journey yet to say it."""


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim with its state today and what is linked to it."""

    claim: Claim
    element: Element
    state: State
    links: tuple[Linked, ...] = ()

    @property
    def as_drawn(self) -> bool:
        """It states nothing but that the element is as it is drawn."""
        return not self.claim.text and self.claim.value is None


@dataclass(frozen=True, slots=True)
class ClaimStanding:
    """One element of the map: how sure it is that it is as drawn, and what else is claimed about it."""

    element: Element
    state: State
    claims: tuple[ClaimRow, ...] = ()

    @property
    def worded(self) -> tuple[ClaimRow, ...]:
        """Claims that say something of their own."""
        return tuple(row for row in self.claims if not row.as_drawn)

    @property
    def refuted(self) -> int:
        """How many of them are refuted."""
        return sum(row.state.code == "refuted" for row in self.worded)

    @property
    def validated(self) -> bool:
        """People who lived it confirmed the element, or something claimed about it."""
        return "validated" in {self.state.code, *(row.state.code for row in self.worded)}


Standing = Mapping[About, ClaimStanding]


def standing(known: Voices | None = None, *, today: date | None = None) -> Standing:
    """Every element of the map, in its order, with how sure it is. `known` are the voices where somebody read them.

    A fixed number of reads, whatever is drawn, claimed and linked.
    """
    elements = {one.about: one for one in drawn.elements()}
    rows = _rows(elements, known, today)
    half_life, day = half_life_days(), today or now().date()
    by_about: dict[About, list[ClaimRow]] = defaultdict(list)
    for row in rows:
        by_about[row.element.about].append(row)
    services = _walked()
    return {
        about: ClaimStanding(
            element, _as_drawn(by_about[about], services.get(about, ()), day, half_life), tuple(by_about[about])
        )
        for about, element in elements.items()
    }


def _walked() -> Mapping[About, tuple[Support, Support]]:
    """What real services, walked through the map, say of its touchpoints: as drawn, and not."""
    newest = walks.newest()
    return {
        ("touchpoint", touchpoint_id): (
            Support("walk", "for", share.happened, newest[touchpoint_id]),
            Support("walk", "against", share.n - share.happened, newest[touchpoint_id]),
        )
        for touchpoint_id, share in walks.shares().items()
    }


def half_life_days() -> int:
    journey = journeys.journey()
    return journey.half_life_days if journey else HALF_LIFE_DAYS


def claim_row(claim_id: UUID, *, today: date | None = None) -> ClaimRow:
    """One claim, withdrawn ones too, with its state; NotFound."""
    claim = drawn.claim(claim_id)
    element = drawn.element(drawn.about(claim))
    links = supports.of_claims([claim], {claim.id: element}).get(claim.id, ())
    return _row(claim, element, links, today or now().date(), half_life_days())


def element_standing(about: About, known: Voices | None = None) -> ClaimStanding:
    """One element of the map that is drawn; NotFound for one that is not, or no longer."""
    if (found := standing(known).get(about)) is None:
        raise NotFound()
    return found


def _rows(elements: Mapping[About, Element], known: Voices | None, today: date | None) -> list[ClaimRow]:
    """Claims about what is on the map, the oldest first."""
    there = [one for one in drawn.claims() if drawn.about(one) in elements]
    about = {one.id: elements[drawn.about(one)] for one in there}
    links = supports.of_claims(there, about, known)
    day, half_life = today or now().date(), half_life_days()
    return [_row(one, about[one.id], links.get(one.id, ()), day, half_life) for one in there]


def _row(claim: Claim, element: Element, links: tuple[Linked, ...], today: date, half_life: int) -> ClaimRow:
    said = [one for link in links for one in link.supports]
    found = state(said, reason=claim.reason, today=today, half_life_days=half_life)
    return ClaimRow(claim, element, found, links)


def _as_drawn(rows: Sequence[ClaimRow], services: Iterable[Support], today: date, half_life: int) -> State:
    """What all who say that it is as drawn have linked, together, and the services walked through it."""
    same = [row for row in rows if row.as_drawn]
    said = [*services, *(one for row in same for link in row.links for one in link.supports)]
    reason = next((row.claim.reason for row in same if row.claim.reason), "")
    return state(said, reason=reason, today=today, half_life_days=half_life)


# --- how much of the map is confirmed --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Maturity:
    """Whether the map is a customer journey already, or a process draft, and which stages nobody confirmed."""

    confirmed: tuple[Stage, ...] = ()
    missing: tuple[Stage, ...] = ()

    @property
    def is_journey(self) -> bool:
        """Every stage has something that people who lived it confirmed."""
        return bool(self.confirmed) and not self.missing

    @property
    def stages(self) -> int:
        return len(self.confirmed) + len(self.missing)


def maturity(known: Standing | None = None, found: Mapping[UUID, Sequence[JourneyMoment]] | None = None) -> Maturity:
    """A stage is confirmed by a validated claim about it or one of its touchpoints, or by a moment answers show.

    `known` and `found` are the standing and the moments by stage where somebody read them already.
    """
    claims = standing() if known is None else known
    by_stage = moments.declared_and_computed() if found is None else found
    said = {one.element.stage_id for one in claims.values() if one.element.kind in _MAPPED and one.validated}
    seen = {stage for stage, rows in by_stage.items() if any(row.source == COMPUTED for row in rows)}
    stages = journeys.stages()
    return Maturity(
        tuple(stage for stage in stages if stage.id in said | seen),
        tuple(stage for stage in stages if stage.id not in said | seen),
    )


_MAPPED = frozenset({"stage", "touchpoint"})
