"""`/api/v1/groups`: stakeholder groups, by their codes."""

from __future__ import annotations

from typing import Any

from flask import g
from marshmallow import Schema, fields

from feedback.errors import NotFound, message
from feedback.names import LONGEST_CODE, refusal
from feedback.stakeholders.actions import groups as actions
from feedback.stakeholders.models import StakeholderGroup
from feedback.stakeholders.queries import groups as queries
from feedback.stakeholders.rules.groups import KINDS, LARGEST
from feedback.web.api import PageArgs, Strict, api_blueprint, from_all, idempotent, page, page_of, token
from feedback.web.api.fields import OneOf, Text, Texts, Truth, Whole
from feedback.web.guards import act

blueprint = api_blueprint("groups", "Stakeholder groups: everyone who takes part in the service, by kind.")


class SegmentSchema(Schema):
    """An attribute of people in a group with one of its values."""

    attribute = fields.String(required=True)
    value = fields.String(required=True)


class GroupSchema(Schema):
    """A stakeholder group."""

    code = fields.String(required=True)
    kind = fields.String(required=True, metadata={"enum": list(KINDS)})
    name = Texts(required=True)
    size = fields.Integer(required=True, allow_none=True, metadata={"description": "How many people belong to it."})
    parent = fields.String(required=True, allow_none=True, metadata={"description": "The group it is a part of."})
    archived = fields.Boolean(required=True)
    segments = fields.List(fields.Nested(SegmentSchema), required=True)


class _GroupValues(Strict):
    size = Whole(least=1, most=LARGEST, allow_none=True, metadata={"example": 250})
    parent = Text(
        least=1, most=LONGEST_CODE, allow_none=True, metadata={"description": "Code of the group it is a part of."}
    )


class NewGroup(_GroupValues):
    """A group to add; without a code it gets one from its name."""

    code = Text(least=1, most=LONGEST_CODE, metadata={"example": "drivers"})
    kind = OneOf(KINDS, required=True)
    name = Texts(required=True, metadata={"example": {"es": "Conductores", "en": "Drivers"}})


class GroupChange(_GroupValues):
    """What is to change; what is left out stays."""

    kind = OneOf(KINDS)
    name = Texts()
    archived = Truth(metadata={"description": "true takes the group out of use, false brings it back."})


class GroupArgs(PageArgs):
    """Which groups."""

    kind = OneOf(KINDS)


@blueprint.get("/groups")
@token("read")
@blueprint.asks(GroupArgs)
@blueprint.gives(200, page_of(GroupSchema))
def groups(asked: dict[str, Any]) -> Any:
    """List groups and sub-groups, archived ones too, by code."""
    rows = queries.groups(include_archived=True)
    parents = {row.id: row.code for row in rows}
    found = [_shown(row, parents) for row in rows if asked.get("kind") in {None, row.kind}]
    return page(asked, from_all(found, key=_code), key=_code)


@blueprint.get("/groups/<code>")
@token("read")
@blueprint.gives(200, GroupSchema)
def group(code: str) -> Any:
    """Get one group."""
    return _alone(_found(code))


@blueprint.post("/groups")
@token("write")
@blueprint.takes(NewGroup)
@idempotent
@blueprint.gives(201, GroupSchema)
def create(body: dict[str, Any]) -> Any:
    """Add a group."""
    parent = _parent(body.pop("parent", None))
    return _alone(actions.create_group(**body, parent_id=parent.id if parent else None, by=g.caller.by))


@blueprint.patch("/groups/<code>")
@token("write")
@blueprint.takes(GroupChange)
@blueprint.gives(200, GroupSchema)
def change(body: dict[str, Any], code: str) -> Any:
    """Change a group; archive it, or bring it back."""
    _found(code)
    return act(_change, code, body)


def _change(code: str, body: dict[str, Any]) -> dict[str, Any]:
    row = _found(code)
    archived = body.pop("archived", None)
    if body:
        parent_id = row.parent_id
        if "parent" in body:
            parent = _parent(body["parent"])
            parent_id = parent.id if parent else None
        now = {name: body.get(name, getattr(row, name)) for name in ("name", "kind", "size")}
        actions.change_group(row, **now, parent_id=parent_id, by=g.caller.by)
    if archived is not None:
        (actions.archive_group if archived else actions.restore_group)(row, by=g.caller.by)
    return _alone(row)


def _found(code: str) -> StakeholderGroup:
    if (row := queries.group_with_code(code)) is None:
        raise NotFound()
    return row


def _parent(code: str | None) -> StakeholderGroup | None:
    if code is None:
        return None
    if (row := queries.group_with_code(code)) is None:
        raise refusal("parent", message("There is no such group."))
    return row


def _alone(row: StakeholderGroup) -> dict[str, Any]:
    return _shown(row, {row.parent_id: queries.group(row.parent_id).code} if row.parent_id else {})


def _shown(row: StakeholderGroup, parents: dict[Any, str]) -> dict[str, Any]:
    return {
        "code": row.code,
        "kind": row.kind,
        "name": row.name,
        "size": row.size,
        "parent": parents.get(row.parent_id),
        "archived": row.archived_at is not None,
        "segments": [{"attribute": one.attribute, "value": one.value} for one in row.segments],
    }


def _code(shown: dict[str, Any]) -> str:
    return str(shown["code"])
