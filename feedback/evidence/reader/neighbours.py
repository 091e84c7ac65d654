"""What the columns of a file say of each other: one date, blocks of questions, which text a rating goes with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest
from typing import Literal

from feedback.errors import Message, message
from feedback.tables.folding import lookup_key

from .columns import ColumnProfile, Profile
from .mapping import ALL_TEXTS, OWN
from .ratings import fits
from .scale import Scale
from .signs import by_header

Role = Literal["comment", "rating", "segment", "date", "stage", "group", "source", "language", "leave"]
ONCE: tuple[Role, ...] = ("date", "stage", "group", "source", "language")
"""Roles that one column of a file can have."""
DATED_LAST = ("submi", "complet", "finaliz", "conclus", "end", "recorded", "envio", "timestamp", "marca")
"""Of several moments the one at which an answer was complete is its date."""
_COUNTED = re.compile(r"[0-9]+\W*$")


@dataclass(frozen=True, slots=True)
class Proposed:
    """One column: what it would become and why. `beside`: the text column its rating goes with, or ALL_TEXTS, OWN."""

    name: str
    role: Role
    why: Message
    scale: Scale | None = None
    beside: str = OWN


def settled(found: Sequence[Proposed], counted: Profile, questions: Mapping[str, str]) -> tuple[Proposed, ...]:
    """What each column is in the end, from what each is by itself. `questions`: column → its question."""
    alone = _once_each({one.name: one for one in found}, counted)
    return tuple(_paired(list(_like_their_neighbours(alone, counted, questions).values())))


def _once_each(found: Mapping[str, Proposed], counted: Profile) -> dict[str, Proposed]:
    """One date, one stage…: the best keeps the role, what is left of moments goes, other labels say who speaks."""
    best = {role: _best(role, found, counted) for role in ONCE}
    return {
        name: one if one.role not in ONCE or best[one.role] == name else _second(one) for name, one in found.items()
    }


def _best(role: Role, found: Mapping[str, Proposed], counted: Profile) -> str | None:
    columns = {one.name: one for one in counted.columns}
    names = [name for name, one in found.items() if one.role == role]
    return max(names, key=lambda name: _claim(role, columns[name]), default=None)


def _claim(role: Role, column: ColumnProfile) -> tuple[float, float]:
    key = lookup_key(column.name)
    late = 2.0 if role == "date" and any(word in key for word in DATED_LAST) else 0.0
    return late + by_header(role, column.name), column.filled


def _second(one: Proposed) -> Proposed:
    if one.role == "date":
        return replace(one, role="leave", why=message("Another column is the date."))
    return replace(one, role="segment", why=message("Another column says it already."))


def _like_their_neighbours(
    found: Mapping[str, Proposed], counted: Profile, questions: Mapping[str, str]
) -> dict[str, Proposed]:
    """Numbers that fit the scale of the rating beside them, in the same block of questions, are a rating too."""
    columns = {one.name: one for one in counted.columns}
    names = list(found)
    result = dict(found)
    for order in (names, names[::-1]):
        for before, name in pairwise(order):
            scale, one = result[before].scale, result[name]
            of_one_block = _block(before, questions) == _block(name, questions) or len(columns[name].values) == 1
            if scale and of_one_block and _joins(columns[name], one, scale):
                why = message("On the scale of the question beside it.")
                result[name] = replace(one, role="rating", scale=scale, why=why)
    return result


def _block(name: str, questions: Mapping[str, str]) -> str:
    """What columns of one block share: their question, else their name but for its number."""
    return questions.get(name) or _COUNTED.sub("", name)


def _joins(column: ColumnProfile, one: Proposed, scale: Scale) -> bool:
    """Numbers only, and nothing that was recognised as something else."""
    unclear = one.role == "segment" or (one.role == "leave" and len(column.values) == 1)
    return bool(column.filled) and unclear and column.numeric == column.filled and fits(column, scale)


def _paired(found: Sequence[Proposed]) -> Iterator[Proposed]:
    """Which text a rating goes with: the only one with all texts, of several each with the text right behind it."""
    ratings = [one for one in found if one.role == "rating"]
    texts = [one for one in found if one.role == "comment"]
    kept = [one for one in found if one.role != "leave"]
    behind = {one.name: next_ for one, next_ in zip_longest(kept, kept[1:])}
    for one in found:
        if one.role == "rating" and texts:
            yield replace(one, beside=_beside(one, len(ratings), behind[one.name]))
        else:
            yield one


def _beside(one: Proposed, ratings: int, next_: Proposed | None) -> str:
    if ratings == 1:
        return ALL_TEXTS
    return next_.name if next_ and next_.role == "comment" else OWN
