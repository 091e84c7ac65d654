"""The figures of a line that a formula of one's own may use: their names, what they mean, and their units. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from feedback.analysis.priority.formula_language import Problem
from feedback.errors import N_, Message, message


@dataclass(frozen=True, slots=True)
class Input:
    """One figure: its name in formulas, its meaning, its unit, and what is said of a line that has none.

    `varies`: its range is known, and goes into the range of the result.
    """

    name: str
    means: Message
    unit: Message
    without: Message
    varies: bool = False


NEVER = message(N_("this figure is missing"))
DAYS = message(N_("person-days"))
INPUTS: Mapping[str, Input] = {
    one.name: one
    for one in (
        Input("people", message(N_("people who raised it, over all groups")), message(N_("people")), NEVER, True),
        Input("groups", message(N_("groups in which it was raised")), message(N_("groups")), NEVER),
        Input(
            "reach",
            message(N_("people who raised it out of those heard at the stage")),
            message(N_("0 to 1, or people a month where every stage knows them")),
            NEVER,
            True,
        ),
        Input(
            "severity",
            message(N_("how strong what they said is, from mild to harsh")),
            message(N_("0.1 to 1")),
            NEVER,
            True,
        ),
        Input(
            "breadth",
            message(N_("1, and up to 1 more for each other group that raises it")),
            message(N_("1 and more")),
            NEVER,
            True,
        ),
        Input("moment", message(N_("1.5 at a moment of truth, else 1")), message(N_("a factor")), NEVER),
        Input(
            "score",
            message(N_("the score the list is ordered by")),
            message(N_("logarithm, mostly below 0")),
            NEVER,
            True,
        ),
        Input("effort_low", message(N_("effort, best guess; 1 where nobody estimated it")), DAYS, NEVER),
        Input("effort_likely", message(N_("effort, likely; 5 where nobody estimated it")), DAYS, NEVER, True),
        Input("effort_high", message(N_("effort, worst guess; 20 where nobody estimated it")), DAYS, NEVER),
        Input(
            "cost",
            message(N_("what has to be spent besides the days")),
            message(N_("your money")),
            message(N_("nobody wrote down what it costs")),
        ),
        Input(
            "share_negative",
            message(N_("negative mentions out of all of its themes at its stage, each group by its weight")),
            message(N_("0 to 1")),
            message(N_("nothing that may be shown was said of its themes there")),
        ),
        Input(
            "votes",
            message(N_("who chose it out of all who voted, in the newest closed vote with it")),
            message(N_("0 to 1")),
            message(N_("no closed vote has it, or too few voted for a figure")),
        ),
        Input("waiting", message(N_("improvements that wait for it")), message(N_("improvements")), NEVER),
        Input(
            "days_left",
            message(N_("days until its date, below 0 where it has passed")),
            message(N_("days")),
            message(N_("it has no date")),
        ),
    )
}
WHY = {
    "zero": N_("letter %(position)s would divide by zero"),
    "log": N_("letter %(position)s would take the logarithm of 0 or less"),
    "sqrt": N_("letter %(position)s would take the root of less than 0"),
    "power": N_("letter %(position)s is a power that has no value"),
    "large": N_("letter %(position)s gives a number too large to mean anything"),
}


def why_not(problem: Problem) -> Message:
    """Why a line has no result, as the rest of a sentence."""
    if problem.why == "missing":
        return INPUTS[problem.name].without
    return message(WHY[problem.why], position=problem.at + 1)
