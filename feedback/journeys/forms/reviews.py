"""Forms of the areas' reviews: whom to ask about which stages, and what an area says of one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from uuid import UUID

from feedback.journeys.models import BusinessFunction, Stage

Pair = tuple[BusinessFunction, Stage]


def pair_name(function: BusinessFunction, stage: Stage) -> str:
    """What the form calls asking this area about this stage."""
    return f"{function.code}/{stage.code}"


def chosen(sent: Collection[str], functions: Sequence[BusinessFunction], stages: Sequence[Stage]) -> Iterator[Pair]:
    """The pairs that were ticked; what names none of them is left out."""
    return ((one, stage) for one in functions for stage in stages if pair_name(one, stage) in sent)


def ticked(concerned: Mapping[UUID, Sequence[Stage]], functions: Sequence[BusinessFunction]) -> set[str]:
    """The pairs that are proposed: each area about the stages that concern it."""
    return {pair_name(one, stage) for one in functions for stage in concerned.get(one.id, ())}
