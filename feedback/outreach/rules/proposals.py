"""What a weak cell of the coverage plan needs: how sure it is, why that is not enough, how many people to ask. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from feedback.analysis.disclosure import Hidden, Shown
from feedback.analysis.sampling import Plan, invitations, margin_of
from feedback.errors import Message, message
from feedback.outreach.rules.coverage import TOO_FEW, Cell

Weakness = Literal["not_asked", "nobody", "too_few", "old", "wide"]
Way = Literal["invite", "both", "link"]
Rate = Shown[float] | Hidden

GOAL = 0.10
"""Wanted margin of a share: 10 points to each side, at 95 %. It tells a third from a half, and most groups reach it."""
FEWEST_INVITED = 30
"""From so many invited people on, a group's own response rate is taken as what to expect."""
LOWEST_RATE = 0.02
"""A rate of nothing would ask for endless invitations."""
ASSUMED_RATES = {"customer": 0.15, "employee": 0.40, "supplier": 0.30}
"""What is expected of a kind of group that was never invited: assumptions, said to be so wherever they are used."""
ASSUMED_RATE = 0.20


@dataclass(frozen=True, slots=True)
class Expected:
    """The share of the invited that will answer, 0..1, and how many invitations it was seen on; None: an assumption."""

    rate: float
    seen_on: int | None


@dataclass(frozen=True, slots=True)
class Need:
    """What a weak cell needs: why, how many answers and invitations, and by which way they reach the group."""

    why: Weakness
    plan: Plan
    expected: Expected
    way: Way
    reachable: int
    """Contacts of the group one may write to by e-mail."""


def margin(cell: Cell, size: int | None) -> float | None:
    """Half the width of the 95 % interval that the answers of a cell give a share of 50 %, 0..1; None without answers.

    A group of known size narrows it (finite population) where all answered in one round: over several rounds the same
    people may have answered twice. A size below the number heard is not taken at its word.
    """
    return margin_of(cell.n, _closed(cell, cell.n, size)) if cell.n else None


def _closed(cell: Cell, heard: int, size: int | None) -> int | None:
    """The size of the group, where that many different people of it answered; None where it cannot be relied on."""
    return size if size is not None and cell.rounds == 1 and heard <= size else None


def weakness(cell: Cell, size: int | None) -> Weakness | None:
    """What is missing in a cell; None where enough answered, where it is being asked, or does not apply."""
    if cell.waiting or cell.state == "not_applicable":
        return None
    if cell.state == "not_asked":
        return "not_asked"
    if cell.silent:
        return "nobody"
    if cell.state == TOO_FEW:
        return "too_few"
    if cell.old:
        return "old"
    wide = margin(cell, size)
    return "wide" if wide is not None and wide > GOAL else None


def expected_rate(kind: str, own: Rate | None) -> Expected:
    """What to expect of a group: its own rate where enough were invited, else what its kind is assumed to do."""
    if isinstance(own, Shown) and own.n >= FEWEST_INVITED:
        return Expected(max(own.value, LOWEST_RATE), own.n)
    return Expected(ASSUMED_RATES.get(kind, ASSUMED_RATE), None)


def need(cell: Cell, size: int | None, expected: Expected, reachable: int) -> Need | None:
    """What the cell needs to reach the goal; None where it is not weak.

    Answers that are old do not count; of too few, whose number is not told, none are counted.
    """
    if (why := weakness(cell, size)) is None:
        return None
    if why == "wide" and cell.n:
        plan = _more(cell, cell.n, size, expected.rate)
    else:
        plan = invitations(size, GOAL, expected.rate)
    return Need(why, plan, expected, way_for(reachable, plan.invitations), reachable)


def _more(cell: Cell, heard: int, size: int | None, rate: float) -> Plan:
    """What is needed besides the answers there are. Of several rounds these count, and all can be asked once more."""
    closed = _closed(cell, heard, size)
    plan = invitations(closed, GOAL, rate, heard=heard)
    if closed is None and size is not None and plan.invitations > size:
        return Plan(plan.answers, size, False)
    return plan


def way_for(reachable: int, needed: int) -> Way:
    """How a group is reached: by e-mail, by e-mail and open link, or by open link and QR code alone."""
    if reachable == 0:
        return "link"
    return "invite" if reachable >= needed else "both"


def why(reason: Weakness, days: int | None = None) -> Message:
    """The reason in a sentence; `days` since the newest answer where they are old."""
    return {
        "not_asked": message("Nobody was asked here: we know nothing, good or bad."),
        "nobody": message("They were asked and nobody answered. Try another way."),
        "too_few": message("Too few answered to show anything without giving somebody away."),
        "old": message("The newest answer is %(days)s days old: much may have changed since.", days=days),
        "wide": message("Too few answers for a figure to be relied on."),
    }[reason]
