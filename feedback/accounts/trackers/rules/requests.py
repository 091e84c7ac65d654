"""A request to a tracker, and what is read from an answer. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode
from uuid import UUID

MARK = "feedback-"
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,40}")
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Request:
    """What is sent, but for the headers that say who asks. `content`: what goes as JSON; None: nothing does."""

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    content: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """An issue that is there: what the tracker calls it, and its page."""

    key: str
    url: str


def mark(issue_id: UUID) -> str:
    """What an issue is known by again: one word that stands in its text and in nobody else's."""
    return MARK + issue_id.hex


def marked(body: str, issue_id: UUID) -> str:
    """The text with the mark as its last line."""
    return f"{body}\n\n{mark(issue_id)}"


def address(base: str, *path: str, **query: str | int) -> str:
    """An address below `base`: every part of the path and the query is one, whatever stands in it."""
    whole = "/".join((base, *(quote(part, safe="") for part in path)))
    return f"{whole}?{urlencode(query, quote_via=quote)}" if query else whole


def own_pages(url: object, base: str) -> str:
    """An address a tracker gave, where it is one of its own pages; '' for any other."""
    known = isinstance(url, str) and len(url) <= 500 and url.isascii() and url.isprintable() and " " not in url
    return url if known and isinstance(url, str) and url.startswith(f"{base}/") else ""


def number(content: Any, name: str) -> int | None:
    """A positive whole number of an object; None where it is none."""
    value = content.get(name) if isinstance(content, dict) else None
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10**12 else None


def objects(content: Any) -> list[dict[str, Any]]:
    """The objects of a list; nothing where it is none."""
    return [one for one in content if isinstance(one, dict)] if isinstance(content, list) else []


def names(found: Iterable[object]) -> str:
    """Names of fields that a tracker wanted otherwise, as far as they are names: nothing else it says is kept."""
    plain = (one for one in found if isinstance(one, str) and _NAME.fullmatch(one))
    return ", ".join(list(dict.fromkeys(plain))[:_MOST_NAMED])
