"""A report as JSON and back: what a closed cycle keeps. Pure.

Every record carries its name under `$`; a field that did not exist yet when it was kept gets its default.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any

from feedback.analysis.disclosure import Hidden, Shown
from feedback.errors import Message
from feedback.reports import document as parts
from feedback.reports.document import Document

NAME = "$"
RECORDS: tuple[type, ...] = (
    *(parts.Document, parts.Source, parts.Group, parts.Stage, parts.Area, parts.Asked, parts.Score, parts.Shared),
    *(parts.Moment, parts.Line, parts.Work, parts.Decided, parts.Effect, Message, Shown, Hidden),
)
_BY_NAME: Mapping[str, type] = {one.__name__: one for one in RECORDS}


def kept(document: Document) -> dict[str, Any]:
    """The report as what JSON can hold."""
    found: dict[str, Any] = _kept(document)
    return found


def _kept(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {NAME: type(value).__name__, **{one.name: _kept(getattr(value, one.name)) for one in fields(value)}}
    if isinstance(value, datetime):
        return {NAME: "moment", "at": value.isoformat()}
    if isinstance(value, date):
        return {NAME: "day", "at": value.isoformat()}
    if isinstance(value, Mapping):
        return {key: _kept(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_kept(one) for one in value]
    return value


def restored(plain: Mapping[str, Any]) -> Document:
    """The report that `kept` made this of."""
    document = _restored(plain)
    if not isinstance(document, Document):
        raise ValueError("this is not a report")
    return document


def _restored(value: Any) -> Any:
    if isinstance(value, list):
        return [_restored(one) for one in value]
    if not isinstance(value, Mapping):
        return value
    name = value.get(NAME)
    if name == "moment":
        return datetime.fromisoformat(value["at"])
    if name == "day":
        return date.fromisoformat(value["at"])
    if name is None:
        return {key: _restored(one) for key, one in value.items()}
    return _record(_BY_NAME[name], value)


def _record(kind: type, value: Mapping[str, Any]) -> Any:
    known = {one.name for one in fields(kind)}
    return kind(**{key: _restored(one) for key, one in value.items() if key in known})
