"""What groups share, with sentences of theirs, and what to do first with the places each thing could really hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from flask_babel import gettext, ngettext

from feedback.analysis.disclosure import Shown
from feedback.reports.document import Document, Line, Result, Shared
from feedback.reports.findings import first_of
from feedback.reports.slides.records import Quote, Slide, Table
from feedback.reports.words import missing_word, status_word, tier_word
from feedback.web.templating import number, percent, say, text

WITH_SENTENCES = 2
"""Shared points that get a slide of their own."""
MOST_POINTS = 8
MOST_LINES = 7


def shared(report: Document, spoken: Mapping[int, Sequence[Quote]]) -> Iterator[Slide]:
    """The strongest points one by one, with two sentences each, and the next ones as one table."""
    if not report.shared:
        yield Slide(gettext("What groups share"), lines=[_nothing_shared()])
    for place, point in enumerate(report.shared[:WITH_SENTENCES]):
        yield _point(report, point, spoken.get(place, ()))
    if rest := report.shared[WITH_SENTENCES:MOST_POINTS]:
        yield _rest(report, rest)


def _nothing_shared() -> str:
    return str(gettext("No theme is raised by two groups at the same stage so far."))


def _point(report: Document, point: Shared, spoken: Sequence[Quote]) -> Slide:
    told = {"theme": text(dict(point.theme)), "stage": _stage(report, point.stage)}
    title = gettext("%(theme)s: raised by several groups at “%(stage)s”", **told)
    if point.kind == "contested":
        title = gettext("%(theme)s: groups see it differently at “%(stage)s”", **told)
    columns = (gettext("Group"), gettext("Share"), gettext("Interval"), "n")
    rows = [(text(dict(report.group(code).name)), *_share(one)) for code, one in _told(report, point)]
    caption = gettext("Share of those who wrote about the stage and raised “%(theme)s”, by group", theme=told["theme"])
    table = Table(caption, columns, (4, 1.6, 2, 1), rows, frozenset({1, 2, 3}))
    return Slide(title, table=table, quotes=spoken, notes=_made_of_shares())


def _told(report: Document, point: Shared) -> list[tuple[str, Result]]:
    """Groups that the report follows, and any other of which something is known, also where it is held back."""
    followed = {one.group for one in report.coverage}
    return [pair for pair in point.shares.items() if pair[0] in followed or not _is_unasked(pair[1])]


def _is_unasked(result: Result) -> bool:
    return not isinstance(result, Shown) and result.reason == "not_asked"


def _share(result: Result) -> tuple[str, str, str]:
    if not isinstance(result, Shown):
        return missing_word(result), "", ""
    between = ""
    if result.low is not None and result.high is not None:
        between = gettext("%(low)s to %(high)s", low=percent(result.low), high=percent(result.high))
    return percent(result.value), between, number(result.n)


def _rest(report: Document, rest: Sequence[Shared]) -> Slide:
    rows = [
        (
            text(dict(one.theme)),
            _stage(report, one.stage),
            "\n".join(_of_group(report, *pair) for pair in _told(report, one)),
        )
        for one in rest
    ]
    columns = (gettext("Theme"), gettext("Stage"), gettext("Share, interval and n by group"))
    title = gettext("What groups share besides")
    return Slide(title, table=Table(title, columns, (3, 2.5, 4.5), rows), notes=_made_of_shares())


def _of_group(report: Document, code: str, result: Result) -> str:
    name, (share, between, n) = text(dict(report.group(code).name)), _share(result)
    return f"{name}: {share}" + (f" ({between}) · n {n}" if n else "")


def _made_of_shares() -> str:
    return "\n".join(
        (
            gettext(
                "Share of the people who wrote about a stage and raised the theme. "
                "The interval holds the true share 90 times in 100; n are people."
            ),
            gettext("The sentences are what people wrote; what could tell who wrote them was taken out."),
        )
    )


def _stage(report: Document, code: str) -> str:
    name = report.stage_name(code)
    return text(dict(name)) if name else str(gettext("Stage unknown"))


# --- what to do first ---------------------------------------------------------------------------------


def first(report: Document) -> Slide:
    """The first lines of the order: tier, place, the places it could hold, who raised it and why."""
    ranked = [one for one in report.lines if one.rank is not None]
    head = first_of(report)
    title = say(head) if head else gettext("What to improve first")
    if not ranked:
        nothing = gettext("No improvement has a place yet: the analysis gives the list its order.")
        return Slide(title, lines=[nothing])
    columns = (
        *(gettext("Place"), gettext("Could be"), gettext("Improvement")),
        *(gettext("How sure"), gettext("People"), gettext("Status")),
    )
    caption = gettext("Improvements by rank, with the ranks they could really have and the people who raised them.")
    rows = [_line(report, one) for one in ranked[:MOST_LINES]]
    table = Table(caption, columns, (0.8, 1.3, 6.2, 1.7, 1.2, 1.5), rows, frozenset({0, 1, 4}))
    return Slide(title, table=table, notes=_made_of_order(report, len(ranked) - len(rows)))


def _line(report: Document, one: Line) -> Sequence[str]:
    about = "\n".join(filter(None, (text(dict(one.title)), say(one.why))))
    people = gettext("not shown") if one.people is None else f"n {number(one.people)}"
    return number(one.rank), _places(one), about, tier_word(one.tier), people, status_word(one.status)


def _places(one: Line) -> str:
    if one.rank_low is None or one.rank_high is None:
        return ""
    if one.rank_low == one.rank_high:
        return number(one.rank_low)
    return str(gettext("%(low)s to %(high)s", low=number(one.rank_low), high=number(one.rank_high)))


def _made_of_order(report: Document, more: int) -> str:
    source = report.source
    told = {"draws": number(source.draws), "weights": source.weights or gettext("equal for all groups")}
    notes = [
        gettext(
            "Score: how many it reaches, how bad it is, how many groups raise it and how much the moment weighs, "
            "over effort."
        ),
        gettext(
            "The places each could hold come from %(draws)s draws of people and efforts. Weights: %(weights)s.", **told
        ),
        gettext("“Cannot separate”: with these answers the order of these lines is chance."),
    ]
    if more > 0:
        notes.append(
            ngettext(
                "One more improvement has a place in the order; it is in the workbook.",
                "%(num)s more improvements have a place in the order; they are in the workbook.",
                more,
            )
        )
    return "\n".join(notes)
