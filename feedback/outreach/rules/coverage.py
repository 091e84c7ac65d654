"""The coverage plan: what a stage × group cell says, where nobody has a voice yet, and whom to ask next. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from feedback.errors import Conflict, Message, message
from feedback.names import one_line, refusal

ASKED, TOO_FEW, NOT_ASKED, NOT_APPLICABLE = "asked", "too_few", "not_asked", "not_applicable"
LONGEST_REASON = 300


@dataclass(frozen=True, slots=True)
class Cell:
    """One stage and one group. `n` is how many people answered there: None where that is not told (too few), or not
    counted yet because the protected survey is still open. `newest` is the day of the newest answer.
    """

    stage_id: UUID
    group_id: UUID
    state: str
    n: int | None = None
    newest: date | None = None
    reason: str = ""
    age: int | None = None
    """Days since the newest answer, where that is longer than answers stay fresh."""
    rounds: int = 0
    """In how many rounds of asking these people answered."""
    counted_with: UUID | None = None
    """Of a sub-group too small to be told of: the group whose figure its people are in."""

    @property
    def old(self) -> bool:
        return self.age is not None

    @property
    def settled(self) -> bool:
        """Asked, or marked as not applicable with a reason: nothing is left to plan here."""
        return self.state != NOT_ASKED

    @property
    def waiting(self) -> bool:
        """Asked, and counted only when the survey closes."""
        return self.state == ASKED and self.n is None

    @property
    def silent(self) -> bool:
        """Asked, and nobody answered."""
        return self.state == ASKED and self.n == 0

    @property
    def heard(self) -> bool:
        """Somebody was asked and answered, or may still be answering."""
        return self.state in (ASKED, TOO_FEW) and not self.silent

    @property
    def markable(self) -> bool:
        """Whether it may be marked as not applicable: nobody has answered."""
        return self.state in (NOT_ASKED, NOT_APPLICABLE) or self.silent


@dataclass(frozen=True, slots=True)
class Heard:
    """What surveys say about one cell: people who answered, or why that is not told ("nobody", "not_yet", …)."""

    people: int | None
    hidden: str | None
    newest: date | None
    waves: frozenset[UUID] = frozenset()


def cell(
    stage_id: UUID, group_id: UUID, heard: Iterable[Heard], reason: str | None, today: date, old_after: int
) -> Cell:
    """The cell of a group and its sub-groups: their people are added up, answers outweigh a mark."""
    found = list(heard)
    people = sum(one.people or 0 for one in found)
    if people:
        newest = max((one.newest for one in found if one.newest), default=None)
        rounds = len({wave for one in found for wave in one.waves})
        age = age_if_old(newest, today, old_after)
        return Cell(stage_id, group_id, ASKED, people, newest, age=age, rounds=rounds)
    hidden = {one.hidden for one in found}
    if hidden & {"too_few", "complement"}:
        return Cell(stage_id, group_id, TOO_FEW)
    if "not_yet" in hidden:
        return Cell(stage_id, group_id, ASKED)
    if reason is not None:
        return Cell(stage_id, group_id, NOT_APPLICABLE, reason=reason)
    return Cell(stage_id, group_id, ASKED, 0) if found else Cell(stage_id, group_id, NOT_ASKED)


def age_if_old(newest: date | None, today: date, old_after: int) -> int | None:
    """Days since the newest answer, if they are more than `old_after`."""
    days = (today - newest).days if newest else 0
    return days if days > old_after else None


def reason_of(text: str) -> str:
    """Why a cell does not apply, on one line; Invalid where nothing is written."""
    reason = one_line(text)
    if not reason:
        raise refusal("reason", message("Write why this group does not live this stage."))
    if len(reason) > LONGEST_REASON:
        raise refusal("reason", message("At most %(most)s characters.", most=LONGEST_REASON))
    return reason


def may_mark(there: Cell) -> None:
    """Conflict where people of the group have answered about the stage, or may be answering now."""
    if not there.markable:
        raise Conflict(message("People of this group were asked about this stage: it does apply to them."))


def voiceless(kinds: Iterable[str], heard_kinds: Collection[str]) -> list[str]:
    """Kinds of groups that were never heard at any stage, each once, in the given order."""
    return [kind for kind in dict.fromkeys(kinds) if kind not in heard_kinds]


@dataclass(frozen=True, slots=True)
class Request:
    """The one request that would help most: whom to ask about which stage, and why."""

    stage_id: UUID
    group_id: UUID
    why: Message


def best_request(cells: Sequence[Cell], kinds: Mapping[UUID, str], voiceless_kinds: Collection[str]) -> Request | None:
    """Whom to ask next; None where every cell is asked, answered by enough people and not old.

    First a kind without any voice, then what was not asked, then what nobody answered, then too few, then the oldest;
    within these in the order given (customers first, stages as the journey goes).
    """
    ranked = [(urgency, one) for one in cells if (urgency := _urgency(one, kinds, voiceless_kinds)) is not None]
    if not ranked:
        return None
    (place, _), first = min(ranked, key=lambda pair: pair[0])
    return Request(first.stage_id, first.group_id, _why(place, first))


def _urgency(one: Cell, kinds: Mapping[UUID, str], voiceless_kinds: Collection[str]) -> tuple[int, date] | None:
    newest = one.newest or date.min
    if one.state == NOT_APPLICABLE or one.waiting:
        return None
    if kinds[one.group_id] in voiceless_kinds:
        return (0, newest)
    if one.state == NOT_ASKED:
        return (1, newest)
    if one.silent:
        return (2, newest)
    if one.state == TOO_FEW:
        return (3, newest)
    return (4, newest) if one.old else None


def _why(place: int, one: Cell) -> Message:
    return {
        0: message("This group has no voice yet: whatever is decided is decided without it."),
        1: message("Nobody of this group was asked about this stage: we know nothing, good or bad."),
        2: message("This group was asked about this stage and nobody answered. Try another channel."),
        3: message("Too few answered to show anything without giving somebody away."),
        4: message("The newest answer is %(days)s days old: much may have changed since.", days=one.age),
    }[place]
