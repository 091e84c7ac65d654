"""Where areas part: different statements about one stage or touchpoint, and stages that areas dispute."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from feedback.insights.queries import claims
from feedback.insights.queries.claims import ClaimRow, Standing
from feedback.journeys.queries import reviews
from feedback.journeys.queries.claims import Element
from feedback.journeys.queries.reviews import Asked, Review
from feedback.journeys.rules.conflicts import differing


@dataclass(frozen=True, slots=True)
class Conflict:
    """What several areas state about one element on one topic; or what they said of a stage that some dispute."""

    element: Element
    topic: str = ""
    claims: tuple[ClaimRow, ...] = ()
    reviews: tuple[Review, ...] = ()


def conflicts(known: Standing | None = None, asked: Sequence[Asked] | None = None) -> list[Conflict]:
    """Every place where areas part, in the order of the map. `known` and `asked` where somebody read them already."""
    found = claims.standing() if known is None else known
    said = reviews.by_stage(asked)
    parted: list[Conflict] = []
    for standing in found.values():
        rows = {row.claim: row for row in standing.claims}
        for same in differing(row.claim for row in standing.claims):
            parted.append(Conflict(standing.element, same[0].topic, tuple(rows[one] for one in same)))
        if standing.element.kind == "stage":
            answered = [one for one in said.get(standing.element.about[1], ()) if one.verdict != "asked"]
            if any(one.verdict == "disputed" for one in answered):
                parted.append(Conflict(standing.element, reviews=tuple(answered)))
    return parted
