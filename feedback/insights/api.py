"""`/api/v1/themes`, `/api/v1/shared` and the lenses: what people raise and live, and which points groups share."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from feedback.insights.lens_listing import lens_json
from feedback.insights.listing import shared_json, themes_json
from feedback.names import LONGEST_CODE
from feedback.web.api import PageArgs, api_blueprint, from_all, page, page_of, token
from feedback.web.api.fields import OneOf, Text, Texts

blueprint = api_blueprint("themes", "Themes that people raise, and the points that groups share, of the newest run.")
journey = api_blueprint("journey-lenses", "The same evidence through each of the five lenses of the journey.")
blueprints = (blueprint, journey)
CLASSES = ("shared", "specific", "contested", "unknown", "not_asked")


class ThemeSchema(Schema):
    """A theme, with how many people raised it and how they feel about it."""

    theme = fields.String(required=True, metadata={"description": "Its code: the same in every run."})
    names = Texts(required=True)
    source = fields.String(required=True)
    terms = fields.List(fields.String(), required=True)
    stability = fields.Float(required=True, allow_none=True)
    people = fields.Integer(required=True)
    mentions = fields.Integer(required=True)
    negative = fields.Float(required=True, allow_none=True, metadata={"description": "Share of the mentions, 0 to 1."})
    positive = fields.Float(required=True, allow_none=True)
    groups = fields.Dict(
        keys=fields.String(),
        values=fields.Dict(),
        required=True,
        metadata={"description": "By group: people, n, negative; or hidden."},
    )
    stages = fields.List(fields.String(allow_none=True), required=True)


class SharedSchema(Schema):
    """How the groups stand to a theme at a stage ("all": over all of them)."""

    theme = fields.String(required=True)
    names = Texts(required=True)
    stage = fields.String(required=True, allow_none=True)
    class_ = fields.String(required=True, data_key="class")
    groups = fields.Dict(
        keys=fields.String(),
        values=fields.Dict(),
        required=True,
        metadata={"description": "By group: asked, shown, n, people, share, low, high, negative."},
    )


class RegionSchema(Schema):
    """Some stages together: a part of a lens, or a stage that the lens does not contain."""

    code = fields.String(required=True)
    names = Texts(required=True)
    stages = fields.List(fields.String(), required=True)
    groups = fields.Dict(
        keys=fields.String(),
        values=fields.Dict(),
        required=True,
        metadata={
            "description": "By group: score (1 to 5), n, low, high, counts (people or scores: somebody may have scored "
            "two of the stages), people_at_least, stages_answered, source; or hidden."
        },
    )
    wrote = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    themes = fields.List(fields.Dict(), required=True)
    moments = fields.List(fields.Dict(), required=True)


class LensSchema(Schema):
    """The journey through a lens; not saved: nobody has looked at it, the stages stand where they are proposed."""

    lens = fields.String(required=True)
    saved = fields.Boolean(required=True)
    parts = fields.List(fields.Nested(RegionSchema), required=True)
    outside = fields.List(fields.Nested(RegionSchema), required=True)


class SharedArgs(PageArgs):
    """Which points."""

    theme = Text(least=1, most=200)
    stage = Text(least=1, most=LONGEST_CODE, metadata={"description": "Code of a stage, or all."})
    class_ = OneOf(CLASSES, data_key="class")


@blueprint.get("/themes")
@token("read")
@blueprint.asks(PageArgs)
@blueprint.gives(200, page_of(ThemeSchema))
def themes(asked: dict[str, Any]) -> Any:
    """List the themes, by code."""
    return page(asked, from_all(themes_json(), key=_theme), key=_theme)


@blueprint.get("/shared")
@token("read")
@blueprint.asks(SharedArgs)
@blueprint.gives(200, page_of(SharedSchema))
def shared(asked: dict[str, Any]) -> Any:
    """List how the groups stand to each theme, at each stage and over all of them."""
    wanted = {name: asked[name] for name in ("theme", "stage", "class_") if name in asked}
    rows = [{**row, "class_": row["class"]} for row in shared_json()]
    found = [row for row in rows if all(row[name] == value for name, value in wanted.items())]
    return page(asked, from_all(found, key=_point), key=_point)


@journey.get("/journey/lenses/<lens>")
@token("read")
@journey.gives(200, LensSchema)
def through_lens(lens: str) -> Any:
    """Get what each group lives in every part of a lens: goal, functional, target, engagement or activity."""
    return lens_json(lens)


def _theme(row: dict[str, Any]) -> str:
    return str(row["theme"])


def _point(row: dict[str, Any]) -> str:
    return f"{row['theme']} {row['stage'] or ''}"
