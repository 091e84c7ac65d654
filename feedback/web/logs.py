"""One JSON line per request and per event. A line never holds an answer, a token or an address:
requests are named by their rule (`/i/<token>`), never by the path that was asked for."""

from __future__ import annotations

import json
import logging
import secrets
import sys
import time

from flask import Flask, Response, g, request

requests = logging.getLogger("feedback.requests")
_STANDARD = frozenset(logging.LogRecord("", 0, "", 0, "", (), None).__dict__) | {"message", "asctime", "taskName"}


class JsonLine(logging.Formatter):
    """Formats a record as one line of JSON; control characters are escaped by JSON itself."""

    def format(self, record: logging.LogRecord) -> str:
        line = {"time": self.formatTime(record), "level": record.levelname, "logger": record.name}
        line |= {"event": record.getMessage()}
        line |= {name: str(value) for name, value in record.__dict__.items() if name not in _STANDARD}
        if record.exc_info and record.exc_info[0]:
            line["exception"] = self._where(record)
        return json.dumps(line, ensure_ascii=True)

    def _where(self, record: logging.LogRecord) -> str:
        """Type and place of an exception, without its message: that may quote what somebody typed."""
        assert record.exc_info and record.exc_info[0]
        trace = record.exc_info[2]
        places = []
        while trace:
            code = trace.tb_frame.f_code
            places.append(f"{code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}:{code.co_name}")
            trace = trace.tb_next
        return f"{record.exc_info[0].__name__} at {' > '.join(places[-8:])}"


def init(app: Flask) -> None:
    """Write to stderr, and give every request an id that error pages show."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLine())
    root = logging.getLogger("feedback")
    root.handlers[:] = [handler]
    root.setLevel(app.config["FEEDBACK"].log_level)
    root.propagate = bool(app.config.get("TESTING"))
    app.before_request(_begin)
    app.after_request(_end)


def _begin() -> None:
    g.request_id = secrets.token_hex(6)
    g.began = time.perf_counter()


def _end(response: Response) -> Response:
    if request.endpoint == "static":
        return response
    response.headers.setdefault("X-Request-Id", g.get("request_id", ""))
    if requests.isEnabledFor(logging.INFO):
        _line(response)
    return response


def _line(response: Response) -> None:
    rule = request.url_rule.rule if request.url_rule else "(no rule)"
    milliseconds = round((time.perf_counter() - g.get("began", time.perf_counter())) * 1000, 1)
    requests.info(
        "request",
        extra={
            "request": g.get("request_id", ""),
            "method": request.method,
            "rule": rule,
            "status": response.status_code,
            "ms": milliseconds,
        },
    )
