"""A line's numbers in plain words, in whatever language the reader has: messages inside messages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from feedback.analysis.priority import Separation
from feedback.errors import Message, message

MOST_NAMED = 3
STRONG, CLEAR = 0.5, 0.25
MOST_ANSWERS = 1000
"""More answers than this nobody can go and get: then it is not said."""


@dataclass(frozen=True, slots=True)
class Raised:
    """People of one group who raised a line, of those heard there."""

    name: Mapping[str, str]
    raised: int
    heard: int


def why(direction: str, groups: Sequence[Raised], severity: float, *, moment: bool) -> Message | None:
    """One sentence for a line with a score: who, how many of how many, how strongly, and whether it decides.

    None where nobody raised it. Groups are never added up: each has its own "x of y".
    """
    if not groups:
        return None
    ordered = sorted(groups, key=lambda one: -one.raised / max(1, one.heard))
    who = listed([_people(one) for one in ordered[:MOST_NAMED]], len(ordered) - MOST_NAMED)
    return _amplify(who, severity, moment) if direction == "amplify" else _reduce(who, severity, moment)


def _people(one: Raised) -> Message:
    return message("%(raised)s of %(heard)s in %(group)s", raised=one.raised, heard=one.heard, group=dict(one.name))


def listed(parts: Sequence[Message], more: int = 0) -> Message:
    """ "a", "a and b", "a, b and c", and how many more there are."""
    if more > 0:
        return message("%(list)s and %(more)s more groups", list=_commas(parts), more=more)
    if len(parts) == 1:
        return parts[0]
    return message("%(list)s and %(last)s", list=_commas(parts[:-1]), last=parts[-1])


def _commas(parts: Sequence[Message]) -> Message:
    joined = parts[0]
    for part in parts[1:]:
        joined = message("%(list)s, %(next)s", list=joined, next=part)
    return joined


def _reduce(who: Message, severity: float, moment: bool) -> Message:
    how = _harshness(severity)
    if moment:
        return message("%(who)s bring it up, %(how)s, at a moment of truth.", who=who, how=how)
    return message("%(who)s bring it up, %(how)s.", who=who, how=how)


def _harshness(severity: float) -> Message:
    if severity >= STRONG:
        return message("in strong words")
    return message("in clear words") if severity >= CLEAR else message("in mild words")


def _amplify(who: Message, gap: float, moment: bool) -> Message:
    how = _advantage(gap)
    if moment:
        return message("%(who)s bring it up, %(how)s, at a moment of truth.", who=who, how=how)
    return message("%(who)s bring it up, %(how)s.", who=who, how=how)


def _advantage(gap: float) -> Message:
    if gap >= STRONG:
        return message("much more favourably than elsewhere")
    return (
        message("more favourably than elsewhere") if gap >= CLEAR else message("hardly more favourably than elsewhere")
    )


def effort(low: float | None, likely: float | None, high: float | None) -> Message:
    """The guess of the effort in words."""
    if low is None or likely is None or high is None:
        return message("effort not estimated")
    if low == high:
        return message("%(days)s person-days", days=plain(low))
    return message("%(low)s to %(high)s person-days", low=plain(low), high=plain(high))


def plain(days: float) -> str:
    """Days without needless decimals."""
    return f"{days:g}"


def apart(kept: Mapping[str, Any] | None, rank: int | None, group: Mapping[str, str] | None) -> Message | None:
    """What would tell a line apart from the one above it, of this rank; None where asking is not the way."""
    if not kept or rank is None or not 0 < (kept.get("answers") or 0) <= MOST_ANSWERS:
        return None
    if group is None:
        return message(
            "About %(answers)s more answers would tell it apart from rank %(rank)s.",
            answers=kept["answers"],
            rank=rank,
        )
    return message(
        "About %(answers)s more answers of %(group)s would tell it apart from rank %(rank)s.",
        answers=kept["answers"],
        rank=rank,
        group=dict(group),
    )


def separated(found: Separation, names: Mapping[str, Mapping[str, str]]) -> Message:
    """How many more answers would tell two lines apart, or why asking is not the way; `names`: group code -> names."""
    if found.answers is None:
        return found.reason or message("These two are so close that asking more people would not tell them apart.")
    if found.group is None:
        return message(
            "About %(answers)s more answers, from all their groups, would tell them apart.", answers=found.answers
        )
    group = dict(names.get(found.group, {"en": found.group}))
    return message(
        "About %(answers)s more answers of %(group)s would tell them apart.", answers=found.answers, group=group
    )


def moves(kept: Mapping[str, Any], group: Mapping[str, str] | None, *, estimated: bool) -> Message | None:
    """The input whose doubt moves a line most; None where nothing moves it."""
    share = round(100 * kept["share"])
    if not share:
        return None
    if group is None:
        what = message("its effort") if estimated else message("its effort, which nobody has estimated")
    else:
        what = _INPUTS[kept["input"]](dict(group))
    return message("What moves its place most: %(what)s (%(share)s%% of the doubt).", what=what, share=share)


_INPUTS: Mapping[str, Callable[[dict[str, str]], Message]] = {
    "reach": lambda group: message("how many of %(group)s raise it", group=group),
    "severity": lambda group: message("how strongly %(group)s say it", group=group),
    "breadth": lambda group: message("how many others raise what %(group)s say", group=group),
}


def unranked(status: str, analysed: bool) -> Message:
    """Why a line stands without rank where no score says so."""
    if status == "declined":
        return message("It was decided against, so it is not in the order.")
    if status == "done":
        return message("It is done, so it is not in the order.")
    if not analysed:
        return message("There is no analysis yet: run one, and the list gets its order.")
    return message("Its place is being computed.")
