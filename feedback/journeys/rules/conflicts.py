"""Where two areas state different things about the same part of the map. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Protocol, TypeVar
from uuid import UUID


class Stated(Protocol):
    """One statement of an area: about what, on which topic, in words by language, in a number."""

    @property
    def function_id(self) -> UUID | None: ...
    @property
    def topic(self) -> str: ...
    @property
    def text(self) -> Mapping[str, str]: ...
    @property
    def value(self) -> float | None: ...


S = TypeVar("S", bound=Stated)


def differing(statements: Iterable[S]) -> list[Sequence[S]]:
    """Of statements about one thing: those of each topic that two areas or more give different answers to.

    Without a topic nobody can say that two statements are about the same; without an area, whose they are.
    """
    by_topic: dict[str, list[S]] = {}
    for one in statements:
        if one.topic and one.function_id:
            by_topic.setdefault(one.topic, []).append(one)
    return [same for same in by_topic.values() if any(_differ(*pair) for pair in combinations(same, 2))]


def _differ(one: Stated, other: Stated) -> bool:
    if one.function_id == other.function_id:
        return False
    if one.value is not None and other.value is not None:
        return one.value != other.value
    return _words_differ(one.text, other.text)


def _words_differ(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """In any language both are written in; two texts without a language in common nobody can compare."""
    return any(_plain(one[code]) != _plain(other[code]) for code in one.keys() & other.keys())


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".")
