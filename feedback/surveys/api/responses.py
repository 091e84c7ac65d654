"""`/api/v1/surveys/<code>/responses`: single answers of identified surveys, and answering over the API.

Answering takes the way of the respondent's page: the same questions are shown, the same are needed, the same is taken
out of an anonymous answer, and it is stored by the same functions. 201 is sent after the commit.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from flask import current_app, g, request
from marshmallow import Schema, ValidationError, fields, validate

from feedback.db import now
from feedback.errors import Invalid, Message, NotFound, message
from feedback.names import LONGEST_CODE, refusal
from feedback.surveys import sending, submissions
from feedback.surveys.actions.answering import Filled
from feedback.surveys.answering import lacking_answers, read_answers
from feedback.surveys.exporting.answers import as_object, table
from feedback.surveys.language import page_language
from feedback.surveys.marks import marks
from feedback.surveys.presenting import author_words
from feedback.surveys.queries import links, questionnaires, responses
from feedback.surveys.queries import surveys as queries
from feedback.surveys.queries.links import Edition, OpenLink
from feedback.surveys.question_types import TYPES
from feedback.surveys.route import Place, Route
from feedback.surveys.submissions import Submission
from feedback.web.api import PageArgs, Strict, api_blueprint, page, page_of, token
from feedback.web.api.fields import LONGEST_TEXT, Identity, Named, Text
from feedback.web.api.idempotency import HEADER, REPLAYED, documented, key_of

blueprint = api_blueprint("responses", "Single answers: taken in for open surveys, given out of identified ones.")
MOST_FIELDS, MOST_VALUES = 500, 100
Value = str | int | float | bool


class ResponseSchema(Schema):
    """One response to an identified survey."""

    response = fields.UUID(required=True)
    wave = fields.String(required=True)
    group = fields.String(required=True)
    answered_at = fields.String(required=True, allow_none=True)
    language = fields.String(required=True)
    seconds = fields.Integer(required=True, allow_none=True)
    seed = fields.Integer(required=True, allow_none=True)
    marks = fields.String(required=True)
    answers = fields.Dict(
        keys=fields.String(),
        values=fields.Dict(),
        required=True,
        metadata={"description": "By code of the question: state, and number, choices, text or parts."},
    )


class Values(fields.Field[Any]):
    """What is answered in one field: a text, a number, true or false, or a list of them."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        given = value if isinstance(value, list) else [value]
        if len(given) > MOST_VALUES or not all(isinstance(one, str | int | float) for one in given):
            raise ValidationError("Give a text, a number, true or false, or a list of them.")
        if any(isinstance(one, str) and len(one) > LONGEST_TEXT for one in given):
            raise ValidationError("Longer than maximum length.")
        return [_as_typed(one) for one in given]


def _as_typed(value: Value) -> str:
    """As a form would send it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


class NewResponse(Strict):
    """One answer to a survey, by the fields that its questions name."""

    group = Text(required=True, least=1, most=LONGEST_CODE, metadata={"example": "customers"})
    answers = Named(
        keys=Text(most=200),
        values=Values(
            metadata={
                "type": ["string", "number", "boolean", "array"],
                "items": {"type": ["string", "number", "boolean"]},
            }
        ),
        required=True,
        validate=validate.Length(1, MOST_FIELDS),
        metadata={"example": {"nps": 9, "reasons": ["speed", "people"], "text": "It was quick."}},
    )
    stage = Text(least=1, most=LONGEST_CODE, metadata={"description": "Default: every stage the survey asks about."})
    lang = Text(least=2, most=12, metadata={"description": "Which of its languages it was answered in."})
    submission_id = Identity(metadata={"description": "Yours, new for each answer: the same again is stored once."})


class KeptSchema(Schema):
    """That an answer is kept."""

    submission_id = fields.UUID(required=True)
    receipt = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "The code to come back with, where the survey gives one; only the respondent's."},
    )
    taken_out = fields.List(
        fields.String(), required=True, metadata={"description": "Kinds of what was taken out of an anonymous answer."}
    )


@blueprint.get("/surveys/<code>/responses")
@token("read")
@blueprint.asks(PageArgs)
@blueprint.gives(200, page_of(ResponseSchema))
def responses_(asked: dict[str, Any], code: str) -> Any:
    """List the responses to an identified survey.

    Of confidential and anonymous surveys only figures leave: 403.
    """
    row = queries.survey(code)

    def fetch(after: str | None, limit: int) -> Sequence[tuple[str, Any]]:
        return responses.records_after(row, after, limit)

    found = page(asked, fetch, key=lambda one: one[0])
    made = table(questionnaires.document_of(questionnaires.version(row.version_id)))
    return {**found, "items": [as_object(made, record) for _, record in found["items"]]}


@blueprint.post("/surveys/<code>/responses")
@token("write")
@blueprint.takes(NewResponse)
@documented
@blueprint.gives(201, KeptSchema)
def answer(body: dict[str, Any], code: str) -> Any:
    """Answer an open survey for somebody, all pages at once.

    Send a submission_id or an Idempotency-Key: the same answer again is stored once, and its receipt is the same.
    Another answer under the same one is refused for two days: 422, idempotency_key_reused. Later the first one stays.
    """
    asked = _asked(queries.survey(code).code, body)
    submission = Submission(body.get("submission_id") or _from_key(code) or uuid4(), None)
    place, answers = _filled_in(asked, body["answers"], submission)
    moment = now()
    kept, taken_out = sending.cleaned(asked.link, answers, asked.lang)
    filled = Filled(
        kept,
        asked.edition.asked,
        asked.stage_id,
        asked.lang,
        place.flow.states,
        asked.seed(submission),
        None,
        marks(place.flow.shown, kept, None, trapped=False),
    )
    kept_now = sending.keep(asked.link, filled, submission, moment, said=_said(code, body))
    shown = kept_now.code if asked.link.receipts else None
    told = {"submission_id": submission.id, "receipt": shown, "taken_out": list(taken_out)}
    return told, {REPLAYED: "true"} if kept_now.again else {}


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked of whom: as the respondent's page knows it from the address."""

    link: OpenLink
    edition: Edition
    stage: str | None
    stage_id: UUID | None
    lang: str

    @property
    def route(self) -> Route:
        return self.edition.route(self.stage)

    def given(self) -> dict[str, str]:
        known = {"group": self.link.group_code, "language": self.lang, "mode": self.link.mode}
        return {**known, "stage": self.stage or ""}

    def seed(self, submission: Submission) -> int | None:
        return submissions.seed(_secret(), self.link.survey_id, submission) if self.route.random else None


def _asked(survey: str, body: Mapping[str, Any]) -> _Asked:
    link = links.known_link(survey, body["group"])
    if link is None:
        raise refusal("group", message("This survey does not ask this group."))
    if link.organisation_id != g.caller.organisation_id:
        raise NotFound()
    edition = links.edition(link.version_id)
    stage, stage_id = _stage(link, edition, body.get("stage"))
    offered, base = edition.document.languages, edition.document.base_language
    lang = page_language(offered, base, body.get("lang"), ())
    if "lang" in body and not lang.startswith(body["lang"].partition("-")[0].lower()):
        raise refusal("lang", message("The questionnaire does not have this language."))
    return _Asked(link, edition, stage, stage_id, lang)


def _stage(link: OpenLink, edition: Edition, code: str | None) -> tuple[str | None, UUID | None]:
    """The stage that is named, else the one the survey was opened at; only what it asks about."""
    if code is None:
        own = next((known for known, one in edition.stage_ids.items() if one == link.stage_id), None)
        return own, link.stage_id
    found = edition.stage_ids.get(code)
    if found is None or link.stage_id not in {None, found}:
        raise refusal("stage", message("This survey does not ask about this stage."))
    return code, found


def _filled_in(asked: _Asked, sent: Mapping[str, list[str]], submission: Submission) -> tuple[Place, Mapping[str, Any]]:
    """What was answered of what is shown; Invalid by field where a page would keep a person."""
    known = {name: question.id for question in asked.route.questions for name in TYPES[question.kind].fields(question)}
    if unknown := sorted(set(sent) - set(known)):
        fields_ = {f"answers.{name}": Message("Unknown field.") for name in unknown}
        raise Invalid(message("Unknown fields: %(names)s.", names=", ".join(fields_)), fields_)
    words = author_words(asked.edition.document, asked.lang)
    answers, wrong = read_answers(asked.route.questions, sent, words)
    place = asked.route.place("", asked.seed(submission), answers, asked.given(), now().date())
    shown = [question for number in range(len(place.pages)) for question in place.on(number)]
    lacking = lacking_answers((one for one in shown if one.id not in wrong), place.flow.answers, words)
    refused = {one.field: wrong.get(one.id) or lacking.get(one.id) for one in shown}
    if found := {f"answers.{name}": text for name, text in refused.items() if text}:
        raise Invalid(message("Some answers cannot be accepted."), found)
    sending.must_say_something(place.flow.states)
    return place, place.flow.answers


def _said(code: str, body: Mapping[str, Any]) -> bytes:
    """Everything that was sent, the same however it was written."""
    given = {name: value for name, value in body.items() if name != "submission_id"}
    return json.dumps([code, given], sort_keys=True, default=str).encode()


def _from_key(code: str) -> UUID | None:
    """A submission id from the Idempotency-Key: nothing is kept of the key but what the answer keeps of its id."""
    key = key_of(request.headers.get(HEADER))
    if key is None:
        return None
    named = f"{g.caller.token_id}\x1f{code}\x1f{key}".encode()
    return UUID(bytes=hashlib.sha256(_secret() + named).digest()[:16], version=4)


def _secret() -> bytes:
    return str(current_app.config["FEEDBACK"].secret_key).encode()
