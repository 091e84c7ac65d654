"""Writes of how tools hang together."""

from __future__ import annotations

from feedback.db import Texts, db
from feedback.errors import message
from feedback.journeys.models import BlueprintItem, ToolLink
from feedback.journeys.queries import blueprint as queries
from feedback.journeys.rules import blueprint as rules
from feedback.names import refusal, texts_of


def link(source: BlueprintItem, target: BlueprintItem, *, integration: str, what: Texts) -> ToolLink:
    """Say how what stands in one tool gets into another; a pair that is known already is changed. Invalid."""
    if source.id == target.id or {source.kind, target.kind} != {rules.TOOL}:
        raise refusal("target", message("Choose another tool."))
    queries.locked(source.id)
    row = queries.link_between(source.id, target.id) or ToolLink(from_item_id=source.id, to_item_id=target.id)
    row.integration, row.what = rules.integration_of(integration), _what(what)
    db.session.add(row)
    db.session.flush()
    return row


def change(row: ToolLink, *, integration: str, what: Texts) -> ToolLink:
    """Another way, or other things carried over; Invalid."""
    row.integration, row.what = rules.integration_of(integration), _what(what)
    return row


def _what(given: Texts) -> Texts:
    return texts_of("what", given, most=rules.LONGEST_ITEM, required=False)


def unlink(row: ToolLink) -> None:
    """Take the link out of the blueprint; both tools stay."""
    db.session.delete(row)
