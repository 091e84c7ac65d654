"""Rows of the list of themes, without a database."""

from __future__ import annotations

from uuid import UUID, uuid4

from feedback.insights.models import Theme
from feedback.insights.queries.figures import ThemeRow
from feedback.insights.rules import Place
from feedback.insights.voices import Said, Voice

GROUP, STAGE = uuid4(), uuid4()


def said(people: int, mentions: int, negative: int, positive: int, wrote: int = 100) -> Said:
    raised = Voice(people=people, mentions=mentions, negative=negative, positive=positive)
    return Said(Voice(people=wrote), raised)


def row(
    code: str,
    negative: int = 0,
    positive: int = 0,
    neutral: int = 0,
    place: Place = STAGE,
    group: UUID = GROUP,
    **values: object,
) -> ThemeRow:
    """A theme of which each mention comes from another person."""
    all_of_it = negative + positive + neutral
    one = said(all_of_it, all_of_it, negative, positive)
    given = {"id": uuid4(), "names": {"en": code.title()}, "source": "codebook", "terms": [], **values}
    return ThemeRow(Theme(code=code, **given), {group: one}, {(place, group): one})
