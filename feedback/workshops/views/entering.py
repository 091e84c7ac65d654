"""What every page behind a workshop's link shares: who enters, in which language, and how it answers."""

from __future__ import annotations

from uuid import UUID, uuid4

from flask import Response, make_response, request

from feedback.errors import ProductError
from feedback.web.languages import INTERFACE, NAMES
from feedback.workshops.queries import Room


def participant(text: str | None) -> UUID:
    """The number this page was given before; another page gets another one."""
    try:
        return UUID(text or "")
    except ValueError:
        return uuid4()


def language(room: Room, asked: str | None) -> str:
    """The language asked for, else the browser's, else the organisation's own."""
    codes = offered(room)
    if asked in codes:
        return str(asked)
    return request.accept_languages.best_match(codes) or codes[0]


def offered(room: Room) -> list[str]:
    return [code for code in room.languages if code in INTERFACE] or list(INTERFACE)


def languages(room: Room) -> list[dict[str, str]]:
    """What the language switch shows."""
    return [{"code": code, "name": NAMES[code]} for code in offered(room)]


def answered(page: str, status: int, refused: ProductError | None = None) -> Response:
    """The page, with the seconds to wait where it was refused for a while."""
    response = make_response(page, status)
    if (seconds := getattr(refused, "retry_after", None)) is not None:
        response.headers["Retry-After"] = str(seconds)
    return response
