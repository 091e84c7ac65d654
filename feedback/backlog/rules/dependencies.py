"""What has to be done before what: never in a circle."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

Needs = Mapping[UUID, Collection[UUID]]
"""Improvement -> those that have to be done before it."""


def circles(needs: Needs, of: UUID, wanted: Iterable[UUID]) -> frozenset[UUID]:
    """Those of `wanted` that need `of` themselves, directly or through others, or are it."""
    return frozenset(one for one in wanted if one == of or of in reached(needs, one))


def reached(needs: Needs, start: UUID) -> frozenset[UUID]:
    """Everything that has to be done before `start`."""
    found: set[UUID] = set()
    waiting = list(needs.get(start, ()))
    while waiting:
        if (one := waiting.pop()) not in found:
            found.add(one)
            waiting += needs.get(one, ())
    return frozenset(found)
