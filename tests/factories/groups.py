"""Stakeholder groups."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from feedback.stakeholders.actions import groups as actions
from feedback.stakeholders.models import StakeholderGroup
from feedback.stakeholders.queries import groups as queries
from tests.factories.people import Member
from tests.installation import repeated

NAMES = {
    "customer": {"es": "Clientes", "en": "Customers"},
    "employee": {"es": "Empleados", "en": "Employees"},
    "supplier": {"es": "Proveedores", "en": "Suppliers"},
    "other": {"es": "Otros", "en": "Others"},
}


@repeated
def group(of: Member, kind: str = "customer", **values: Any) -> StakeholderGroup:
    """A group of 100 people with its kind's name, read back; `values` are those of `create_group`."""
    made = {"name": NAMES.get(kind, NAMES["other"]), "kind": kind, "size": 100, **values}
    return reread(of, of.do(lambda: actions.create_group(**made).id))


def reread(of: Member, group_id: UUID) -> StakeholderGroup:
    """The group as the database has it now."""
    with of.at_work():
        return next(one for one in queries.groups(include_archived=True) if one.id == group_id)


def change(of: Member, group: StakeholderGroup, action: Callable[..., Any], **values: Any) -> StakeholderGroup:
    """Run one action on the group, and read it back."""
    of.do(lambda: action(queries.group(group.id), **values))
    return reread(of, group.id)


def segment(of: Member, group: StakeholderGroup, attribute: str = "region", value: str = "north") -> UUID:
    """A segment of the group, by its id."""
    made: UUID = of.do(lambda: actions.add_segment(queries.group(group.id), attribute=attribute, value=value).id)
    return made


@repeated
def three_groups(of: Member) -> dict[str, StakeholderGroup]:
    """Groups `customers`, `employees` and `suppliers`, by code."""
    return {f"{kind}s": group(of, kind, code=f"{kind}s") for kind in ("customer", "employee", "supplier")}
