"""What an API call is told when it cannot be done: RFC 9457, with the product's own codes and sentences."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus

from flask import Response, current_app, g, request

from feedback.errors import N_, Message, ProductError, message
from feedback.web.languages import INTERFACE
from feedback.web.templating import say

PREFIX = "/api/v1"
TYPE = "application/problem+json"
_CODES = {
    400: "malformed",
    401: "no_token",
    403: "not_allowed",
    404: "not_found",
    405: "method_not_allowed",
    409: "conflict",
    410: "gone",
    413: "too_large",
    415: "unsupported_media_type",
    422: "invalid",
    429: "too_many",
    503: "storage_away",
}
CODES: Mapping[str, str] = {
    "malformed": "400: the body is not JSON that can be read in one way.",
    "no_token": "401: no token, or one that is unknown, revoked or over.",
    "no_scope": "403: the token is good, for other things.",
    "not_allowed": "403: it may not be done this way, whoever asks.",
    "not_found": "404: nothing here, or it belongs to another organisation.",
    "method_not_allowed": "405: the address does not take this method.",
    "conflict": "409: the state of the thing does not allow it, or it changed meanwhile.",
    "gone": "410: it is over, such as a survey that is closed.",
    "too_large": "413: more than 8 MB.",
    "unsupported_media_type": "415: the body says of itself that it is no JSON.",
    "invalid": "422: `errors` says which field is wrong, and why.",
    "idempotency_key_reused": "422: the key was sent before, with something else.",
    "too_many": "429: over a limit; `Retry-After` says how many seconds to wait.",
    "unexpected": "500: a mistake of ours; nothing was changed.",
    "storage_away": "503: nothing can be written just now; send it again.",
}
"""What each code means, for the documentation; its fragment is the `type` of the problem."""
_DETAILS = {
    404: N_("There is nothing here, or it is not yours to see."),
    405: N_("This address does not take this method."),
    413: N_("This is too large."),
    429: N_("Too many requests. Wait and try again."),
    500: N_("Something went wrong here. It is written down, and nothing was changed."),
    503: N_("We could not save this just now. Send it again in a few seconds."),
}
"""In the words of an integration, where pages speak of pages."""


def asked_here() -> bool:
    """Whether this request is one of the API's, whatever became of it."""
    return request.path.startswith(PREFIX)


def language() -> str:
    """The language of problems: the one the caller accepts, else English."""
    return request.accept_languages.best_match(INTERFACE) or "en"


def problem(error: ProductError) -> Response:
    """The answer to a call that a rule of the product refused."""
    fields: Mapping[str, Message] = getattr(error, "fields", {})
    answer = problem_of(error.status, _sentence(error), error.code, fields)
    if (seconds := getattr(error, "retry_after", None)) is not None:
        answer.headers["Retry-After"] = str(seconds)
    if error.status == 401:
        answer.headers["WWW-Authenticate"] = 'Bearer realm="feedback"'
    return answer


def problem_of(status: int, detail: str = "", code: str = "", fields: Mapping[str, Message] | None = None) -> Response:
    """The answer of this status; `fields` says what is wrong where, by dotted path."""
    code = code or _CODES.get(status, "unexpected" if status >= 500 else "malformed")
    body: dict[str, object] = {
        "type": f"{current_app.config['FEEDBACK'].base_url}/api/docs#{code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail or say(message(_DETAILS.get(status, "")) if status in _DETAILS else HTTPStatus(status).phrase),
        "code": code,
        "request_id": g.get("request_id", ""),
    }
    if fields:
        body["errors"] = [{"field": name, "detail": say(text)} for name, text in fields.items()]
    return Response(json.dumps(body, ensure_ascii=False) + "\n", status, content_type=TYPE)


def _sentence(error: ProductError) -> str:
    """Pages say "this page does not exist" of what an integration asked for by an id."""
    return "" if error.code in {"not_found", "storage_away"} else say(error.message)
