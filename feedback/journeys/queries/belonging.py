"""Whose an area is: the members and the groups of people who work in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from feedback.db import db
from feedback.journeys.models import FunctionGroup, FunctionMember
from feedback.stakeholders.models import StakeholderGroup
from feedback.stakeholders.queries import groups as stakeholders

CUSTOMER = "customer"


@dataclass(frozen=True, slots=True)
class Belonging:
    """Area -> its members, and area -> its groups, sub-groups with them."""

    members: Mapping[UUID, Collection[UUID]]
    groups: Mapping[UUID, Collection[UUID]]

    def areas_of(self, user_id: UUID | None) -> set[UUID]:
        """The areas somebody works in; none for nobody."""
        return {area for area, people in self.members.items() if user_id in people}


def belonging() -> Belonging:
    """Who works where, over all areas: three reads."""
    members = db.session.execute(select(FunctionMember.function_id, FunctionMember.user_id))
    groups = db.session.execute(select(FunctionGroup.function_id, FunctionGroup.group_id))
    parts = _parts()
    whole = ((area, one) for area, group in groups for one in (group, *parts.get(group, ())))
    return Belonging(_gathered((area, user) for area, user in members), _gathered(whole))


def _gathered(pairs: Iterable[tuple[UUID, UUID]]) -> dict[UUID, set[UUID]]:
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for area, one in pairs:
        found[area].add(one)
    return dict(found)


def _parts() -> dict[UUID, set[UUID]]:
    rows = db.session.execute(select(StakeholderGroup.parent_id, StakeholderGroup.id))
    return _gathered((parent, one) for parent, one in rows if parent is not None)


def members_of(function_id: UUID) -> set[UUID]:
    """The members who were said to work in an area."""
    return set(db.session.scalars(select(FunctionMember.user_id).where(FunctionMember.function_id == function_id)))


def groups_of(function_id: UUID) -> set[UUID]:
    """The groups that were said to work in an area, as they were chosen: without their sub-groups."""
    return set(db.session.scalars(select(FunctionGroup.group_id).where(FunctionGroup.function_id == function_id)))


def possible_groups() -> list[StakeholderGroup]:
    """Groups in use whose people can work in an area: everybody but customers."""
    return [one for one in stakeholders.groups() if one.kind != CUSTOMER]
