"""Security and cache headers of every answer."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Flask, Response, g, request
from flask_login import current_user

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors "
)
POLICY = f"{_POLICY}'none'"

EVERYWHERE = (
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Permissions-Policy", "camera=(), microphone=(), geolocation=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)
OVER_TLS = (("Strict-Transport-Security", "max-age=31536000"),)


def init(app: Flask) -> None:
    """Add the headers to every response; a view may have set a stricter Cache-Control itself."""
    app.after_request(_secure)


def allow_frames(origins: Iterable[str]) -> None:
    """Let pages of these origins show the answer to this request in a frame; without a word nobody may."""
    g.frame_origins = tuple(origins)


def _secure(response: Response) -> Response:
    headers = response.headers
    if origins := g.get("frame_origins"):
        headers["Content-Security-Policy"] = _POLICY + " ".join(origins)
    there = {name.lower() for name, _ in headers}
    for name, value in (*EVERYWHERE, *(OVER_TLS if request.is_secure else ())):
        if name.lower() not in there:
            headers.add_header(name, value)
    if request.endpoint != "static" and "bootstrap" not in (request.blueprint or ""):
        _private(response)
    return response


def _private(response: Response) -> None:
    """Pages are nobody else's to keep; those of members differ by cookie even where it was only looked at."""
    if "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-store"
    if not g.get("no_cookies") and "Cookie" not in response.headers.get("Vary", ""):
        response.vary.add("Cookie")


def signed_in() -> bool:
    return bool(current_user and current_user.is_authenticated)
