"""Texts that members wrote, as the language review reads them. Reads nothing itself."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from feedback.analysis.tone import Kind
from feedback.db import Texts
from feedback.errors import Message
from feedback.permissions import Permission
from feedback.surveys import document


@dataclass(frozen=True, slots=True)
class Written:
    """One text in one language ("": not known), for whoever has the permission `readers`.

    `about` is what it belongs to; `page` and `values` lead to where those with `permission` change it; `changed` is
    None where nobody kept it.
    """

    place: str
    text: str
    lang: str
    kind: Kind
    about: Texts | Message
    changed: datetime | None
    page: str
    values: Mapping[str, Any]
    permission: Permission
    readers: Permission = Permission.VIEW


@dataclass(frozen=True, slots=True)
class Thing:
    """What several texts have in common."""

    place: str
    about: Texts | Message
    changed: datetime | None
    page: str
    values: Mapping[str, Any]
    permission: Permission
    readers: Permission = Permission.VIEW

    def texts(self, texts: Texts, kind: Kind = "text") -> Iterator[Written]:
        """One text per language."""
        for lang, text in texts.items():
            if text.strip():
                yield self.text(text, lang, kind)

    def text(self, text: str, lang: str = "", kind: Kind = "text") -> Written:
        where = (self.page, self.values, self.permission, self.readers)
        return Written(self.place, text, lang, kind, self.about, self.changed, *where)


def texts_of(part: object) -> Iterator[tuple[document.Texts, Kind]]:
    """Every text of a document: what is asked is a question, the rest is text."""
    if isinstance(part, tuple):
        for one in part:
            yield from texts_of(one)
    elif dataclasses.is_dataclass(part):
        for field in dataclasses.fields(part):
            value = getattr(part, field.name)
            if isinstance(value, document.Texts):
                yield value, "question" if isinstance(part, document.Question) and field.name == "text" else "text"
            elif isinstance(value, tuple):
                yield from texts_of(value)
