"""What of somebody's work has passed its day, and what comes this week. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from feedback.programme.rules.work import is_soon


@dataclass(frozen=True, slots=True)
class Due:
    """Something of an open yes that has a day: the whole, or (`part`) a milestone of it."""

    number: int
    title: Mapping[str, str]
    part: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Dues:
    """What is late and what comes in the coming week, the earliest first; `stuck`: (number, title, what is in the way)
    of work that something stands in the way of."""

    late: tuple[Due, ...]
    soon: tuple[Due, ...]
    stuck: tuple[tuple[int, Mapping[str, str], str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.late or self.soon)


def parted(found: Iterable[Due], today: date, stuck: Iterable[tuple[int, Mapping[str, str], str]] = ()) -> Dues:
    """Late before today, soon up to a week from it; later things are nobody's worry yet."""
    ordered = sorted(found, key=lambda one: (one.due_on, one.number, one.part))
    return Dues(
        late=tuple(one for one in ordered if one.due_on < today),
        soon=tuple(one for one in ordered if is_soon(one.due_on, today)),
        stuck=tuple(stuck),
    )
