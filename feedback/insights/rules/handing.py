"""Where along the journey one part of the company hands people over to another. Pure."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

Stage = TypeVar("Stage")
Owner = TypeVar("Owner", bound=Hashable)


@dataclass(frozen=True, slots=True)
class HandOver(Generic[Stage, Owner]):
    """From the last stage in the hands of some to the first where others come in: who had them, who takes over."""

    before: Stage
    after: Stage
    had: tuple[Owner, ...]
    takes: tuple[Owner, ...]


def hand_overs(journey: Iterable[tuple[Stage, Sequence[Owner]]]) -> list[HandOver[Stage, Owner]]:
    """Every hand-over along the stages, in their order, each with those whose it is.

    Stages in nobody's hands are passed over: people go from the last hands to the next. Where somebody only steps out
    and nobody new comes in, nothing is handed over.
    """
    held = [(stage, tuple(owners)) for stage, owners in journey if owners]
    found = []
    for (before, had), (after, now) in pairwise(held):
        takes = tuple(owner for owner in now if owner not in had)
        if takes:
            found.append(HandOver(before, after, had, takes))
    return found
