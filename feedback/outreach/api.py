"""`/api/v1/service-events`: other systems tell of finished services, and read what became of each request."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any
from uuid import UUID

from flask import Response
from marshmallow import Schema, fields, validate

from feedback.db import now
from feedback.errors import Message, message
from feedback.journeys import queries as journeys
from feedback.journeys.models import Stage
from feedback.names import LONGEST_CODE, LONGEST_NAME, refusal
from feedback.outreach.actions.services import take_service
from feedback.outreach.queries import services as queries
from feedback.outreach.queries.services import Filter, Outcome
from feedback.outreach.rules.services import (
    EARLIEST,
    LONGEST_ATTRIBUTE,
    LONGEST_SERVICE,
    LONGEST_VALUE,
    MOST_ATTRIBUTES,
)
from feedback.outreach.rules.trigger_wording import reason_explained
from feedback.outreach.rules.triggers import NOT_SENT, REASONS, SENT, WAITING
from feedback.stakeholders.models import StakeholderGroup
from feedback.stakeholders.queries import groups as stakeholders
from feedback.stakeholders.rules.contacts import LONGEST_REFERENCE, MOST_SEGMENTS
from feedback.web.api import PageArgs, Strict, api_blueprint, idempotent, page, page_of, token
from feedback.web.api.fields import OneOf, Text, Truth, When
from feedback.web.templating import say

blueprint = api_blueprint("service_events", "What happens after a service: tell of one, and read what became of it.")
LONGEST_EMAIL, LONGEST_PHONE, LONGEST_LANG = 254, 40, 20
STATES = (WAITING, SENT, NOT_SENT)


class _Values(fields.Dict):
    """Short texts by name."""

    def __init__(self, *, name: int, value: int, most: int, **kwargs: Any) -> None:
        names, values = Text(least=1, most=name), Text(most=value)
        super().__init__(keys=names, values=values, validate=validate.Length(max=most), **kwargs)


class ServedContact(Strict):
    """Who had the service: an e-mail address, a telephone number or your own reference, and what you know besides."""

    email = Text(most=LONGEST_EMAIL, metadata={"example": "ana@example.org"})
    phone = Text(most=LONGEST_PHONE, metadata={"example": "+34911234567"})
    reference = Text(most=LONGEST_REFERENCE, metadata={"description": "What your system calls this person."})
    name = Text(most=LONGEST_NAME)
    lang = Text(most=LONGEST_LANG, metadata={"example": "es"})
    consent = Truth(
        allow_none=True, metadata={"description": "Whether the person agreed to be written to; false is respected."}
    )
    segments = _Values(name=LONGEST_NAME, value=LONGEST_NAME, most=MOST_SEGMENTS)


class NewServiceEvent(Strict):
    """A service that has ended."""

    group = Text(least=1, most=LONGEST_CODE, required=True, metadata={"example": "customers"})
    stage = Text(least=1, most=LONGEST_CODE, required=True, metadata={"example": "repair"})
    service = Text(
        least=1,
        most=LONGEST_SERVICE,
        required=True,
        metadata={"description": "Your id of it: the same service and stage again is the same request."},
    )
    happened_at = When(required=True, metadata={"description": "When it ended."})
    contact = fields.Nested(ServedContact, load_default=None, allow_none=True)
    attributes = _Values(
        name=LONGEST_ATTRIBUTE,
        value=LONGEST_VALUE,
        most=MOST_ATTRIBUTES,
        load_default=dict,
        metadata={"description": "What the link brings along, such as a branch. Never in anonymous surveys."},
    )


class ServiceEventSchema(Schema):
    """A service and what became of its request."""

    id = fields.UUID(required=True)
    service = fields.String(required=True)
    group = fields.String(required=True)
    stage = fields.String(required=True)
    state = fields.String(required=True, metadata={"enum": list(STATES)})
    reason = fields.String(required=True, allow_none=True, metadata={"enum": [*REASONS, None]})
    detail = fields.String(required=True, allow_none=True, metadata={"description": "The reason in a sentence."})
    happened_at = fields.AwareDateTime(required=True)
    due_at = fields.AwareDateTime(required=True, metadata={"description": "When it is decided, or was."})
    link = fields.Url(
        required=True,
        allow_none=True,
        metadata={"description": "The personal link, where your system sends the request itself."},
    )


class ServiceEventArgs(PageArgs):
    """Which services."""

    service = Text(least=1, most=LONGEST_SERVICE)
    group = Text(least=1, most=LONGEST_CODE)
    stage = Text(least=1, most=LONGEST_CODE)
    state = OneOf(STATES)
    reason = OneOf(REASONS)
    since = When(metadata={"description": "Only those told of since then."})


def _with_link(view: Callable[..., Response]) -> Callable[..., Response]:
    """Adds the personal link to the answer: what is kept of a call for its repetition holds no link."""

    @wraps(view)
    def linked(*args: Any, **values: Any) -> Response:
        response = view(*args, **values)
        shown = json.loads(response.get_data())
        shown["link"] = queries.outcome(UUID(shown["id"])).link
        response.set_data(json.dumps(shown, ensure_ascii=False))
        return response

    return linked


@blueprint.post("/service-events")
@token("events")
@blueprint.takes(NewServiceEvent)
@_with_link
@idempotent
@blueprint.also(200, ServiceEventSchema, "This service was told of before.")
@blueprint.gives(201, ServiceEventSchema)
def tell(body: dict[str, Any]) -> Any:
    """Tell of a service that has ended. Whoever had it is asked about it as the rules of the organisation say."""
    group, stage = _group(body.pop("group")), _stage(body.pop("stage"))
    event, is_new = take_service(group=group, stage=stage, **body)
    return {**_shown(queries.outcome(event.id)), "link": None}, 201 if is_new else 200


@blueprint.get("/service-events/<uuid:event_id>")
@token("events")
@blueprint.gives(200, ServiceEventSchema)
def read(event_id: UUID) -> Any:
    """Read what became of a service."""
    return _shown(queries.outcome(event_id))


@blueprint.get("/service-events")
@token("events")
@blueprint.asks(ServiceEventArgs)
@blueprint.gives(200, page_of(ServiceEventSchema))
def listed(asked: dict[str, Any]) -> Any:
    """List services, the last one told of first."""
    chosen = Filter(**{name: asked[name] for name in asked if name not in {"limit", "cursor"}})
    if chosen.since is not None and not EARLIEST <= chosen.since <= now() + timedelta(days=1):
        raise refusal("since", message("That is too long ago, or in the future."))
    return page(asked, lambda after, limit: _rows(chosen, after, limit), key=lambda row: str(row["place"]))


def _rows(chosen: Filter, after: str | None, limit: int) -> list[dict[str, Any]]:
    return [_shown(one) for one in queries.outcomes(chosen, _place_of(after) if after else None, limit)]


def _place_of(after: str) -> tuple[datetime, UUID]:
    moment, _, event_id = after.partition(" ")
    return datetime.fromisoformat(moment), UUID(event_id)


def _shown(one: Outcome) -> dict[str, Any]:
    event = one.event
    return {
        "place": f"{event.received_at.isoformat()} {event.id}",
        "id": event.id,
        "service": event.service,
        "group": one.group,
        "stage": one.stage.code,
        "state": one.state,
        "reason": one.reason or None,
        "detail": say(reason_explained(one.reason)) if one.reason else None,
        "happened_at": event.happened_at,
        "due_at": event.due_at,
        "link": one.link,
    }


def _group(code: str) -> StakeholderGroup:
    row = stakeholders.group_with_code(code)
    if row is None or row.archived_at is not None:
        raise refusal("group", _unknown("group", code))
    return row


def _stage(code: str) -> Stage:
    if (row := journeys.stage_with_code(code)) is None:
        raise refusal("stage", _unknown("stage", code))
    return row


def _unknown(what: str, code: str) -> Message:
    if what == "group":
        return message("There is no group “%(code)s” in use.", code=code)
    return message("There is no stage “%(code)s”.", code=code)
