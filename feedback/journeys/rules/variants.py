"""Which stages a variant goes through, as somebody typed it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

T = TypeVar("T")
MOST_VARIANTS = 20


def order_typed(places: Mapping[T, int | None]) -> list[T]:
    """What has a place, by its place; what has none is left out, and equal places keep the order they came in."""
    given = [(place, one) for one, place in places.items() if place is not None]
    return [one for _, one in sorted(given, key=lambda pair: pair[0])]
