"""Error pages in the words of the product, for every way a request can fail."""

from __future__ import annotations

import logging

from flask import Flask, g, make_response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, SecurityError

from feedback.db import db, storage_failure
from feedback.errors import ProductError, StorageAway
from feedback.web.api import problems
from feedback.web.templating import say

log = logging.getLogger(__name__)
PAGES = frozenset({400, 403, 404, 405, 409, 410, 413, 422, 429, 500, 503})


def init(app: Flask) -> None:
    """Register the handlers; every one of them leaves the database as it was."""
    app.register_error_handler(ProductError, _product_error)
    app.register_error_handler(CSRFError, _expired_form)
    app.register_error_handler(SecurityError, _foreign_host)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _unexpected)


def page(status: int, explanation: str = "") -> ResponseReturnValue:
    """The error page of a status, with what happened and what to do next."""
    shown = status if status in PAGES else (400 if status < 500 else 500)
    g.error_page = True
    body = render_template(f"errors/{shown}.html", explanation=explanation, request_id=g.get("request_id", ""))
    return make_response(body, status)


def _product_error(error: ProductError) -> ResponseReturnValue:
    if problems.asked_here():
        return problems.problem(error)
    response = make_response(page(error.status, say(error.message)))
    if (seconds := getattr(error, "retry_after", None)) is not None:
        response.headers["Retry-After"] = str(seconds)
    return response


def _expired_form(error: CSRFError) -> ResponseReturnValue:
    return page(400, gettext("The form expired: nothing was changed. Go back, reload the page and send it again."))


def _foreign_host(error: SecurityError) -> ResponseReturnValue:
    """Asked under a host name that is not ours: no page, because every address on it would be wrong."""
    response = make_response("This installation does not answer to this host name.\n", 400)
    response.mimetype = "text/plain"
    return response


def _http_error(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None or (error.code or 500) < 400:
        return error.get_response()
    failed = problems.problem_of if problems.asked_here() else page
    response = make_response(failed(error.code or 500))
    for name, value in error.get_headers():
        if name.lower() in {"allow", "retry-after"}:
            response.headers[name] = value
    return response


def _unexpected(error: Exception) -> ResponseReturnValue:
    db.session.rollback()
    if storage_failure(error):
        return _product_error(StorageAway())
    log.exception("request failed", extra={"request": g.get("request_id", "")})
    return problems.problem_of(500) if problems.asked_here() else page(500)
