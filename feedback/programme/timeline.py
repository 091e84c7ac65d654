"""The timeline of the work as its picture and its table show it, in the reader's language; no decisions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Literal
from uuid import UUID

from flask import url_for
from flask_babel import format_date, gettext, ngettext

from feedback.charts.records import Shape, Theme
from feedback.charts.timeline import Calendar, Mark, Span, months, reach, timeline_chart, timeline_size
from feedback.programme import rules
from feedback.programme.queries.standing import Narrowed, Standing
from feedback.web.pictures import kept
from feedback.web.templating import day, language_code, percent, text

PAGE = 30
"""Pieces of work in one picture."""
NOTHING = "–"


def figure(found: Sequence[Standing], people: Mapping[UUID, str], today: date, narrowed: Narrowed, page: int) -> Any:
    """The picture, what it says in words, and its table."""
    spans = _spans(found)
    width, height = timeline_size(spans, _calendar(spans, today, "wide"), "wide")
    narrow_width, narrow_height = timeline_size(spans, _calendar(spans, today, "narrow"), "narrow")
    caption = ngettext(
        "%(num)s piece of work. Diamonds are milestones, filled where they are reached; a dotted line is late.",
        "%(num)s pieces of work. Diamonds are milestones, filled where they are reached; dotted lines are late.",
        len(found),
    )
    return {
        "url": url_for("work_timeline.picture", page=page, lang=language_code(), **narrowed.set),
        "alt": gettext("When each piece of work begins and ends.")
        + " "
        + " ".join(f"{one.name}: {one.text}." for one in spans),
        "caption": caption,
        "width": width,
        "height": height,
        "narrow_width": narrow_width,
        "narrow_height": narrow_height,
        "columns": [
            gettext("Improvement"),
            gettext("In charge"),
            gettext("Begins"),
            gettext("Ends"),
            gettext("Done"),
        ],
        "rows": [row for one in found for row in _rows(one, people)],
    }


def svg(found: Sequence[Standing], today: date, theme: Theme, shape: Shape) -> bytes:
    """The picture."""
    spans = _spans(found)
    calendar = _calendar(spans, today, shape)
    return kept(
        lambda: timeline_chart(spans, calendar, theme=theme, shape=shape), "timeline", spans, calendar, theme, shape
    )


def _calendar(spans: Sequence[Span], today: date, shape: Shape) -> Calendar:
    first, last = reach(spans, today)
    named = [(one, str(format_date(one, "MMM yy"))) for one in months(first, last, shape)]
    return Calendar(first, last, today, gettext("today"), named)


def _spans(found: Sequence[Standing]) -> list[Span]:
    return [
        Span(
            name=text(one.row.title),
            begins=one.begins,
            ends=one.ends,
            state=_state(one),
            text=_told(one),
            share=(one.work.percent if one.work else 0) / 100,
            late=one.late,
            marks=tuple(Mark(part.due_on, part.done_on is not None) for part in _parts(one) if part.due_on),
        )
        for one in found
    ]


def _parts(one: Standing) -> Sequence[Any]:
    return one.work.milestones if one.work else ()


def _state(one: Standing) -> Literal["planned", "running", "done"]:
    if one.row.status == rules.DONE:
        return "done"
    return "running" if one.row.status == rules.IN_PROGRESS else "planned"


def _told(one: Standing) -> str:
    """What stands beside a bar."""
    if one.row.status == rules.DONE:
        return str(gettext("done on %(day)s", day=_short(one.ends)) if one.ends else gettext("Done"))
    until = gettext("by %(day)s", day=_short(one.ends)) if one.ends else gettext("no date yet")
    share = [_share(one)] if one.row.status == rules.IN_PROGRESS else []
    return ", ".join([*share, *([gettext("Late")] if one.late else []), until])


def _share(one: Standing) -> str:
    return percent((one.work.percent if one.work else 0) / 100)


def _short(when: date) -> str:
    return str(format_date(when, "medium"))


def _rows(one: Standing, people: Mapping[UUID, str]) -> Iterator[list[str]]:
    """The work, and a row for each milestone of it."""
    title, owner = text(one.row.title), people.get(one.row.owner_id) if one.row.owner_id else None
    yield [
        title,
        owner or gettext("nobody in charge"),
        day(one.begins) or gettext("no date yet"),
        day(one.ends) or gettext("no date yet"),
        _share(one),
    ]
    for part in _parts(one):
        reached = _short(part.done_on) if part.done_on else NOTHING
        yield [f"{title}: {part.title}", NOTHING, NOTHING, day(part.due_on) or gettext("no date yet"), reached]
