"""The views by formula as files: every line, with what its formula made of it, its range, n, the day and the analysis.

Only what the page shows as well stands in them. Columns are the same in every language, texts in the reader's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from feedback.analysis.disclosure import Hidden
from feedback.analysis.kano import CATEGORIES
from feedback.analysis.statistics import Estimate
from feedback.backlog.queries.comparing import Figures, Named
from feedback.backlog.queries.formulas import Asked, BoxLine, Place, RiceLine, box_lines, places, rice_lines
from feedback.backlog.queries.ice import IceLine, ice_lines
from feedback.backlog.queries.kano import KanoAsked
from feedback.backlog.queries.own_formulas import OwnOrder
from feedback.backlog.queries.wsjf import WsjfLine, wsjf_lines
from feedback.backlog.rules.formula_inputs import why_not
from feedback.db import iso
from feedback.web.templating import say, text

Row = Sequence[object]
LINE = ("number", "title", "place", "rank", "rank_low", "rank_high", "n")
"""Of an improvement: its place by this formula, its place in the list with its range, and the people behind it."""
ORDER = ("order_made_at", "run", "weights", "seed", "draws")
RICE = ("reach", "impact", "confidence", "person_months", "rice")
ICE = ("impact", "confidence", "ease", "effort_estimated", "ice", "low", "high")
WSJF_PARTS = ("value", "time_presses", "opens_the_way", "job_size", "effort_estimated", "due_on", "waiting_for_it")
WSJF = (*WSJF_PARTS, "wsjf", "low", "high", "place_low", "place_high")
EFFORT = ("impact", "low", "high", "effort_low", "effort_likely", "effort_high", "effort_estimated")
OWN = ("formula", "moved", "result", "low", "high", "why_not")
QUESTION = ("question", "survey", "group", "n")
OPPORTUNITY = ("importance", "satisfaction", "opportunity", "low", "high", "hidden", "as_of")
KANO = ("stage", *(f"share_{code}" for code in CATEGORIES), "leading", "next", "clear")
COEFFICIENTS = ("better", "better_low", "better_high", "worse", "worse_low", "worse_high", "hidden", "as_of")
DECIMALS = 6
"""Of results: more would be noise of the arithmetic."""


def rice_rows(found: Figures | None) -> Iterator[Row]:
    """The list by reach, impact, confidence and effort."""

    def parts(one: RiceLine) -> Row:
        made = one.rice
        return made.reach, made.impact, made.confidence, made.months, _round(made.value)

    yield (*LINE, *RICE, *ORDER)
    if found:
        yield from _listed(found, rice_lines(found), parts)


def ice_rows(found: Figures | None) -> Iterator[Row]:
    """The list by impact, confidence and ease."""

    def parts(one: IceLine) -> Row:
        made = one.ice
        return made.impact, made.confidence, made.ease, _yes(one.estimated), made.value, made.low, made.high

    yield (*LINE, *ICE, *ORDER)
    if found:
        yield from _listed(found, ice_lines(found), parts)


def wsjf_rows(found: Figures | None, today: date) -> Iterator[Row]:
    """The list by what waiting costs against the size of the job."""

    def parts(one: WsjfLine) -> Row:
        made = one.wsjf
        into = (made.value, made.urgency, made.enabling, made.size, _yes(one.estimated), iso(one.due), one.waiting)
        return *into, *(_round(value) for value in (made.result, made.low, made.high)), made.first, made.last

    yield (*LINE, *WSJF, *ORDER)
    if found:
        yield from _listed(found, wsjf_lines(found, today), parts)


def effort_rows(found: Figures | None) -> Iterator[Row]:
    """Impact against effort, each from its low end to its high one, in the order of the list."""

    def parts(one: BoxLine) -> Row:
        (low, impact, high), effort = one.box.impact, one.box.effort
        return (
            *(_round(value) for value in (impact, low, high)),
            effort.low,
            effort.likely,
            effort.high,
            _yes(one.estimated),
        )

    yield (*LINE, *EFFORT, *ORDER)
    if found:
        yield from _listed(found, box_lines(found), parts)


def own_rows(name: str, found: Figures | None, order: OwnOrder | None) -> Iterator[Row]:
    """The list by a formula of one's own, then the lines for which it has no result."""
    yield (*LINE, *OWN, *ORDER)
    if found is None or order is None:
        return
    known, stamp, ranges = places(found), _stamp(found), order.ranges(order.lines)
    for one in order.lines:
        result = ranges[one.placed.result.key]
        figures = (one.placed.moved, *(_round(value) for value in (result.value, result.low, result.high)))
        yield *_line(one.line, one.placed.place, known), name, *figures, None, *stamp
    for line, _, result in order.without:
        why = say(why_not(result.problem)) if result.problem else None
        yield *_line(line, None, known), name, None, None, None, None, why, *stamp


def opportunity_rows(asked: Iterable[Asked], today: date) -> Iterator[Row]:
    """Questions of importance and satisfaction, by group. They stand on answers of a survey, not on an analysis."""
    yield (*QUESTION, *OPPORTUNITY)
    for one in asked:
        made = one.score
        about = (text(one.question), one.survey.code, one.group.code, made.n if made else None)
        figures = (made.importance, made.satisfaction, made.value, made.low, made.high) if made else (None,) * 5
        yield *about, *(_round(value) for value in figures), _hidden(one.hidden), iso(today)


def kano_rows(asked: Iterable[KanoAsked], today: date) -> Iterator[Row]:
    """Kano questions, by group. They stand on answers of a survey, not on an analysis."""
    yield (*QUESTION, *KANO, *COEFFICIENTS)
    for one in asked:
        made = one.reading
        about = (text(one.question), one.survey.code, one.group.code, made.n if made else None)
        yield *about, text(one.stage) if one.stage else None, *_read(one), _hidden(one.hidden), iso(today)


def _read(one: KanoAsked) -> Iterator[object]:
    made = one.reading
    yield from (_round(made.shares[code]) if made else None for code in CATEGORIES)
    yield from (made.leading, made.next, _yes(made.clear)) if made else (None, None, None)
    yield from (*_ends(made.better), *_ends(made.worse)) if made else (None,) * 6


def _ends(found: Estimate | None) -> Row:
    return tuple(_round(value) for value in (found.value, found.low, found.high)) if found else (None, None, None)


def _hidden(found: Hidden | None) -> str | None:
    """Why there is no figure, as the API says it."""
    return found.reason if found else None


def _listed(found: Figures, lines: Sequence[Any], parts: Any) -> Iterator[Row]:
    known, stamp = places(found), _stamp(found)
    for place, one in enumerate(lines, 1):
        yield *_line(one.line, place, known), *parts(one), *stamp


def _line(line: Named, place: int | None, known: Mapping[int, Place]) -> Row:
    here = known[line.number]
    return line.number, text(line.title), place, here.rank, here.low, here.high, here.people


def _stamp(found: Figures) -> Row:
    """When the order was made, and on which analysis, with which weights."""
    made = found.ranking
    return iso(made.made_at), str(made.run_id) if made.run_id else None, made.weights_name, made.seed, made.draws


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, DECIMALS)


def _yes(whether: bool) -> str:
    return "yes" if whether else "no"
