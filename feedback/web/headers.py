"""Security and cache headers of every answer."""

from __future__ import annotations

from flask import Flask, Response, g, request
from flask_login import current_user

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def init(app: Flask) -> None:
    """Add the headers to every response; a view may have set a stricter Cache-Control itself."""
    app.after_request(_secure)


def _secure(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", POLICY)
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "no-referrer")
    headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    if request.is_secure:
        headers.setdefault("Strict-Transport-Security", "max-age=31536000")
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
