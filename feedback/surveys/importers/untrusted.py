"""Parts of a JSON file that may have any shape: asked for by the shape they should have. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

LONGEST_NUMBER = 40
"""Characters of a number that is written as a text."""
LARGEST_NUMBER = 1e15


def mapping(value: object, *path: str) -> dict[str, Any]:
    """The object at the end of a path of names; an empty one where there is something else."""
    found = _at(value, path)
    return found if isinstance(found, dict) else {}


def listing(value: object, *path: str) -> list[Any]:
    """The list at the end of a path; an empty one where there is something else."""
    found = _at(value, path)
    return found if isinstance(found, list) else []


def text(value: object, *path: str) -> str:
    """The text at the end of a path; a number as people write it, "" for anything else."""
    found = _at(value, path)
    if isinstance(found, bool) or found is None:
        return ""
    if isinstance(found, int | float):
        return str(int(found)) if found == int(found) else str(found)
    return found if isinstance(found, str) else ""


def number(value: object, *path: str) -> float | int | None:
    """The number at the end of a path, also where it is written as a text; None for anything else."""
    read = decimal(text(value, *path))
    return int(read) if read is not None and read == int(read) else read


def decimal(written: str) -> float | None:
    """The number a text stands for, if it is one that our documents can hold."""
    # Reading a million digits takes minutes, and no setting has more than a few.
    if len(written) > LONGEST_NUMBER:
        return None
    try:
        read = float(written)
    except ValueError:
        return None
    return read if abs(read) <= LARGEST_NUMBER else None


def is_true(value: object, *path: str) -> bool:
    """Whether there is a yes at the end of a path, in any of the ways files write it."""
    return _at(value, path) in (True, 1, "true", "True", "1", "on", "ON", "yes", "Yes")


def members(value: object) -> Iterator[tuple[str, Any]]:
    """The members of an object, or of a list numbered from 1: some tools write either."""
    if isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, list):
        yield from ((str(place), one) for place, one in enumerate(value, 1))


def _at(value: object, path: tuple[str, ...]) -> object:
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value
