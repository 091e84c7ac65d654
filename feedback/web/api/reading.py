"""Bodies and query values of API calls, read strictly: what is unclear is refused, never guessed.

JSON that two programs would read differently (a key twice, NaN), that no column can hold (a NUL, half a character,
a number of 5,000 digits) or that costs more to read than it says (nesting without end, packed bodies) is no JSON here.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

from flask import Request
from marshmallow import RAISE, Schema, ValidationError
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import RequestEntityTooLarge

from feedback.errors import Invalid, Message, ProductError, message

DEEPEST = 32
LARGEST_BODY = 8 * 1024 * 1024
LONGEST_NUMBER = 30
"""Characters a number may take; ours have far fewer."""
MOST_ERRORS = 100


class Malformed(ProductError):
    """The body is not JSON as it is read here."""

    status = 400
    code = "malformed"


class WrongType(ProductError):
    """The body says of itself that it is something else than JSON."""

    status = 415
    code = "unsupported_media_type"


class Parser(FlaskParser):
    """Reads with our JSON; what a schema refuses is `Invalid`, with the fields by dotted path."""

    DEFAULT_UNKNOWN_BY_LOCATION = {**FlaskParser.DEFAULT_UNKNOWN_BY_LOCATION, "json": None, "query": RAISE}

    def load_json(self, req: Request, schema: Schema) -> Any:
        return body_of(req)

    def handle_error(self, error: ValidationError, req: Request, schema: Schema, **_: Any) -> NoReturn:
        raise refusal(error)


def body_of(request: Request) -> Any:
    """What the request's body holds; Malformed, WrongType or 413."""
    if request.mimetype != "application/json":
        raise WrongType(message("Send JSON, with the header Content-Type: application/json."))
    if request.headers.get("Content-Encoding", "identity").strip().lower() != "identity":
        raise WrongType(message("Send the body as it is: packed bodies are not read."))
    request.max_content_length = LARGEST_BODY
    if (request.content_length or 0) > LARGEST_BODY:
        raise RequestEntityTooLarge()
    return strict_json(request.get_data(cache=True))


def strict_json(raw: bytes) -> Any:
    """The one meaning of these bytes; Malformed where they have none, or several."""
    try:
        value = json.loads(
            raw.decode("utf-8"),
            object_pairs_hook=_object,
            parse_constant=_no_constant,
            parse_int=_whole,
            parse_float=_figure,
        )
    except (ValueError, RecursionError):
        raise Malformed(message("The body is not JSON that can be read.")) from None
    for text in _texts(value):
        if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
            raise Malformed(message("There is a character in it that cannot be stored."))
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Malformed(message("A field stands twice in it."))
    return found


def _no_constant(name: str) -> NoReturn:
    raise Malformed(message("%(name)s is not JSON.", name=name))


def _whole(digits: str) -> int:
    if len(digits) > LONGEST_NUMBER:
        raise Malformed(message("There is a number in it that is too long."))
    return int(digits)


def _figure(digits: str) -> float:
    if len(digits) > LONGEST_NUMBER or not math.isfinite(found := float(digits)):
        raise Malformed(message("There is a number in it that is too long."))
    return found


def _texts(value: Any) -> Iterator[str]:
    """Every text in it, names of fields too; Malformed where it is nested too deep."""
    level, depth = [value], 0
    while level:
        if (depth := depth + 1) > DEEPEST:
            raise Malformed(message("It is nested too deep."))
        below: list[Any] = []
        for one in level:
            if isinstance(one, str):
                yield one
            elif isinstance(one, dict):
                yield from one
                below.extend(one.values())
            elif isinstance(one, list):
                below.extend(one)
        level = below


def refusal(error: ValidationError) -> Invalid:
    """What a schema refused, as an error of the product; unknown fields are listed in its sentence."""
    fields = dict(list(_flat(error.messages))[:MOST_ERRORS])
    unknown = sorted(name for name, text in fields.items() if text.id == "Unknown field.")
    if unknown:
        return Invalid(message("Unknown fields: %(names)s.", names=", ".join(unknown)), fields)
    return Invalid(message("Some fields cannot be accepted."), fields)


def _flat(messages: Any, path: str = "") -> Iterator[tuple[str, Message]]:
    if isinstance(messages, Mapping):
        for name, below in messages.items():
            known = str(name) if path in {"", "json", "query"} else f"{path}.{name}"
            yield from _flat(below, path if name == "_schema" else known)
    else:
        yield path or "body", Message(" ".join(str(text) for text in messages))
