"""Reads that several parts of one page ask for: made once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import g, has_request_context, request

from feedback.db import here

Found = TypeVar("Found")


def once_a_page(name: str, read: Callable[[], Found]) -> Found:
    """What `read` finds in this organisation: kept for a request that can change nothing, else read anew."""
    if not has_request_context() or request.method not in ("GET", "HEAD"):
        return read()
    known: dict[tuple[str, Any], Any] = g.setdefault("once_a_page", {})
    key = (name, here())
    if key not in known:
        known[key] = read()
    found: Found = known[key]
    return found
