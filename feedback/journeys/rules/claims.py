"""What the map states, and how sure that is: assumed, reasoned, validated or refuted. Pure.

Source: three kinds of statements on a map (assumption, reasoned inside the company, validated by those who lived it)
and the threshold of k people or two independent kinds of evidence newer than a set age, as journey-mapping practice
has them; intervals of shares by Wilson (1927).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from feedback.analysis.statistics import wilson
from feedback.errors import Message, message

StateCode = Literal["assumed", "reasoned", "validated", "refuted"]
Says = Literal["for", "against"]
Family = Literal["words", "answers", "noted", "services"]

FEWEST = 5
"""People who lived it, before their word alone decides; more where the surveys they answered ask for more."""
FAMILIES: Mapping[str, Family] = {
    "evidence": "words",
    "theme": "words",
    "question": "answers",
    "note": "noted",
    "cluster": "noted",
    "observation": "noted",
    "insiders": "noted",
    "walk": "services",
}
"""Kinds of evidence that do not depend on each other: a theme is made of the same words as the rows in it. An
observation is one row of what somebody here saw; insiders are themes and answers of those who serve the people. A walk
is a real service followed through the map: what happened in it nobody has to remember or to think."""
LIVED: frozenset[Family] = frozenset({"words", "answers"})
"""What people who lived it said; the rest is what those who serve them saw, think and looked up."""
_SINGLE = frozenset({"evidence", "note", "observation", "walk"})
"""Kinds of which each is another person's; people of themes, questions and clusters may be the same ones."""

STATES: Mapping[StateCode, Message] = {
    "assumed": message("Assumed"),
    "reasoned": message("Reasoned"),
    "validated": message("Validated"),
    "refuted": message("Refuted"),
}
KINDS: Mapping[Family, Message] = {
    "words": message("what people wrote"),
    "answers": message("what people answered"),
    "noted": message("what your own people noted"),
    "services": message("services walked through the map"),
}


@dataclass(frozen=True, slots=True)
class Support:
    """What one link says: `people` stand behind it, the newest of them on `newest` (None: nobody knows when).

    Of a question there are two, one for and one against. `k` is the fewest people a figure of it may rest on; what
    may not be shown has no people here and counts as nothing.
    """

    kind: str
    says: Says
    people: int
    newest: date | None
    k: int = 1

    @property
    def family(self) -> Family:
        return FAMILIES[self.kind]

    def fresh(self, today: date, half_life_days: int) -> bool:
        """Not older than the half-life; what has no date counts as old."""
        return self.newest is not None and (today - self.newest).days <= half_life_days


@dataclass(frozen=True)
class Side:
    """Everything that speaks one way."""

    supports: Sequence[Support] = ()

    @cached_property
    def by_family(self) -> dict[Family, int]:
        """Kind of evidence -> at least so many different people."""
        families = dict.fromkeys(one.family for one in self.supports)
        return {family: _people([one for one in self.supports if one.family == family]) for family in families}

    @property
    def people(self) -> int:
        """At least so many different people; those of two kinds of evidence may be the same ones."""
        return max(self.by_family.values(), default=0)

    @property
    def lived(self) -> int:
        """Of them, people who lived it."""
        return max((n for family, n in self.by_family.items() if family in LIVED), default=0)

    @property
    def newest(self) -> date | None:
        return max((one.newest for one in self.supports if one.newest), default=None)

    @property
    def k(self) -> int:
        return max([FEWEST, *(one.k for one in self.supports)])


def _people(supports: Sequence[Support]) -> int:
    """At least so many different people behind evidence of one kind."""
    alone = sum(one.people for one in supports if one.kind in _SINGLE)
    return max([alone, *(one.people for one in supports if one.kind not in _SINGLE)])


@dataclass(frozen=True, slots=True)
class State:
    """How sure a statement is, and why; with the figures it was decided by.

    `ask_again`: it would be validated or refuted if what is linked to it were not too old.
    """

    code: StateCode
    why: Message
    ask_again: bool = False
    people: int = 0
    against: int = 0
    kinds: tuple[Family, ...] = ()
    newest: date | None = None

    @property
    def label(self) -> Message:
        return STATES[self.code]


def state(supports: Iterable[Support], *, reason: str, today: date, half_life_days: int) -> State:
    """What a statement is worth. What speaks against it is weighed exactly as what speaks for it.

    A link counts when at least one person may be shown behind it, and is fresh when it is not older than the
    half-life. Of the fresh links one side *holds* when

    - at least k people who lived it were heard on the two sides together (5, or more where a survey asks for more)
      and the lower 95 % bound (Wilson) of the share that speaks this way is above one half; or
    - two kinds of evidence that do not depend on each other (words, answers to a question, notes of your own people,
      services walked through the map: each counts as one person's) speak this way, nothing speaks the other way or
      the same bound, over everybody, is above one half, and the people who lived it have not decided otherwise by the
      first rule.

    People of one side: single rows and notes add up; of themes, questions and clusters, and between kinds of
    evidence, only the largest counts, since they may be the same people.

    *validated*: what speaks for it holds. *refuted*: what speaks against it holds. *reasoned*: there is a reason, or
    anything that speaks for it counts, or one side would hold if age did not matter (then `ask_again`). *assumed*:
    none of these. Range: the four words; validated is the surest. Border: 5 of 5 people have the lower bound 0.57.
    """
    counted = [one for one in supports if one.people > 0]
    fresh = [one for one in counted if one.fresh(today, half_life_days)]
    if decided := _decided(_side(fresh, "for"), _side(fresh, "against")):
        return decided
    return _undecided(_side(counted, "for"), _side(counted, "against"), reason.strip())


def _side(supports: Sequence[Support], says: Says) -> Side:
    return Side([one for one in supports if one.says == says])


def _decided(speaks_for: Side, against: Side) -> State | None:
    """Validated or refuted, where one of the two sides holds; people who lived it decide before kinds of evidence."""
    for holds in (_enough_people, _two_kinds):
        if holds(speaks_for, against):
            return _state("validated", _why(speaks_for, against), speaks_for, against)
        if holds(against, speaks_for):
            return _state("refuted", _why_not(speaks_for, against), speaks_for, against)
    return None


def _undecided(speaks_for: Side, against: Side, reason: str) -> State:
    """Neither side holds with what is fresh: reasoned or assumed."""
    if _decided(speaks_for, against):
        too_old = message("What decided it is too old, or nobody knows how old: ask again.")
        return _state("reasoned", too_old, speaks_for, against, True)
    if speaks_for.people and against.people:
        return _state("reasoned", message("Some speak for it, some against it."), speaks_for, against)
    if speaks_for.people:
        return _state("reasoned", message("Something speaks for it, not yet enough."), speaks_for, against)
    if reason:
        return _state("reasoned", message("There is a reason; nobody who lived it says so yet."), speaks_for, against)
    if against.people:
        return _state("assumed", message("Something speaks against it, not yet enough."), speaks_for, against)
    return _state("assumed", message("Nothing stands behind it yet."), speaks_for, against)


def _enough_people(side: Side, other: Side) -> bool:
    heard = side.lived + other.lived
    return heard >= max(side.k, other.k) and outweighs(side.lived, heard)


def _two_kinds(side: Side, other: Side) -> bool:
    alone = not other.supports
    return len(side.by_family) >= 2 and (alone or outweighs(side.people, side.people + other.people))


def outweighs(people: int, heard: int) -> bool:
    """Whether the lower 95 % bound of people out of heard is above one half."""
    share = wilson(people, heard)
    return share is not None and share.low is not None and share.low > 0.5


def _why(speaks_for: Side, against: Side) -> Message:
    if not _enough_people(speaks_for, against):
        return message("Kinds of evidence that do not depend on each other say so.")
    heard = speaks_for.lived + against.lived
    return message("%(people)s of %(heard)s people heard say so.", people=speaks_for.lived, heard=heard)


def _why_not(speaks_for: Side, against: Side) -> Message:
    if not _enough_people(against, speaks_for):
        return message("Kinds of evidence that do not depend on each other speak against it.")
    heard = speaks_for.lived + against.lived
    return message("%(people)s of %(heard)s people heard speak against it.", people=against.lived, heard=heard)


def _state(code: StateCode, why: Message, speaks_for: Side, against: Side, ask_again: bool = False) -> State:
    newest = max((day for day in (speaks_for.newest, against.newest) if day), default=None)
    deciding = against if code == "refuted" else speaks_for
    return State(code, why, ask_again, speaks_for.people, against.people, tuple(deciding.by_family), newest)
