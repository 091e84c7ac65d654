"""`/api/v1/contacts`: the people one may write to. What they answered stands nowhere here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import g
from marshmallow import Schema, fields, validate

from feedback.errors import message
from feedback.names import LONGEST_CODE, LONGEST_NAME, refusal
from feedback.stakeholders.actions import contacts as actions
from feedback.stakeholders.models import Contact, StakeholderGroup
from feedback.stakeholders.queries import contacts as queries
from feedback.stakeholders.queries import groups
from feedback.stakeholders.rules.contacts import LONGEST_REFERENCE, MOST_SEGMENTS
from feedback.web.api import PageArgs, Strict, api_blueprint, idempotent, page, page_of, token
from feedback.web.api.fields import Named, Text, Truth
from feedback.web.guards import act

blueprint = api_blueprint("contacts", "Contacts: people of a group one may write to, with what they agreed to.")
SOURCE = "API"
LONGEST_ADDRESS = 254
_CHANGEABLE = ("email", "phone", "reference", "name", "lang", "consent", "segments")


class ContactSchema(Schema):
    """A person one may write to."""

    id = fields.UUID(required=True)
    group = fields.String(required=True)
    name = fields.String(required=True)
    email = fields.String(required=True, allow_none=True)
    phone = fields.String(required=True, allow_none=True, metadata={"description": "In E.164, such as +34911234567."})
    reference = fields.String(required=True, allow_none=True, metadata={"description": "What your system calls them."})
    lang = fields.String(required=True, allow_none=True)
    consent = fields.Boolean(required=True, allow_none=True, metadata={"description": "null: nobody recorded it."})
    opted_out = fields.Boolean(required=True, metadata={"description": "Asked for no more mail."})
    bounce = fields.String(required=True, metadata={"enum": ["", "soft", "hard"]})
    segments = fields.Dict(
        keys=fields.String(), values=fields.String(), required=True, metadata={"example": {"region": "north"}}
    )
    source = fields.String(required=True)
    created_at = fields.DateTime(required=True)
    changed_at = fields.DateTime(required=True)


class _Person(Strict):
    email = Text(least=1, most=LONGEST_ADDRESS, allow_none=True, metadata={"example": "ana@example.org"})
    phone = Text(least=1, most=40, allow_none=True)
    reference = Text(least=1, most=LONGEST_REFERENCE, allow_none=True)
    name = Text(most=LONGEST_NAME)
    lang = Text(least=2, most=12, allow_none=True)
    consent = Truth(allow_none=True)
    segments = Named(
        keys=Text(least=1, most=LONGEST_NAME),
        values=Text(least=1, most=LONGEST_NAME),
        validate=validate.Length(max=MOST_SEGMENTS),
        metadata={"example": {"region": "north"}},
    )


class NewContact(_Person):
    """A person to add or bring up to date: whoever has this address, reference or number is the same person."""

    group = Text(required=True, least=1, most=LONGEST_CODE, metadata={"example": "customers"})
    source = Text(most=LONGEST_NAME, metadata={"description": "Where the person comes from."})


class ContactChange(_Person):
    """What is to change; what is left out stays, null takes it away."""

    opted_out = Truth(metadata={"description": "false only where the person asked to be written to again."})


class ContactArgs(PageArgs):
    """Whose contacts."""

    group = Text(required=True, least=1, most=LONGEST_CODE)
    segment = Text(least=3, most=2 * LONGEST_NAME + 1, metadata={"description": "attribute=value, as region=north."})
    email = Text(least=1, most=LONGEST_ADDRESS, metadata={"description": "Only whoever has this address."})
    reference = Text(least=1, most=LONGEST_REFERENCE, metadata={"description": "Only whoever has this reference."})


@blueprint.get("/contacts")
@token("read")
@blueprint.asks(ContactArgs)
@blueprint.gives(200, page_of(ContactSchema))
def contacts(asked: dict[str, Any]) -> Any:
    """List the contacts of a group, by id."""
    group, segment = _group(asked["group"]), _segment(asked.get("segment"))
    keys = {name: asked[name] for name in ("email", "reference") if name in asked}

    def fetch(after: str | None, limit: int) -> Sequence[dict[str, Any]]:
        if keys:
            one = queries.find_contact(group.id, **{**keys, "email": keys.get("email", "").lower() or None})
            return [_shown(one, group)] if one and after is None else []
        rows = queries.contacts(group.id, segment=segment, after=after, limit=limit)
        return [_shown(row, group) for row in rows]

    return page(asked, fetch, key=lambda row: str(row["id"]))


@blueprint.get("/contacts/<uuid:contact_id>")
@token("read")
@blueprint.gives(200, ContactSchema)
def contact(contact_id: UUID) -> Any:
    """Get one contact."""
    return _alone(queries.contact(contact_id))


@blueprint.post("/contacts")
@token("write")
@blueprint.takes(NewContact)
@idempotent
@blueprint.also(200, ContactSchema, "The person was there already, and is up to date now.")
@blueprint.gives(201, ContactSchema)
def keep(body: dict[str, Any]) -> Any:
    """Add a person, or bring up to date who is there: 201 where new, else 200.

    What is not said stays as it is, and nothing here lifts an opt-out.
    """
    group = _group(body.pop("group"))
    if group.archived_at is not None:
        raise refusal("group", message("That group is archived. Bring it back first."))
    source = body.pop("source", "") or SOURCE
    row, new = actions.keep_contact(group=group, source=source, by=g.caller.by, **body)
    return _shown(row, group), 201 if new else 200


@blueprint.patch("/contacts/<uuid:contact_id>")
@token("write")
@blueprint.takes(ContactChange)
@blueprint.gives(200, ContactSchema)
def change(body: dict[str, Any], contact_id: UUID) -> Any:
    """Change a contact."""
    queries.contact(contact_id)
    return act(_change, contact_id, body)


def _change(contact_id: UUID, body: dict[str, Any]) -> dict[str, Any]:
    row = queries.contact(contact_id)
    out = body.pop("opted_out", None)
    if body:
        whole = {name: body.get(name, getattr(row, name)) for name in _CHANGEABLE}
        row = actions.change_contact(row, **whole, by=g.caller.by)
    if out is not None:
        row = (actions.opt_out if out else actions.opt_in)(row, by=g.caller.by)
    return _alone(row)


@blueprint.delete("/contacts/<uuid:contact_id>")
@token("write")
@blueprint.gives(204)
def erase(contact_id: UUID) -> Any:
    """Forget a person, here and in everything that knows them; it cannot be taken back."""
    act(lambda: actions.erase_contact(queries.contact(contact_id), by=g.caller.by))


def _group(code: str) -> StakeholderGroup:
    if (row := groups.group_with_code(code)) is None:
        raise refusal("group", message("There is no such group."))
    return row


def _segment(written: str | None) -> dict[str, str]:
    if written is None:
        return {}
    attribute, found, value = written.partition("=")
    if not (found and attribute and value) or '"' in attribute:
        raise refusal("segment", message("Write a segment as attribute=value."))
    return {attribute: value}


def _alone(row: Contact) -> dict[str, Any]:
    return _shown(row, groups.group(row.group_id))


def _shown(row: Contact, group: StakeholderGroup) -> dict[str, Any]:
    names = ("id", "email", "phone", "reference", "name", "lang", "consent", "bounce", "segments", "source")
    return {
        **{name: getattr(row, name) for name in names},
        "group": group.code,
        "opted_out": row.opted_out_at is not None,
        "created_at": row.created_at,
        "changed_at": row.changed_at,
    }
