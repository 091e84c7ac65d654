"""Improvements by the words or the number somebody remembers of them."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from feedback.backlog.models import Improvement
from feedback.db import db
from feedback.tables.folding import lookup_key


def found(asked: str) -> frozenset[UUID]:
    """Improvements with all these words in their title, reason or tags, or with this number (12 or #12): one read.

    Case and accents do not count, and a part of a word is enough.
    """
    number, words = asked.strip().removeprefix("#"), lookup_key(asked).split()
    if not words:
        return frozenset()
    wanted = select(Improvement.id, Improvement.number, Improvement.title, Improvement.hypothesis, Improvement.tags)
    return frozenset(
        key
        for key, own, title, hypothesis, tags in db.session.execute(wanted)
        if number == str(own) or _has(words, " ".join((*title.values(), hypothesis, *map(str, tags))))
    )


def _has(words: list[str], text: str) -> bool:
    said = lookup_key(text)
    return all(word in said for word in words)
