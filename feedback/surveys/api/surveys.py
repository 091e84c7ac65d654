"""`/api/v1/surveys`: what is asked of whom; opening and closing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields, validate

from feedback.db import now
from feedback.errors import Invalid, message
from feedback.journeys import queries as journeys
from feedback.names import LONGEST_CODE, refusal
from feedback.stakeholders.models import StakeholderGroup
from feedback.stakeholders.queries import groups as stakeholders
from feedback.surveys import addresses, listing
from feedback.surveys.actions import surveys as actions
from feedback.surveys.actions.questionnaires import Unpublishable
from feedback.surveys.api.figures import OutcomeSchema, outcome
from feedback.surveys.document import Question
from feedback.surveys.listing import SurveyLine
from feedback.surveys.models import Questionnaire, Survey
from feedback.surveys.promises import may_change
from feedback.surveys.queries import questionnaires, results
from feedback.surveys.queries import surveys as queries
from feedback.surveys.question_types import TYPES
from feedback.surveys.rules import MODES
from feedback.web.api import PageArgs, Strict, api_blueprint, from_all, idempotent, page, page_of, token
from feedback.web.api.fields import Day, OneOf, Text, Texts, Truth, Whole
from feedback.web.guards import act

blueprint = api_blueprint("surveys", "Surveys: a questionnaire opened to groups, for one round of asking.")
LONGEST_SURVEY_CODE = 80


class HeardSchema(Schema):
    """A group that is asked, and how many of it answered."""

    group = fields.String(required=True)
    people = fields.Nested(OutcomeSchema, required=True)


class SurveySchema(Schema):
    """A survey as it was launched."""

    code = fields.String(required=True)
    title = Texts(required=True)
    questionnaire = fields.String(required=True)
    version = fields.Integer(required=True)
    mode = fields.String(required=True, metadata={"enum": list(MODES)})
    k_scores = fields.Integer(required=True, metadata={"description": "Fewest people a figure may rest on."})
    k_comments = fields.Integer(required=True, metadata={"description": "Fewest people whose words may be shown."})
    receipts = fields.Boolean(required=True)
    stage = fields.String(required=True, allow_none=True, metadata={"description": "null: every stage it asks about."})
    wave = fields.String(required=True)
    open = fields.Boolean(required=True)
    opened_at = fields.DateTime(required=True)
    closes_on = fields.Date(required=True, allow_none=True)
    closed_at = fields.DateTime(required=True, allow_none=True)
    groups = fields.List(fields.Nested(HeardSchema), required=True)


class ChoiceSchema(Schema):
    """An option, or a row."""

    code = fields.String(required=True)
    text = Texts(required=True)


class AskedSchema(Schema):
    """A question, and the fields its answer is sent in."""

    code = fields.String(required=True)
    fields_ = fields.List(fields.String(), required=True, data_key="fields")
    kind = fields.String(required=True)
    text = Texts(required=True)
    required = fields.Boolean(required=True)
    stage = fields.String(required=True, allow_none=True)
    choices = fields.List(fields.Nested(ChoiceSchema), required=True)
    rows = fields.List(fields.Nested(ChoiceSchema), required=True)


class LinkSchema(Schema):
    """The address to give to a group."""

    group = fields.String(required=True)
    stage = fields.String(
        required=True, allow_none=True, metadata={"description": "What it asks about; null: everything."}
    )
    url = fields.URL(required=True)


class WholeSurveySchema(SurveySchema):
    """A survey with its questions and its links."""

    languages = fields.List(fields.String(), required=True)
    questions = fields.List(fields.Nested(AskedSchema), required=True)
    links = fields.List(fields.Nested(LinkSchema), required=True)


class NewSurvey(Strict):
    """What to open, to whom, with which promise; what is promised freezes."""

    questionnaire = Text(required=True, least=1, most=LONGEST_SURVEY_CODE)
    groups = fields.List(
        Text(least=1, most=LONGEST_CODE),
        required=True,
        validate=validate.Length(1, 100),
        metadata={"example": ["customers"]},
    )
    stage = Text(least=1, most=LONGEST_CODE, allow_none=True)
    mode = OneOf(MODES, metadata={"description": "Default: customers identified, others anonymous."})
    closes_on = Day(allow_none=True)
    receipts = Truth()
    k_scores = Whole(least=5, most=50)
    k_comments = Whole(least=5, most=50)


class SurveyChange(Strict):
    """What may change while a survey runs. Its promise may not; naming another one is a conflict."""

    embed_origins = fields.List(
        Text(least=1, most=200),
        validate=validate.Length(max=20),
        metadata={"description": "Origins of pages that may show the form.", "example": ["https://shop.example"]},
    )
    mode = OneOf(MODES)
    k_scores = Whole(least=1, most=50)
    k_comments = Whole(least=1, most=50)
    receipts = Truth()


class QuestionnaireSchema(Schema):
    """A questionnaire that may be opened."""

    code = fields.String(required=True)
    title = Texts(required=True)
    questions = fields.Integer(required=True)
    version = fields.Integer(required=True, allow_none=True, metadata={"description": "null: never published."})
    changed_at = fields.DateTime(required=True)


class SurveyArgs(PageArgs):
    """Which surveys."""

    open = OneOf(("true", "false"))


@blueprint.get("/questionnaires")
@token("read")
@blueprint.asks(PageArgs)
@blueprint.gives(200, page_of(QuestionnaireSchema))
def questionnaires_(asked: dict[str, Any]) -> Any:
    """List the questionnaires that may be opened, by code."""
    lines = [listing.draft_line(row) for row in questionnaires.questionnaires()]
    return page(asked, from_all(lines, key=lambda one: one.code), key=lambda one: one.code)


@blueprint.get("/surveys")
@token("read")
@blueprint.asks(SurveyArgs)
@blueprint.gives(200, page_of(SurveySchema))
def surveys(asked: dict[str, Any]) -> Any:
    """List surveys, open and closed, by code."""
    lines = _lines(queries.surveys())
    if "open" in asked:
        lines = [one for one in lines if one.open is (asked["open"] == "true")]
    waves = {one.id: one.code for one in queries.waves()}
    return page(asked, from_all([_shown(one, waves) for one in lines], key=_code), key=_code)


@blueprint.get("/surveys/<code>")
@token("read")
@blueprint.gives(200, WholeSurveySchema)
def survey(code: str) -> Any:
    """Get one survey with its questions and its links."""
    return _whole(queries.survey(code))


@blueprint.post("/surveys")
@token("write")
@blueprint.takes(NewSurvey)
@idempotent
@blueprint.gives(201, WholeSurveySchema)
def open_(body: dict[str, Any]) -> Any:
    """Open a questionnaire to groups; publishes it if needed.

    The same version, groups, stage and mode while open is the same survey.
    """
    chosen = [_group(code) for code in dict.fromkeys(body.pop("groups"))]
    stage = _stage(body.pop("stage", None))
    questionnaire = _questionnaire(body.pop("questionnaire"))
    try:
        row = actions.open_survey(questionnaire=questionnaire, groups=chosen, stage=stage, **body)
    except Unpublishable as error:
        codes = {one.id: one.code for one in questionnaires.draft_of(questionnaire).questions()}
        problems = {f"questionnaire.{codes.get(one.question, one.path)}": one.message for one in error.problems}
        raise Invalid(error.message, problems) from error
    return _whole(queries.survey(row.code))


@blueprint.post("/surveys/<code>/close")
@token("write")
@idempotent
@blueprint.gives(200, WholeSurveySchema)
def close(code: str) -> Any:
    """Take no more answers; the results follow in a moment. Closing it again changes nothing."""
    row = queries.survey(code)
    actions.close(row)
    return _whole(queries.survey(code))


@blueprint.patch("/surveys/<code>")
@token("write")
@blueprint.takes(SurveyChange)
@blueprint.gives(200, WholeSurveySchema)
def change(body: dict[str, Any], code: str) -> Any:
    """Change which pages may show the form; what a launch promised stays as it is."""
    may_change(queries.survey(code), body)
    if "embed_origins" in body:
        act(_allow_embedding, code, body["embed_origins"])
    return _whole(queries.survey(code))


def _allow_embedding(code: str, origins: list[str]) -> None:
    try:
        actions.allow_embedding(queries.survey(code), origins)
    except Invalid as error:
        raise refusal("embed_origins", error.message) from error


def _group(code: str) -> StakeholderGroup:
    if (row := stakeholders.group_with_code(code)) is None:
        raise refusal("groups", message("There is no such group."))
    return row


def _stage(code: str | None) -> Any:
    if code is None:
        return None
    if (row := journeys.stage_with_code(code)) is None:
        raise refusal("stage", message("There is no such stage."))
    return row


def _questionnaire(code: str) -> Questionnaire:
    row = questionnaires.questionnaire_with_code(code)
    if row is None or row.archived_at is not None:
        raise refusal("questionnaire", message("There is no such questionnaire."))
    return row


# --- showing --------------------------------------------------------------------------------------


def _lines(rows: list[Survey]) -> list[SurveyLine]:
    groups = {group.id: group for group in stakeholders.groups(include_archived=True)}
    stages = {stage.id: stage for stage in journeys.all_stages()}
    counts = results.response_counts([one.id for one in rows])
    return [listing.survey_line(one, groups, stages, counts, now().date()) for one in rows]


def _shown(line: SurveyLine, waves: Mapping[Any, str]) -> dict[str, Any]:
    row = line.row
    names = ("code", "mode", "k_scores", "k_comments", "receipts", "opened_at", "closes_on", "closed_at")
    return {
        **{name: getattr(row, name) for name in names},
        "title": line.title,
        "questionnaire": row.launch["questionnaire"],
        "version": row.launch["version"],
        "stage": line.stage.code if line.stage else None,
        "wave": waves[row.wave_id],
        "open": line.open,
        "groups": [{"group": one.group.code, "people": outcome(one.people)} for one in line.heard],
    }


def _whole(row: Survey) -> dict[str, Any]:
    (line,) = _lines([row])
    document = questionnaires.document_of(questionnaires.version(row.version_id))
    links = addresses.links(row, [one.group for one in line.heard], queries.stages_asked(row))
    own = line.stage.code if line.stage else None
    return {
        **_shown(line, {row.wave_id: row.wave.code}),
        "languages": list(document.languages),
        "questions": [_question(one) for one in document.questions()],
        "links": [
            {"group": one.group.code, "stage": one.stage.code if one.stage else own, "url": one.url} for one in links
        ],
    }


def _question(one: Question) -> dict[str, Any]:
    return {
        "code": one.code,
        "fields_": list(TYPES[one.kind].fields(one)),
        "kind": one.kind,
        "text": dict(one.text.by_language),
        "required": one.required,
        "stage": one.stage,
        "choices": [{"code": choice.code, "text": dict(choice.text.by_language)} for choice in one.choices],
        "rows": [{"code": item.code, "text": dict(item.text.by_language)} for item in one.rows],
    }


def _code(shown: dict[str, Any]) -> str:
    return str(shown["code"])
