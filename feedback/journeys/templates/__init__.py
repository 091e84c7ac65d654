"""Ready journeys to begin with: one JSON file each, as `reader` takes it, plus `about`, who it is for. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from feedback.errors import UnknownName, message
from feedback.journeys import reader
from feedback.journeys.reader import Drawing

TEMPLATES = ("hotel", "field-service", "microcredit")


@dataclass(frozen=True, slots=True)
class Template:
    """A ready journey: whom it is for, and the drawing, in every language of the product."""

    code: str
    name: Mapping[str, str]
    about: Mapping[str, str]
    drawing: Drawing


@cache
def templates() -> tuple[Template, ...]:
    """All of them, read once per process."""
    return tuple(_read(code) for code in TEMPLATES)


def template(code: str) -> Template:
    """The one with this code; UnknownName."""
    found = next((one for one in templates() if one.code == code), None)
    if found is None:
        raise UnknownName(message("There is no template “%(code)s”.", code=code))
    return found


def _read(code: str) -> Template:
    content = (files("feedback.journeys.templates") / f"{code.replace('-', '_')}.json").read_bytes()
    document = json.loads(content)
    about = document.pop("about")
    return Template(code, document["name"], about, reader.read(json.dumps(document).encode()))
