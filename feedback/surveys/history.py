"""Undoing and doing again, found in the drafts as they stood one after the other. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

KEPT = 50
"""So many changes of a draft can be undone."""


@dataclass(frozen=True, slots=True)
class Steps:
    """Places, in the sequence they were found in, of the drafts that undo and redo bring back; None: there is none."""

    undo: int | None = None
    redo: int | None = None


def steps(drafts: Sequence[str]) -> Steps:
    """What undo and redo lead to. `drafts` are all that is kept, the oldest first, the current one last.

    Going back is itself a change and stands in the sequence, so that nothing is ever lost: a draft equal to the one
    before the current is read as going back, one equal to what was gone back from as going forward again.
    """
    line: list[int] = []
    at = -1
    for index, draft in enumerate(drafts):
        if at > 0 and drafts[line[at - 1]] == draft:
            at -= 1
        elif at + 1 < len(line) and drafts[line[at + 1]] == draft:
            at += 1
        elif at < 0 or drafts[line[at]] != draft:
            at += 1
            line[at:] = [index]
    return Steps(line[at - 1] if at > 0 else None, line[at + 1] if at + 1 < len(line) else None)
