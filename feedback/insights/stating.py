"""The lines of the page of claims: each element as it is drawn, then what is claimed about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from feedback.errors import Message, message
from feedback.insights.queries.claims import ClaimRow, ClaimStanding, Standing
from feedback.journeys.models import Claim
from feedback.journeys.queries.claims import Element
from feedback.journeys.rules import blueprint
from feedback.journeys.rules.claims import State
from feedback.journeys.rules.statements import KINDS

_LINES: Mapping[str, Message] = {
    "need": message("Need"),
    "expectation": message("Expectation"),
    "frustration": message("Frustration"),
    "task": message("Task"),
    "treatment": message("How they like to be treated"),
    "influence": message("Who influences them"),
    "follow_up": message("How we follow up"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One statement: of an element as it is drawn, or claimed about it. `claim` is empty where nobody linked anything
    to the element or gave a reason."""

    element: Element
    state: State
    claim: Claim | None
    hidden: bool
    """Something linked to it may not be shown, and counts as nothing."""

    @property
    def told(self) -> bool:
        """Whether anybody claimed, linked or gave a reason for anything here."""
        return self.claim is not None

    @property
    def worded(self) -> bool:
        """Whether it says something of its own."""
        return self.claim is not None and bool(self.claim.text or self.claim.value is not None)


def lines(standing: Standing) -> list[Line]:
    """Every statement of the map, in its order."""
    return [line for one in standing.values() for line in _lines(one)]


def _lines(one: ClaimStanding) -> Iterator[Line]:
    same = [row for row in one.claims if row.as_drawn]
    yield Line(one.element, one.state, same[0].claim if same else None, any(_hides(row) for row in same))
    for row in one.worded:
        yield Line(one.element, row.state, row.claim, _hides(row))


def _hides(row: ClaimRow) -> bool:
    return any(link.hidden for link in row.links)


def counted(found: Sequence[Line]) -> Mapping[str, int]:
    """State -> how many statements are in it."""
    return Counter(one.state.code for one in found)


def part_label(element: Element) -> Message:
    """What kind of thing an element is: a stage, a touchpoint, a wait, a need."""
    if element.kind == "item":
        return next((one.label for one in blueprint.KINDS if one.code == element.part), KINDS["item"])
    return _LINES.get(element.part, KINDS[element.kind]) if element.kind == "line" else KINDS[element.kind]
