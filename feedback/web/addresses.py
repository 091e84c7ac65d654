"""Addresses: which page a person may be sent to, absolute links that never trust the Host header, numbers of pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import current_app, has_request_context, request, url_for
from werkzeug.routing import IntegerConverter, Map, Rule

LARGEST = 2**31 - 1
LAST_PAGE = 1_000_000
"""No list has more pages; a larger number would not fit into what a database counts with."""


class Number(IntegerConverter):
    """A whole number in a path that a column can hold; a longer one is the number of nothing, so no address."""

    def __init__(self, url_map: Map, **limits: Any) -> None:
        super().__init__(url_map, **{"max": LARGEST, **limits})


class Route(Rule):
    """A route that learns to write its address when one is first asked for.

    Of some five hundred most processes write a few, and learning them all is most of what building the application
    takes.
    """

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        compile_now = super()._compile_builder

        def learn(route: Route, /, **values: Any) -> tuple[str, str]:
            write = compile_now(append_unknown).__get__(route, None)
            setattr(route, "_build_unknown" if append_unknown else "_build", write)
            return write(**values)  # type: ignore[no-any-return]

        return learn


def page_asked() -> int:
    """The page of a list that the address asks for with `?page=`, from 1; the first where it asks for none."""
    return min(max(1, request.args.get("page", 1, type=int)), LAST_PAGE)


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
