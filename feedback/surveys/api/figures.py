"""Figures as the API writes them: shown with n and interval, or hidden with the reason; nothing beside the rule."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from feedback.analysis.disclosure import Hidden
from feedback.surveys.queries.outcomes import Result
from feedback.surveys.queries.questions import Distribution, ShownFigure
from feedback.web.templating import say

REASONS = ("too_few", "complement", "not_asked", "nobody", "not_applicable", "not_yet")
_HIDDEN = {"description": "Why there is no number; null: there is one.", "enum": [*REASONS, None]}


class OutcomeSchema(Schema):
    """A number that may be seen, or the reason why there is none."""

    value = fields.Float(required=True, allow_none=True)
    n = fields.Integer(required=True, allow_none=True, metadata={"description": "People it rests on."})
    low = fields.Float(required=True, allow_none=True, metadata={"description": "Lower end of the 95 % interval."})
    high = fields.Float(required=True, allow_none=True)
    hidden = fields.String(required=True, allow_none=True, metadata=_HIDDEN)
    why = fields.String(required=True, allow_none=True, metadata={"description": "The same in a sentence."})


class FigureSchema(OutcomeSchema):
    """A number that stands for a question, and the ends of what it can be."""

    name = fields.String(required=True, metadata={"description": "nps, mean, median, share, rank, gap, first."})
    lowest = fields.Float(required=True)
    highest = fields.Float(required=True)


class BarSchema(OutcomeSchema):
    """One option or point of a scale; its value is the share (0 to 1) of the people who answered."""

    option = fields.String(required=True)


class PartSchema(Schema):
    """How people answered a question, or one row of it."""

    part = fields.String(required=True, metadata={"description": "The row or half; empty: the question itself."})
    n = fields.Integer(required=True, allow_none=True)
    hidden = fields.String(required=True, allow_none=True, metadata=_HIDDEN)
    why = fields.String(required=True, allow_none=True)
    figure = fields.Nested(FigureSchema, required=True, allow_none=True)
    also = fields.List(fields.Nested(FigureSchema), required=True)
    bars = fields.List(fields.Nested(BarSchema), required=True)


class DistributionSchema(PartSchema):
    """The same with its rows or halves, where it has them."""

    parts = fields.List(fields.Nested(PartSchema), required=True)


def outcome(result: Result[Any]) -> dict[str, Any]:
    """One number."""
    if isinstance(result, Hidden):
        return {"value": None, "n": None, "low": None, "high": None, **_hidden(result)}
    shown = {"value": result.value, "n": result.n, "low": result.low, "high": result.high}
    return {**shown, "hidden": None, "why": None}


def distribution(result: Result[Distribution], part: str = "") -> dict[str, Any]:
    """How people answered, by option and as the numbers that stand for it."""
    if isinstance(result, Hidden):
        nothing: dict[str, Any] = {"figure": None, "also": [], "bars": [], "parts": []}
        return {"part": part, "n": None, **_hidden(result), **nothing}
    value = result.value
    return {
        "part": part,
        "n": result.n,
        "hidden": None,
        "why": None,
        "figure": _figure(value.figure) if value.figure else None,
        "also": [_figure(one) for one in value.also],
        "bars": [{"option": bar.value, **outcome(bar.share)} for bar in value.bars],
        "parts": [distribution(own, name) for name, own in value.parts],
    }


def _figure(one: ShownFigure) -> dict[str, Any]:
    return {"name": one.name, "lowest": one.lowest, "highest": one.highest, **outcome(one.result)}


def _hidden(result: Hidden) -> dict[str, Any]:
    return {"hidden": result.reason, "why": say(result.message)}
