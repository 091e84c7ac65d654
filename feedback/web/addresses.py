"""Addresses: which page a person may be sent to, and absolute links that never trust the Host header."""

from __future__ import annotations

from typing import Any

from flask import current_app, has_request_context, url_for


def safe_next(target: str | None) -> str:
    """The path to go on to after signing in, or `/` where it could lead anywhere else."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")):
        return "/"
    if any(character in target for character in "\\\t\r\n\0") or not target.isprintable():
        return "/"
    return target


def absolute(endpoint: str, **values: Any) -> str:
    """The address of a page as the world reaches it: the configured base address plus the path.

    Commands and jobs have no request, so they name everything the path holds, the organisation included.
    """
    base = str(current_app.config["FEEDBACK"].base_url)
    if has_request_context():
        return base + url_for(endpoint, **values)
    return base + current_app.url_map.bind("localhost").build(endpoint, values)
