"""What a stakeholder group may be, and which kinds of groups are still missing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Protocol, TypeVar
from uuid import UUID

from feedback.errors import Conflict, Message, message
from feedback.names import one_line, refusal

KINDS = ("customer", "employee", "supplier", "other")
"""Kinds of groups, in the order of pages."""
NEEDED_KINDS = KINDS[:3]
"""Kinds the method asks in every organisation: with a group of each and its size, step 1 is done."""
LARGEST = 2_000_000_000
_PLAIN = re.compile(r"\d{1,10}")
_THOUSANDS = re.compile(r"\d{1,3}(?P<mark>[.,' ])\d{3}(?:(?P=mark)\d{3})*")


class Group(Protocol):
    """What these rules read of a group."""

    @property
    def id(self) -> UUID: ...
    @property
    def kind(self) -> str: ...
    @property
    def size(self) -> int | None: ...
    @property
    def parent_id(self) -> UUID | None: ...
    @property
    def archived_at(self) -> datetime | None: ...


G = TypeVar("G", bound=Group)


@dataclass(frozen=True, slots=True)
class Branch(Generic[G]):
    """A group with its sub-groups."""

    group: G
    sub_groups: tuple[G, ...]


def kind_label(kind: str) -> Message:
    """The kind's name in the plural."""
    return {
        "customer": message("Customers"),
        "employee": message("Employees"),
        "supplier": message("Suppliers"),
    }.get(kind, message("Others"))


def missing_kinds(groups: Iterable[Group]) -> tuple[str, ...]:
    """Needed kinds without a group in use that has a size; empty when step 1 is done."""
    there = {group.kind for group in groups if group.size and group.archived_at is None}
    return tuple(kind for kind in NEEDED_KINDS if kind not in there)


def branches(groups: Sequence[G]) -> list[Branch[G]]:
    """Groups with their sub-groups, in the given order; a sub-group whose group is not among them stands alone."""
    known = {group.id for group in groups}
    children: dict[UUID | None, list[G]] = {}
    for group in groups:
        if group.parent_id in known:
            children.setdefault(group.parent_id, []).append(group)
    return [Branch(group, tuple(children.get(group.id, ()))) for group in groups if group.parent_id not in known]


def kind_of(text: str) -> str:
    """The kind itself; Invalid where there is no such kind."""
    if text not in KINDS:
        raise refusal("kind", message("Choose customers, employees, suppliers or others."))
    return text


def size_of(text: str) -> int | None:
    """How many people, as people write it: 4200, 4.200, 4,200 or 4 200; None where nothing is written."""
    written = one_line(text)
    if not written:
        return None
    digits = re.sub(r"\D", "", written) if _THOUSANDS.fullmatch(written) else written
    if not (_PLAIN.fullmatch(digits) and digits.isascii()):
        raise refusal("size", message("Write a whole number, such as 250."))
    return people(int(digits))


def people(size: int | None) -> int | None:
    """A size that can be: at least one person."""
    if size is not None and not 0 < size <= LARGEST:
        raise refusal("size", message("Write how many people belong to it, from 1 to %(most)s.", most=LARGEST))
    return size


def may_be_under(parent: Group, kind: str, *, has_sub_groups: bool, itself: bool) -> None:
    """Invalid where a group of this kind cannot be a sub-group of `parent`: there are two levels, of one kind."""
    if itself or has_sub_groups or parent.parent_id is not None:
        raise refusal("parent", message("A sub-group cannot have sub-groups of its own."))
    if parent.archived_at is not None:
        raise refusal("parent", message("That group is archived. Bring it back first."))
    if parent.kind != kind:
        raise refusal("parent", message("A sub-group is of the same kind as its group."))


def may_return(parent: Group | None) -> None:
    """Conflict where the group it belongs to is archived itself."""
    if parent is not None and parent.archived_at is not None:
        raise Conflict(message("The group it belongs to is archived. Bring that one back first."))
