"""`/api/v1/openapi.json` and `/api/docs`: what the API takes and gives, written by the views themselves."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from flask import Blueprint, Flask, current_app, jsonify, render_template
from flask.typing import ResponseReturnValue
from flask_smorest import Api
from flask_smorest.utils import prepare_response
from marshmallow import Schema, fields

from feedback.config import VERSION
from feedback.web.api.blueprints import NAMED, Resource
from feedback.web.api.describing import chapters
from feedback.web.api.problems import CODES, PREFIX, TYPE
from feedback.web.guards import public, respondent

OPENAPI = "3.1.0"
INTRODUCTION = (
    "Reads and writes what one organisation knows: groups, contacts, evidence, surveys, responses, themes, backlog. "
    "A token names the organisation and what it may be used for. Lists come in pages: ask again with `next_cursor`. "
    "A call with an `Idempotency-Key` may be sent again and is done once. Figures pass the same rule as on the pages: "
    "groups too small to show are not shown. Errors are `application/problem+json`; tell them apart by `code`."
)
_INVALID = HTTPStatus(422).name
"""What the blueprints call the answer to arguments that cannot be accepted."""
blueprint = Blueprint("openapi", __name__)


class FieldProblem(Schema):
    """What is wrong with one field."""

    field = fields.String(required=True, metadata={"description": "Dotted path in what was sent."})
    detail = fields.String(required=True)


class Problem(Schema):
    """Why a call could not be done (RFC 9457)."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True, metadata={"description": "A sentence in the language you accept."})
    code = fields.String(
        required=True, metadata={"description": "The same for the same reason, whatever the language."}
    )
    request_id = fields.String(required=True, metadata={"description": "Name it when you ask us about this call."})
    errors = fields.List(fields.Nested(FieldProblem))


class _Written(Api):  # type: ignore[misc]
    """Only the document: the blueprints are the application's, and so are its errors and pages."""

    def _register_error_handlers(self) -> None:
        """Handlers for a whole application would turn our error pages into JSON."""

    def _register_doc_blueprint(self) -> None:
        """Its pages load scripts from elsewhere."""

    def _register_responses(self) -> None:
        for name, what in (
            (self.DEFAULT_ERROR_RESPONSE_NAME, "It could not be done."),
            (_INVALID, "Some fields are wrong."),
        ):
            response = {"description": what, "schema": Problem}
            prepare_response(response, self.spec, TYPE)
            self.spec.components.response(name, response, lazy=True)


def document() -> dict[str, Any]:
    """The OpenAPI document of this application; written once."""
    kept = current_app.extensions
    if "feedback.openapi" not in kept:
        kept["feedback.openapi"] = _write(current_app._get_current_object())  # type: ignore[attr-defined]
    written: dict[str, Any] = kept["feedback.openapi"]
    return written


def _write(app: Flask) -> dict[str, Any]:
    api = _Written(spec_kwargs=_about(app.config["FEEDBACK"].base_url))
    api.init_app(app)
    api.spec.components.security_scheme(
        "token", {"type": "http", "scheme": "bearer", "description": "Settings → Connections makes tokens."}
    )
    for resource in app.blueprints.values():
        if isinstance(resource, Resource):
            _add(api, app, resource)
    written: dict[str, Any] = api.spec.to_dict()
    return written


def _about(base_url: str) -> dict[str, Any]:
    return {
        "title": "feedback",
        "version": VERSION,
        "openapi_version": OPENAPI,
        "info": {"description": INTRODUCTION},
        "servers": [{"url": base_url}],
        "security": [{"token": []}],
    }


def _add(api: _Written, app: Flask, resource: Resource) -> None:
    name = resource.name.removeprefix(NAMED)
    resource.register_views_in_doc(api, app, api.spec, name=resource.name, parameters=None)
    api.spec.tag({"name": name, "description": resource.description})


@blueprint.get(f"{PREFIX}/openapi.json")
@respondent
def openapi() -> ResponseReturnValue:
    """The document, for programs; no token is needed to read what there is."""
    return jsonify(document())


@blueprint.get("/api/docs")
@public
def docs() -> ResponseReturnValue:
    """The same for people, on one page."""
    written = document()
    return render_template("api/docs.html", chapters=chapters(written), codes=CODES, page_size="narrow")
