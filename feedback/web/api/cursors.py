"""Long lists page by page. A cursor is opaque and signed: it goes on where the page ended, for the organisation and
the list it was made for, and for nothing else."""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from flask import current_app, request

from feedback.db import here
from feedback.errors import Invalid, message
from feedback.web.api.fields import QueryWhole, Strict, Text

MOST = 200
USUAL = 50
_MAC = 16
_LONGEST = 600
Row = TypeVar("Row")


class PageArgs(Strict):
    """Query values of every list."""

    limit = QueryWhole(
        least=1, most=MOST, load_default=USUAL, metadata={"description": "How many to give, at most 200."}
    )
    cursor = Text(
        least=1, most=_LONGEST, load_default=None, metadata={"description": "`next_cursor` of the page before."}
    )


def page(
    asked: Mapping[str, Any], fetch: Callable[[str | None, int], Sequence[Row]], key: Callable[[Row], str]
) -> dict[str, Any]:
    """One page of a list, as `page_of` writes it.

    `fetch(after, limit)` gives the rows whose key comes after `after` (None: from the start), in the order of their
    keys; `asked` is what `PageArgs` read. Invalid for a cursor that is not ours, or of another list.
    """
    after = _opened(asked["cursor"]) if asked["cursor"] else None
    rows = list(fetch(after, asked["limit"] + 1))
    more = len(rows) > asked["limit"]
    rows = rows[: asked["limit"]]
    return {"items": rows, "next_cursor": _sealed(key(rows[-1])) if more else None}


def from_all(rows: Sequence[Row], key: Callable[[Row], str]) -> Callable[[str | None, int], Sequence[Row]]:
    """`fetch` of a list that is short enough to be read whole."""
    ordered = sorted(rows, key=key)
    return lambda after, limit: [row for row in ordered if after is None or key(row) > after][:limit]


def _sealed(place: str) -> str:
    raw = place.encode()
    return urlsafe_b64encode(_mac(raw) + raw).decode().rstrip("=")


def _opened(cursor: str) -> str:
    try:
        raw = urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4))
        place = raw[_MAC:].decode()
    except (Error, ValueError):
        raise _foreign() from None
    # Compared as text: base64 has several spellings of the same bytes, and only ours is one.
    if not hmac.compare_digest(_sealed(place).encode(), cursor.encode()):
        raise _foreign()
    return place


def _foreign() -> Invalid:
    refusal = message("This cursor is not one of this list.")
    return Invalid(refusal, {"cursor": refusal})


def _mac(raw: bytes) -> bytes:
    key = current_app.config["FEEDBACK"].secret_key.encode()
    place = f"cursor\x1f{here()}\x1f{request.endpoint}\x1f".encode()
    return hmac.digest(key, place + raw, "sha256")[:_MAC]
