"""What an effect check says in words: its verdict, and what to keep in mind beside it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from feedback.analysis.disclosure import Shown
from feedback.analysis.effect_checks import FEWEST
from feedback.errors import Message, message
from feedback.programme.rules.effect_figures import Said, Weighed
from feedback.programme.rules.effect_record import Caveat, Figures
from feedback.programme.rules.effects import DOWN, SETTLING, YESNO


@dataclass(frozen=True, slots=True)
class Around:
    """What else is known about a check: what was done beside it, and how its answers came.

    `here` and `there` are numbers of other improvements worked on meanwhile, at the stage itself and at controls.
    """

    late: bool
    measure: str
    direction: str
    minimum: float
    controls: int
    here: tuple[int, ...]
    there: tuple[int, ...]
    left_out: int
    done_on: date | None
    today: date


def caveats(said: Said, weighed: Weighed, around: Around) -> list[Caveat]:
    """What to keep in mind, the weightiest first."""
    found = [*_about_the_baseline(said, weighed, around), *_about_controls(weighed, around)]
    if weighed.verdict == "improved" and weighed.effect is not None:
        wished = -weighed.effect.value if around.direction == DOWN else weighed.effect.value
        found += [("small", {})] if wished < around.minimum else []
    if around.here:
        found.append(("beside", {"numbers": _numbers(around.here)}))
    if around.left_out:
        found.append(("left_out", {"count": around.left_out}))
    if around.done_on is not None and around.today - around.done_on < SETTLING:
        found.append(("soon", {}))
    return [*found, ("never_sure", {})]


def _about_the_baseline(said: Said, weighed: Weighed, around: Around) -> list[Caveat]:
    late: list[Caveat] = [("late", {})] if around.late else []
    if weighed.baseline == "old":
        return [*late, ("old", {"n": said.fresh.people})]
    if weighed.baseline == "none":
        return [*late, ("no_baseline", {"n": FEWEST})]
    return late


def _about_controls(weighed: Weighed, around: Around) -> list[Caveat]:
    found: list[Caveat] = []
    if around.measure == YESNO or not around.controls:
        found.append(("no_controls", {}))
    elif len(weighed.controls) < around.controls:
        missing = around.controls - len(weighed.controls)
        found.append(("silent_controls", {"count": missing, "all": around.controls}))
    if around.there:
        found.append(("touched", {"numbers": _numbers(around.there)}))
    return found


def _numbers(numbers: tuple[int, ...]) -> str:
    return ", ".join(f"#{number}" for number in sorted(numbers))


def caveat(code: str, named: Mapping[str, Any]) -> Message:
    """One of them as a sentence."""
    return {
        "late": message(
            "It was registered after the work had started: the question may have been chosen with the outcome in sight."
        ),
        "old": message(
            "There is no fresh baseline (%(n)s answers between registration and start). It stands on the answers the "
            "choice was made with, pulled towards the mean of all stages: the worst of many looks worse than it is.",
            **_with(named, "n"),
        ),
        "no_baseline": message(
            "There is nothing to compare with: fewer than %(n)s answers before the work, and too few stages to correct "
            "old ones by.",
            **_with(named, "n"),
        ),
        "no_controls": message(
            "No other stage is compared with: whatever moved everything would look like the work here."
        ),
        "silent_controls": message(
            "Too few answers to compare with at %(count)s of %(all)s control stages.",
            **_with(named, "count", "all"),
        ),
        "touched": message(
            "Control stages were worked on too (%(numbers)s): what came of that is taken off here.",
            **_with(named, "numbers"),
        ),
        "beside": message(
            "Other work touched this stage meanwhile (%(numbers)s): nobody can tell the two apart.",
            **_with(named, "numbers"),
        ),
        "small": message("It moved by less than was registered as worth it, as far as one can tell."),
        "left_out": message(
            "Surveys that ran across the start or the end of the work are left out (%(count)s): nobody knows the day "
            "of a protected answer.",
            **_with(named, "count"),
        ),
        "soon": message("It had been done for less than two weeks: people may have answered about the news of it."),
        "never_sure": message(
            "People were not drawn by lot: something else may have changed for them in the same time."
        ),
    }[code]


def _with(named: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: named.get(name, "") for name in names}


def summary(verdict: str, shown: Figures) -> Message:
    """The verdict in one sentence."""
    if verdict == "unchanged" and _moved(shown):
        return message("It moved by more than chance explains, but by less than was registered as worth it.")
    return {
        "improved": message("It moved as it was meant to, and by more than chance explains."),
        "unchanged": message("Nothing moved that could be told from chance, and a change worth it would have shown."),
        "worse": message("It moved the wrong way, and by more than chance explains."),
        "not_enough": message("Too few answered to tell a change worth the work from chance."),
    }[verdict]


def _moved(shown: Figures) -> bool:
    effect = shown.effect
    if not isinstance(effect, Shown) or effect.low is None or effect.high is None:
        return False
    return effect.low > 0 or effect.high < 0
