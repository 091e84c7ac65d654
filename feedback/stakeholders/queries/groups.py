"""Every read of stakeholder groups."""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import selectinload

from feedback.db import db, find
from feedback.errors import NotFound, UnknownName, message
from feedback.stakeholders.models import Segment, StakeholderGroup
from feedback.stakeholders.rules.groups import KINDS


def _in_order() -> Select[Any]:
    order = (StakeholderGroup.position, StakeholderGroup.code)
    return select(StakeholderGroup).options(selectinload(StakeholderGroup.segments)).order_by(*order)


def groups(include_archived: bool = False) -> list[StakeholderGroup]:
    """Groups and sub-groups with their segments, in order: two reads, however many there are."""
    wanted = _in_order()
    if not include_archived:
        wanted = wanted.where(StakeholderGroup.archived_at.is_(None))
    return list(db.session.scalars(wanted))


def top_groups() -> list[StakeholderGroup]:
    """Groups in use that are nobody's sub-group, in order."""
    return [group for group in groups() if group.parent_id is None]


def possible_parents(group: StakeholderGroup | None = None) -> list[StakeholderGroup]:
    """Groups in use that a new group, or this one, may be a part of, and the one it is a part of now."""
    mine = group.parent_id if group else None
    found = [one for one in groups(include_archived=True) if one.parent_id is None and one is not group]
    return [one for one in found if one.archived_at is None or one.id == mine]


def sub_groups(parent_id: UUID, include_archived: bool = False) -> list[StakeholderGroup]:
    """The sub-groups of one group, in order."""
    return [group for group in groups(include_archived) if group.parent_id == parent_id]


def by_kind() -> dict[str, list[StakeholderGroup]]:
    """Every kind, in the order of pages, with its groups and sub-groups; empty where there is none."""
    found = defaultdict(list)
    for group in groups():
        found[group.kind].append(group)
    return {kind: found[kind] for kind in KINDS}


def group(group_id: UUID) -> StakeholderGroup:
    """One group of this organisation; NotFound."""
    return find(StakeholderGroup, group_id)


def group_with_code(code: str) -> StakeholderGroup | None:
    """The group with this code, archived or not."""
    return db.session.scalar(select(StakeholderGroup).where(StakeholderGroup.code == code))


def group_named(code: str) -> StakeholderGroup:
    """The group with this code, archived or not; UnknownName."""
    if (found := group_with_code(code)) is None:
        raise UnknownName(message("There is no stakeholder group “%(code)s”.", code=code))
    return found


def codes() -> set[str]:
    """Every code that is taken, also by archived groups."""
    return set(db.session.scalars(select(StakeholderGroup.code)))


def segment(group_id: UUID, segment_id: UUID) -> Segment:
    """One segment of one group; NotFound."""
    found = db.session.scalar(select(Segment).where(Segment.group_id == group_id, Segment.id == segment_id))
    if found is None:
        raise NotFound()
    return found
