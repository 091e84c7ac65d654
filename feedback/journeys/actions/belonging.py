"""Saying whose an area is."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from feedback.accounts import queries as accounts
from feedback.accounts.actions import record
from feedback.db import db
from feedback.errors import message
from feedback.journeys.models import BusinessFunction, FunctionGroup, FunctionMember
from feedback.journeys.queries import belonging as queries
from feedback.names import refusal
from feedback.permissions import Access


def belong(
    function: BusinessFunction, *, members: Collection[UUID], groups: Collection[UUID], by: Access | None = None
) -> BusinessFunction:
    """Let these members and groups work in the area, and no others; Invalid for who is none of them."""
    if not set(members) <= set(accounts.people()):
        raise refusal("members", message("Choose members of this organisation."))
    if not set(groups) - queries.groups_of(function.id) <= {one.id for one in queries.possible_groups()}:
        raise refusal("groups", message("Choose groups of employees, suppliers or others."))
    _only_members(function.id, set(members))
    _only_groups(function.id, set(groups))
    db.session.flush()
    record(by, "function.people", function.code)
    return function


def _only_members(function_id: UUID, wanted: set[UUID]) -> None:
    there = queries.members_of(function_id)
    db.session.execute(
        db.delete(FunctionMember).where(
            FunctionMember.function_id == function_id, FunctionMember.user_id.in_(there - wanted)
        )
    )
    db.session.add_all(FunctionMember(function_id=function_id, user_id=one) for one in wanted - there)


def _only_groups(function_id: UUID, wanted: set[UUID]) -> None:
    there = queries.groups_of(function_id)
    db.session.execute(
        db.delete(FunctionGroup).where(
            FunctionGroup.function_id == function_id, FunctionGroup.group_id.in_(there - wanted)
        )
    )
    db.session.add_all(FunctionGroup(function_id=function_id, group_id=one) for one in wanted - there)
