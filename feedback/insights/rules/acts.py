"""Rules of what people do to themes: what may be done to which, and what stands in the way of taking it back. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from feedback.errors import Message, message

ACTIVE, MERGED, DISMISSED = "active", "merged", "dismissed"
RENAME, MERGE, SPLIT, ADD, EXAMPLES = "rename", "merge", "split", "add", "examples"
LOCK, UNLOCK, ACCEPT, DISMISS, RESTORE = "lock", "unlock", "accept", "dismiss", "restore"
MOVE = "move"
"""Not an act on a theme but a correction of one sentence; in a history it stands beside the acts."""

_ABOUT: Mapping[str, str] = {
    RENAME: "name",
    EXAMPLES: "examples",
    LOCK: "lock",
    UNLOCK: "lock",
    ACCEPT: "lock",
    MERGE: "members",
    SPLIT: "members",
    ADD: "members",
    DISMISS: "members",
    RESTORE: "members",
    MOVE: "members",
}
"""What of a theme an act changes: acts on different things stand in nobody's way."""
MADE_BY = frozenset({ADD, SPLIT})
"""Acts that make a theme: everything done to it since depends on them."""

KINDS: Mapping[str, Message] = {
    RENAME: message("Renamed"),
    MERGE: message("Merged"),
    SPLIT: message("Split off"),
    ADD: message("Added"),
    EXAMPLES: message("Examples changed"),
    LOCK: message("Locked"),
    UNLOCK: message("Unlocked"),
    ACCEPT: message("Accepted"),
    DISMISS: message("Dismissed"),
    RESTORE: message("Restored"),
    MOVE: message("Sentence moved"),
}
MOST_EXAMPLES, LONGEST_EXAMPLE = 30, 300
LEAST_MERGED = 2


@dataclass(frozen=True, slots=True)
class Done:
    """One act as the rule of undoing sees it. `themes` are all it touched, `made` those it made."""

    id: UUID
    kind: str
    themes: frozenset[UUID]
    at: datetime
    made: frozenset[UUID] = frozenset()
    undone: bool = False


def depending(act: Done, later: Iterable[Done]) -> list[Done]:
    """What was done since and still stands on this act, the newest first: it has to be undone before."""
    found = [one for one in later if one.id != act.id and not one.undone and one.at >= act.at and _depends(act, one)]
    return sorted(found, key=lambda one: (one.at, one.id), reverse=True)


def _depends(act: Done, later: Done) -> bool:
    if act.made & later.themes:
        return True
    return bool(act.themes & later.themes) and _ABOUT[act.kind] == _ABOUT[later.kind]


def undo_refusal(act: Done, later: Collection[Done]) -> Message | None:
    """Why an act cannot be taken back now; None where it can."""
    if act.undone:
        return message("This was undone already.")
    if depending(act, later):
        return message("Something that was done later depends on it. Undo that first.")
    return None


def merge_refusal(
    states: Mapping[UUID, str], into: UUID | None, fallback: Collection[UUID]
) -> tuple[str, Message] | None:
    """The field and why themes cannot become one; None where they can. `states`: theme -> its state, of all chosen."""
    if len(states) < LEAST_MERGED:
        return "themes", message("Choose at least two themes.")
    if any(state != ACTIVE for state in states.values()):
        return "themes", message("One of them was merged or dismissed meanwhile.")
    if set(fallback) & set(states):
        return "themes", message("“Overall impression” holds what names no theme; it cannot be merged.")
    if into not in states:
        return "into", message("Choose which of them stays.")
    return None


def dismiss_refusal(state: str, locked: bool, fallback: bool) -> Message | None:
    """Why a theme cannot be dismissed; None where it can."""
    if state != ACTIVE:
        return message("It was merged or dismissed already.")
    if locked:
        return message("It is locked. Unlock it first.")
    if fallback:
        return message("It holds what names no theme, and cannot be dismissed.")
    return None


def examples_refusal(examples: Collection[str], required: bool = True) -> Message | None:
    """Why these sentences cannot teach; None where they can."""
    if required and not examples:
        return message("Write at least one sentence as people would say it.")
    if len(examples) > MOST_EXAMPLES:
        return message("At most %(most)s examples: the sentences people wrote teach more.", most=MOST_EXAMPLES)
    if any(len(one) > LONGEST_EXAMPLE for one in examples):
        return message(
            "One of them is longer than %(most)s characters. Write one sentence a line.", most=LONGEST_EXAMPLE
        )
    return None
