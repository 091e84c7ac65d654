"""The CX check: do the weak spots point to winning or to keeping customers? Pure.

What people meet before and while they become customers wins them: clear benefits, clear delivery times, easy
contracting, politeness then. What they meet afterwards keeps them: care, trust, politeness with a problem.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from feedback.errors import Message, message
from feedback.surveys.readings.figures import Bounded, Difference, Figures, difference, shown, together

WINNING = ("cx_benefits", "cx_delivery_times", "cx_contracting", "cx_politeness_new")
KEEPING = ("cx_care", "cx_trust", "cx_politeness_problem")
CONSTRUCTS = (*WINNING, *KEEPING)
PAIR = ("cx_politeness_new", "cx_politeness_problem")
GOOD = 4.0
"""From here on (1..5) a question is no weak spot."""

Verdict = Literal["winning", "keeping", "neither", "close", "too_few"]

_SENTENCES: dict[Verdict, Message] = {
    "winning": message(
        "The weak spots point to winning customers: what people meet on the way to becoming a customer is weaker than "
        "what they meet afterwards."
    ),
    "keeping": message(
        "The weak spots point to keeping customers: what people meet once they are customers is weaker than what they "
        "met on the way there."
    ),
    "neither": message("There is no weak spot: every question is good, with the answers there are."),
    "close": message("Cannot tell yet: winning and keeping are too close together for the answers there are."),
    "too_few": message("Cannot tell yet: too few answers can be shown."),
}
_BY_SIGN: dict[int, Verdict] = {-1: "winning", 1: "keeping", 0: "close"}
_PAIRED: dict[int, Message] = {
    1: message("People are treated less politely when they have a problem than when they become customers."),
    -1: message("People are treated more politely when they have a problem than when they become customers."),
    0: message("Cannot tell yet whether people are treated differently when they have a problem."),
}


@dataclass(frozen=True, slots=True)
class Side:
    """Winning or keeping: its questions that can be shown, their mean, and how many questions there are in all."""

    parts: dict[str, Bounded]
    asked: int
    whole: Bounded | None

    @property
    def enough(self) -> bool:
        """Whether more than half of its questions can be shown."""
        return 2 * len(self.parts) > self.asked


@dataclass(frozen=True, slots=True)
class Pair:
    """Politeness to new customers and with a problem. `difference` is new less problem; None where one is hidden."""

    new: Bounded | None
    problem: Bounded | None
    difference: Difference | None
    sentence: Message


@dataclass(frozen=True, slots=True)
class Reading:
    """What the check says. `difference` is winning less keeping; `weak` are the constructs that are surely not good."""

    verdict: Verdict
    sentence: Message
    winning: Side
    keeping: Side
    difference: Difference | None
    weak: tuple[str, ...]
    pair: Pair


def read(figures: Figures) -> Reading:
    """The reading of one group's figures, 1..5 by construct, as the disclosure rule shows or hides them."""
    winning, keeping = _side(figures, WINNING), _side(figures, KEEPING)
    apart = None
    if winning.whole and keeping.whole and winning.enough and keeping.enough:
        apart = difference(winning.whole, keeping.whole)
    verdict = _verdict(winning, keeping, apart)
    return Reading(
        verdict, _SENTENCES[verdict], winning, keeping, apart, _weak({**winning.parts, **keeping.parts}), _pair(figures)
    )


def _side(figures: Figures, constructs: Sequence[str]) -> Side:
    parts = shown(figures, constructs)
    return Side(parts, len(constructs), together(parts.values()))


def _verdict(winning: Side, keeping: Side, apart: Difference | None) -> Verdict:
    if apart is None:
        return "too_few"
    if all(part.low >= GOOD for part in (*winning.parts.values(), *keeping.parts.values())):
        return "neither"
    return _BY_SIGN[apart.sign]


def _weak(parts: dict[str, Bounded]) -> tuple[str, ...]:
    surely = [construct for construct, part in parts.items() if part.high < GOOD]
    return tuple(sorted(surely, key=lambda construct: parts[construct].value))


def _pair(figures: Figures) -> Pair:
    both = shown(figures, PAIR)
    new, problem = (both.get(construct) for construct in PAIR)
    if new is None or problem is None:
        return Pair(new, problem, None, message("The two cannot be compared yet: too few answers can be shown."))
    apart = difference(new, problem)
    return Pair(new, problem, apart, _PAIRED[apart.sign])
