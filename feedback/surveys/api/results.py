"""`/api/v1/surveys/<code>/results`: figures of a survey, question by question, as its results page shows them."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from feedback.stakeholders.queries import groups as stakeholders
from feedback.surveys.api.figures import DistributionSchema, OutcomeSchema, distribution, outcome
from feedback.surveys.queries import questions
from feedback.surveys.queries import surveys as queries
from feedback.surveys.queries.questions import QuestionResult
from feedback.web.api import Strict, api_blueprint, token

blueprint = api_blueprint("results", "Figures of a survey: each with its n and interval, or why it is not shown.")


class GroupResultSchema(Schema):
    """How one group answered, how many were shown the question, and how many wrote something."""

    group = fields.String(required=True)
    answers = fields.Nested(DistributionSchema, required=True)
    shown = fields.Nested(OutcomeSchema, required=True)
    skipped = fields.Nested(OutcomeSchema, required=True)
    not_applicable = fields.Nested(OutcomeSchema, required=True)
    wrote = fields.Nested(OutcomeSchema, required=True, allow_none=True)
    counted_with = fields.String(
        required=True,
        allow_none=True,
        metadata={
            "description": "Of a group too small to be shown: the group among `wholes` that its answers are in; empty: "
            "`together`; null: none, or it is shown."
        },
    )


class WholeSchema(Schema):
    """A group together with its sub-groups."""

    group = fields.String(required=True)
    answers = fields.Nested(DistributionSchema, required=True)


class QuestionResultSchema(Schema):
    """One question."""

    code = fields.String(required=True)
    kind = fields.String(required=True)
    stage = fields.String(required=True, allow_none=True)
    groups = fields.List(fields.Nested(GroupResultSchema), required=True)
    wholes = fields.List(
        fields.Nested(WholeSchema),
        required=True,
        metadata={"description": "Of a protected survey that asked several groups of one: these together."},
    )
    together = fields.Nested(
        DistributionSchema,
        required=True,
        allow_none=True,
        metadata={"description": "Each person counting once; null where one group was asked."},
    )


class ResultsSchema(Schema):
    """Every question of a survey, in its order."""

    survey = fields.String(required=True)
    questions = fields.List(fields.Nested(QuestionResultSchema), required=True)


class ResultsArgs(Strict):
    """Nothing to choose: cuts that the results page offers are shown there."""


@blueprint.get("/surveys/<code>/results")
@token("read")
@blueprint.asks(ResultsArgs)
@blueprint.gives(200, ResultsSchema)
def results(asked: dict[str, Any], code: str) -> Any:
    """Get the figures of a survey.

    Of a confidential or anonymous survey they are those of its newest release; `hidden` says why one is not shown.
    """
    row = queries.survey(code)
    codes = {group.id: group.code for group in stakeholders.groups(include_archived=True)}
    return {"survey": row.code, "questions": [_question(one, codes) for one in questions.question_results(row)]}


def _question(one: QuestionResult, codes: dict[Any, str]) -> dict[str, Any]:
    ordered = [group_id for group_id in codes if group_id in one.groups]
    return {
        "code": one.question.code,
        "kind": one.question.kind,
        "stage": one.question.stage,
        "groups": [_group(one, group_id, codes) for group_id in ordered],
        "wholes": [
            {"group": codes[group_id], "answers": distribution(result)} for group_id, result in one.wholes.items()
        ],
        "together": distribution(one.together) if one.together is not None else None,
    }


def _group(one: QuestionResult, group_id: Any, codes: dict[Any, str]) -> dict[str, Any]:
    reached = one.reached[group_id]
    with_ = one.shown_with.get(group_id)
    return {
        "group": codes[group_id],
        "answers": distribution(one.groups[group_id]),
        "shown": outcome(reached.shown),
        "skipped": outcome(reached.skipped),
        "not_applicable": outcome(reached.not_applicable),
        "wrote": outcome(one.wrote[group_id]) if group_id in one.wrote else None,
        "counted_with": (codes[with_] if with_ else "") if group_id in one.shown_with else None,
    }
