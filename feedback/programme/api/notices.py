"""`/api/v1/notices`: what people were told, as the public pages show it. Drafts are nobody's business yet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import g
from marshmallow import Schema, fields

from feedback.backlog.models import Improvement
from feedback.db import Texts as Languages
from feedback.programme import queries, rules
from feedback.programme.models import Notice
from feedback.stakeholders.queries import groups as stakeholders
from feedback.web.addresses import absolute
from feedback.web.api import PageArgs, api_blueprint, page, page_of, token
from feedback.web.api.fields import Texts

blueprint = api_blueprint("notices", "You said, we did: what was heard, and what was decided, done or declined.")
Row = tuple[str, Notice, Improvement]


class NoticeSchema(Schema):
    """A published notice, in every language it was written in."""

    id = fields.UUID(required=True)
    improvement = fields.Integer(required=True, metadata={"description": "Number of what it is about."})
    kind = fields.String(required=True, metadata={"enum": list(rules.KINDS)})
    title = Texts(required=True, metadata={"description": "As it was when this was published."})
    heard = Texts(most=rules.LONGEST_TEXT, required=True)
    answer = Texts(
        most=rules.LONGEST_TEXT, required=True, metadata={"description": "What was done or will be, or why not."}
    )
    published_at = fields.AwareDateTime(required=True)
    url = fields.URL(required=True, metadata={"description": "The public page it stands on."})
    groups = fields.List(
        fields.String(), required=True, metadata={"description": "Groups on whose own public page it stands too."}
    )


@blueprint.get("/notices")
@token("read")
@blueprint.asks(PageArgs)
@blueprint.gives(200, page_of(NoticeSchema))
def notices(asked: dict[str, Any]) -> Any:
    """List what was published, the oldest first: what comes later stands behind the cursor."""
    rows = sorted((_placed(notice, about) for notice, about in queries.published()), key=_place)

    def fetch(after: str | None, limit: int) -> list[Row]:
        return [row for row in rows if after is None or _place(row) > after][:limit]

    found = page(asked, fetch, key=_place)
    codes = {group.id: group.code for group in stakeholders.groups(include_archived=True)}
    return {**found, "items": [_shown(notice, about, codes) for _, notice, about in found["items"]]}


def _placed(notice: Notice, about: Improvement) -> Row:
    assert notice.published_at is not None, "only published notices are asked for"
    return f"{notice.published_at.isoformat(timespec='microseconds')} {notice.id}", notice, about


def _place(row: Row) -> str:
    return row[0]


def _shown(notice: Notice, about: Improvement, codes: Mapping[UUID, str]) -> dict[str, Any]:
    return {
        "id": notice.id,
        "improvement": about.number,
        "kind": notice.kind,
        "title": _written(notice.called(about.title)),
        "heard": _written(notice.heard),
        "answer": _written(notice.answer),
        "published_at": notice.published_at,
        "url": absolute("programme.said", organisation_code=g.caller.organisation),
        "groups": sorted(codes[link.group_id] for link in notice.groups if link.group_id in codes),
    }


def _written(texts: Languages) -> Languages:
    """The languages in which there is something."""
    return {language: words for language, words in texts.items() if words}
